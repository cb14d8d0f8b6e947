import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { moref, type ManagedObjectReference } from '../../vim25/values.ts';
import { call } from '../call.ts';
import { powercliObject } from '../commands/names.ts';
import { powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { firstOf, noTemplate, reachable } from '../refusals.ts';
import { escapeName } from '../organisation/settings.ts';
import { govcOn, hasSnapshots, nodesOf } from './snapshot-subject.ts';

function snapshotInput(subject: Subject): OperationInput {
  return {
    name: 'snapshot',
    label: say('input.snapshot'),
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
  const message = say('error.snapshotGone', { name: work.name, snapshot: id });
  throw new MorefException({ kind: 'missing', message, ref: work.ref });
}

function target({ id }: SnapshotNode): ManagedObjectReference {
  return moref('VirtualMachineSnapshot', id);
}

function descendants(nodes: readonly SnapshotNode[], id: string): number {
  return nodes
    .filter(({ parent }) => parent === id)
    .reduce((sum, child) => sum + 1 + descendants(nodes, child.id), 0);
}

/** PowerCLI finds one snapshot of a VM by its id. */
function powercliSnapshot({ ref, text: given }: Work): string {
  const id = powershellString(`VirtualMachineSnapshot-${given('snapshot')}`);
  return `(Get-Snapshot -VM ${powercliObject(ref)} -Id ${id})`;
}

/** What is done with one snapshot. */
export const snapshotPartOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.revertTo',
    label: say('operation.snapshot.revertTo.label'),
    group: 'snapshot',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RevertToSnapshot'],
    part: true,
    destructive: true,
    refusal: (subject) => firstOf(subject, noTemplate, reachable, hasSnapshots),
    confirm: ({ name }) => say('confirm.snapshot.revertTo', { name }),
    risk: () => say('risk.snapshot.state'),
    inputs: (subject) => [snapshotInput(subject)],
    prepare: (work) => {
      const snapshot = chosenSnapshot(work);
      const state = snapshot.memory
        ? say('step.snapshot.resumes')
        : say('step.snapshot.poweredOff');
      return {
        calls: [call(target(snapshot), 'RevertToSnapshot_Task', {})],
        steps: [say('step.snapshot.revert', { name: work.name, snapshot: snapshot.name }), state],
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
    id: 'snapshot.rename',
    label: say('operation.snapshot.rename.label'),
    group: 'snapshot',
    icon: 'rename',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RenameSnapshot'],
    part: true,
    refusal: (subject) => firstOf(subject, reachable, hasSnapshots),
    inputs: (subject) => [
      snapshotInput(subject),
      { name: 'name', label: say('input.name'), type: 'text', required: true, maxLength: 80 },
      {
        name: 'description',
        label: say('input.description'),
        type: 'text',
        required: false,
        multiline: true,
      },
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
            ...(described && { description: work.text('description') }),
          }),
        ],
        steps: [
          name === snapshot.name
            ? say('step.snapshot.describe', { snapshot: name, name: work.name })
            : say('step.snapshot.rename', {
                snapshot: snapshot.name,
                name: work.name,
                newName: name,
              }),
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
    label: say('operation.snapshot.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VirtualMachine'],
    privileges: ['VirtualMachine.State.RemoveSnapshot'],
    part: true,
    destructive: true,
    refusal: (subject) => firstOf(subject, reachable, hasSnapshots),
    confirm: ({ name }) => say('confirm.snapshot.delete', { name }),
    risk: () => say('risk.snapshot.delete'),
    inputs: (subject) => [
      snapshotInput(subject),
      {
        name: 'children',
        label: say('input.snapshot.children'),
        type: 'boolean',
        required: false,
        initial: false,
      },
    ],
    prepare: (work) => {
      const snapshot = chosenSnapshot(work);
      const removeChildren = work.flag('children');
      const below = removeChildren ? descendants(nodesOf(work), snapshot.id) : 0;
      const about = { snapshot: snapshot.name, name: work.name };
      return {
        calls: [
          call(target(snapshot), 'RemoveSnapshot_Task', { removeChildren, consolidate: true }),
        ],
        steps: [
          below === 0
            ? say('step.snapshot.delete', about)
            : say('step.snapshot.deleteBelow', { ...about, below }),
        ],
      };
    },
    commands: (work) => [
      govcOn(work, 'snapshot.remove', `-r=${work.flag('children')}`, work.text('snapshot')),
      powercli(
        `Remove-Snapshot -Snapshot ${powercliSnapshot(work)}${work.flag('children') ? ' -RemoveChildren' : ''} -Confirm:$false`,
      ),
    ],
  },
];
