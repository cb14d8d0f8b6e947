import { MorefException } from '#shared/model/error.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { flag, text } from '../map/read.ts';
import { moref } from '../vim25/values.ts';
import { call } from './call.ts';
import { inventoryPath, powercliObject } from './commands/names.ts';
import { govc, powercli, powershellString } from './commands/quote.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { already, firstOf, noTemplate, powerState, reachable } from './refusals.ts';
import { escapeName } from './settings.ts';
import { snapshotTree } from './snapshot-tree.ts';

function nodesOf({ ref, object }: Subject): readonly SnapshotNode[] {
  return snapshotTree(ref, object)?.nodes ?? [];
}

function hasSnapshots(subject: Subject): string | undefined {
  return nodesOf(subject).length === 0 ? 'The virtual machine has no snapshots.' : undefined;
}

function snapshotInput(subject: Subject): OperationInput {
  return {
    name: 'snapshot',
    label: 'Snapshot',
    type: 'choice',
    required: true,
    options: nodesOf(subject).map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** The snapshot that was chosen. @throws MorefException `missing` where it is gone */
function chosenSnapshot(work: Work): SnapshotNode {
  const id = work.text('snapshot');
  const node = nodesOf(work).find((one) => one.id === id);
  if (node !== undefined) return node;
  const message = `${work.name} has no snapshot “${id}” any more.`;
  throw new MorefException({ kind: 'missing', message, ref: work.ref });
}

function target({ id }: SnapshotNode) {
  return moref('VirtualMachineSnapshot', id);
}

function descendants(nodes: readonly SnapshotNode[], id: string): number {
  return nodes
    .filter(({ parent }) => parent === id)
    .reduce((sum, child) => sum + 1 + descendants(nodes, child.id), 0);
}

function govcOn(work: Work, command: string, ...rest: readonly string[]) {
  return govc(command, '-vm', inventoryPath(work.ref, work.lookup), ...rest);
}

/** PowerCLI finds one snapshot of a VM by its id. */
function powercliSnapshot({ ref, text: given }: Work): string {
  const id = powershellString(`VirtualMachineSnapshot-${given('snapshot')}`);
  return `(Get-Snapshot -VM ${powercliObject(ref)} -Id ${id})`;
}

export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: 'Take snapshot',
    group: 'snapshot',
    icon: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['CreateSnapshot_Task'],
    refusal: (subject) => firstOf(subject, noTemplate, reachable),
    inputs: ({ name }) => [
      {
        name: 'name',
        label: 'Name',
        type: 'text',
        required: true,
        initial: `${name} snapshot`.slice(-80),
        maxLength: 80,
      },
      { name: 'description', label: 'Description', type: 'text', required: false, multiline: true },
      {
        name: 'mode',
        label: 'Contains',
        type: 'choice',
        required: true,
        initial: 'disk',
        options: [
          { value: 'disk', label: 'Disks' },
          { value: 'memory', label: 'Disks and memory' },
          { value: 'quiesce', label: 'Disks, quiesced by the guest' },
        ],
        help: 'Of a virtual machine that is off, there are only its disks.',
      },
    ],
    prepare: (work) => {
      const { self, name, object, text: given } = work;
      const runs = powerState(object) === 'poweredOn';
      const memory = runs && given('mode') === 'memory';
      const quiesce = runs && given('mode') === 'quiesce';
      const description = given('description');
      const snapshot = {
        name: escapeName(given('name')),
        ...(description === '' ? {} : { description }),
        memory,
        quiesce,
      };
      const contents = memory ? 'disks and memory' : quiesce ? 'disks, quiesced' : 'disks';
      return {
        calls: [call(self, 'CreateSnapshot_Task', snapshot)],
        steps: [`Takes the snapshot “${given('name')}” of ${name} (${contents}).`],
      };
    },
    check: (work) =>
      Promise.resolve(
        work.text('mode') === 'quiesce' &&
          powerState(work.object) === 'poweredOn' &&
          text(work.object, 'guest.toolsRunningStatus') !== 'guestToolsRunning'
          ? [
              {
                severity: 'error',
                message: `VMware Tools are not running in ${work.name}: its guest cannot quiesce the disks.`,
              },
            ]
          : [],
      ),
    commands: (work) => {
      const { ref, text: given } = work;
      const runs = powerState(work.object) === 'poweredOn';
      const memory = runs && given('mode') === 'memory';
      const quiesce = runs && given('mode') === 'quiesce';
      const description = given('description');
      const name = given('name');
      return [
        govcOn(
          work,
          'snapshot.create',
          `-m=${memory}`,
          `-q=${quiesce}`,
          ...(description === '' ? [] : ['-d', description]),
          name,
        ),
        powercli(
          [
            `New-Snapshot -VM ${powercliObject(ref)} -Name ${powershellString(name)}`,
            ...(description === '' ? [] : [`-Description ${powershellString(description)}`]),
            ...(memory ? ['-Memory'] : []),
            ...(quiesce ? ['-Quiesce'] : []),
          ].join(' '),
        ),
      ];
    },
  },
  {
    id: 'snapshot.revertTo',
    label: 'Revert to snapshot',
    group: 'snapshot',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RevertToSnapshot'],
    part: true,
    destructive: true,
    refusal: (subject) => firstOf(subject, noTemplate, reachable, hasSnapshots),
    confirm: ({ name }) => `Revert ${name}? What has changed in it since the snapshot is lost.`,
    inputs: (subject) => [snapshotInput(subject)],
    prepare: (work) => {
      const snapshot = chosenSnapshot(work);
      const state = snapshot.memory ? 'It resumes what ran then.' : 'It will be powered off.';
      return {
        calls: [call(target(snapshot), 'RevertToSnapshot_Task', {})],
        steps: [`Reverts ${work.name} to “${snapshot.name}”.`, state],
      };
    },
    commands: (work) => [
      govcOn(work, 'snapshot.revert', work.text('snapshot')),
      powercli(
        `Set-VM -VM ${powercliObject(work.ref)} -Snapshot ${powercliSnapshot(work)} -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.revertLatest',
    label: 'Revert to latest snapshot',
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['RevertToCurrentSnapshot_Task'],
    destructive: true,
    refusal: (subject) => firstOf(subject, noTemplate, reachable, hasSnapshots),
    confirm: (subject) => {
      const current = currentOf(subject);
      const which = current === undefined ? 'its latest snapshot' : `“${current.name}”`;
      return `Revert ${subject.name} to ${which}? What has changed in it since then is lost.`;
    },
    prepare: (work) => {
      const current = currentOf(work);
      const which = current === undefined ? 'its latest snapshot' : `“${current.name}”`;
      return {
        calls: [call(work.self, 'RevertToCurrentSnapshot_Task', {})],
        steps: [`Reverts ${work.name} to ${which}.`],
      };
    },
    commands: (work) => [
      govcOn(work, 'snapshot.revert'),
      powercli(
        `Set-VM -VM ${powercliObject(work.ref)} -Snapshot (Get-Snapshot -VM ${powercliObject(work.ref)} | Where-Object IsCurrent) -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.rename',
    label: 'Edit snapshot',
    group: 'snapshot',
    icon: 'rename',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RenameSnapshot'],
    part: true,
    refusal: (subject) => firstOf(subject, reachable, hasSnapshots),
    inputs: (subject) => [
      snapshotInput(subject),
      { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 80 },
      { name: 'description', label: 'Description', type: 'text', required: false, multiline: true },
    ],
    prepare: (work) => {
      const snapshot = chosenSnapshot(work);
      const name = work.text('name');
      // Only what was given: an absent description stays as it is.
      const described = Object.hasOwn(work.given, 'description');
      return {
        calls: [
          call(target(snapshot), 'RenameSnapshot', {
            name: escapeName(name),
            ...(described ? { description: work.text('description') } : {}),
          }),
        ],
        steps: [
          name === snapshot.name
            ? `Describes the snapshot “${name}” of ${work.name}.`
            : `Renames the snapshot “${snapshot.name}” of ${work.name} to “${name}”.`,
        ],
      };
    },
    commands: (work) => [
      powercli(
        [
          `Set-Snapshot -Snapshot ${powercliSnapshot(work)} -Name ${powershellString(work.text('name'))}`,
          ...(Object.hasOwn(work.given, 'description')
            ? [`-Description ${powershellString(work.text('description'))}`]
            : []),
        ].join(' '),
      ),
    ],
  },
  {
    id: 'snapshot.delete',
    label: 'Delete snapshot',
    group: 'delete',
    icon: 'trash',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RemoveSnapshot'],
    part: true,
    destructive: true,
    refusal: (subject) => firstOf(subject, reachable, hasSnapshots),
    confirm: ({ name }) => `Delete a snapshot of ${name}? There is no way back to it then.`,
    inputs: (subject) => [
      snapshotInput(subject),
      {
        name: 'children',
        label: 'Delete the snapshots below it, too',
        type: 'boolean',
        required: false,
        initial: false,
      },
    ],
    prepare: (work) => {
      const snapshot = chosenSnapshot(work);
      const removeChildren = work.flag('children');
      const below = removeChildren ? descendants(nodesOf(work), snapshot.id) : 0;
      const more =
        below === 0 ? '' : below === 1 ? ' and the one below it' : ` and the ${below} below it`;
      return {
        calls: [
          call(target(snapshot), 'RemoveSnapshot_Task', { removeChildren, consolidate: true }),
        ],
        steps: [`Deletes the snapshot “${snapshot.name}” of ${work.name}${more}.`],
      };
    },
    commands: (work) => [
      govcOn(work, 'snapshot.remove', `-r=${work.flag('children')}`, work.text('snapshot')),
      powercli(
        `Remove-Snapshot -Snapshot ${powercliSnapshot(work)}${work.flag('children') ? ' -RemoveChildren' : ''} -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.deleteAll',
    label: 'Delete all snapshots',
    group: 'delete',
    types: ['VirtualMachine'],
    methods: ['RemoveAllSnapshots_Task'],
    destructive: true,
    refusal: (subject) =>
      firstOf(subject, reachable, (one) =>
        nodesOf(one).length === 0 ? already('The virtual machine has no snapshots.') : undefined,
      ),
    confirm: (subject) => {
      const count = nodesOf(subject).length;
      const which = count === 1 ? 'the only snapshot' : `all ${count} snapshots`;
      return `Delete ${which} of ${subject.name}? There is no way back to them then.`;
    },
    prepare: (work) => ({
      calls: [call(work.self, 'RemoveAllSnapshots_Task', { consolidate: true })],
      steps: nodesOf(work).map(({ name }) => `Deletes the snapshot “${name}” of ${work.name}.`),
    }),
    commands: (work) => [
      govcOn(work, 'snapshot.remove', '*'),
      powercli(
        `Get-Snapshot -VM ${powercliObject(work.ref)} | Where-Object { -not $_.ParentSnapshot } | Remove-Snapshot -RemoveChildren -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.consolidate',
    label: 'Consolidate disks',
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['ConsolidateVMDisks_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, ({ object }) =>
        flag(object, 'runtime.consolidationNeeded') === true
          ? undefined
          : already('The disks need no consolidation.'),
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ConsolidateVMDisks_Task', {})],
      steps: [`Merges the redundant snapshot disks of ${name}.`],
    }),
    commands: ({ ref }) => [powercli(`${powercliObject(ref)}.ExtensionData.ConsolidateVMDisks()`)],
  },
];

function currentOf(subject: Subject): SnapshotNode | undefined {
  const tree = snapshotTree(subject.ref, subject.object);
  return tree?.nodes.find(({ id }) => id === tree.current);
}
