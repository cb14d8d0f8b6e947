import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { flag, text } from '../../map/read.ts';
import { call } from '../call.ts';
import { powercliObject } from '../commands/names.ts';
import { powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { devicesOf, labelOf, readDevices } from '../hardware/devices.ts';
import { already, firstOf, noTemplate, powerState, reachable } from '../refusals.ts';
import { escapeName } from '../organisation/settings.ts';
import { currentOf, govcOn, hasSnapshots, nodesOf } from './snapshot-subject.ts';
import { snapshotTree } from './snapshot-tree.ts';

/** The most snapshots one below the other that a server makes (TooManySnapshotLevels). */
const mostLevels = 32;

function tooManyLevels({ ref, object }: Subject): Text | undefined {
  const tree = snapshotTree(ref, object);
  const above = new Map(tree?.nodes.map(({ id, parent }) => [id, parent]));
  let levels = 0;
  let at = tree?.current ?? null;
  while (at !== null && levels < mostLevels) {
    levels += 1;
    at = above.get(at) ?? null;
  }
  return levels < mostLevels ? undefined : say('refusal.snapshotLevels', { most: mostLevels });
}

/** Memory fits disks of the same moment, and an independent disk goes on. @throws MorefException `conflict` */
async function refuseIndependent(work: Work): Promise<void> {
  const disk = devicesOf(await readDevices(work), 'VirtualDisk').find(({ backing }) => {
    const mode = backing?.['diskMode'];
    return typeof mode === 'string' && mode.startsWith('independent');
  });
  if (disk === undefined) return;
  const message = say('error.memoryIndependent', { name: work.name, disk: labelOf(disk) });
  throw new MorefException({ kind: 'conflict', message, ref: work.ref });
}

/** What is done with the snapshots of a VM as a whole. */
export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: say('operation.snapshot.create.label'),
    group: 'snapshot',
    icon: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['CreateSnapshot_Task'],
    refusal: (subject) => firstOf(subject, noTemplate, reachable, tooManyLevels),
    inputs: ({ name }) => [
      {
        name: 'name',
        label: say('input.name'),
        type: 'text',
        required: true,
        initial: say('initial.snapshot', { name }),
        maxLength: 80,
      },
      {
        name: 'description',
        label: say('input.description'),
        type: 'text',
        required: false,
        multiline: true,
      },
      {
        name: 'memory',
        label: say('input.snapshot.memory'),
        type: 'boolean',
        required: false,
        initial: false,
        help: say('input.snapshot.memory.help'),
      },
      {
        name: 'quiesce',
        label: say('input.snapshot.quiesce'),
        type: 'boolean',
        required: false,
        initial: false,
        help: say('input.snapshot.quiesce.help'),
      },
    ],
    prepare: async (work) => {
      const { self, name, object, text: given } = work;
      const runs = powerState(object) === 'poweredOn';
      const memory = runs && work.flag('memory');
      const quiesce = runs && !memory && work.flag('quiesce');
      if (memory) await refuseIndependent(work);
      const description = given('description');
      const snapshot = {
        name: escapeName(given('name')),
        ...(description !== '' && { description }),
        memory,
        quiesce,
      };
      const about = { snapshot: given('name'), name };
      return {
        calls: [call(self, 'CreateSnapshot_Task', snapshot)],
        steps: [
          memory
            ? say('step.snapshot.createMemory', about)
            : quiesce
              ? say('step.snapshot.createQuiesced', about)
              : say('step.snapshot.create', about),
        ],
      };
    },
    check: (work) =>
      Promise.resolve(
        work.flag('quiesce') &&
          !work.flag('memory') &&
          powerState(work.object) === 'poweredOn' &&
          text(work.object, 'guest.toolsRunningStatus') !== 'guestToolsRunning'
          ? [
              {
                severity: 'error',
                message: say('finding.quiesceNeedsTools', { name: work.name }),
              },
            ]
          : [],
      ),
    commands: (work) => {
      const { ref, text: given } = work;
      const runs = powerState(work.object) === 'poweredOn';
      const memory = runs && work.flag('memory');
      const quiesce = runs && !memory && work.flag('quiesce');
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
    id: 'snapshot.revertLatest',
    label: say('operation.snapshot.revertLatest.label'),
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['RevertToCurrentSnapshot_Task'],
    destructive: true,
    refusal: (subject) => firstOf(subject, noTemplate, reachable, hasSnapshots),
    confirm: (subject) =>
      say('confirm.snapshot.revertLatest', {
        name: subject.name,
        snapshot: currentOf(subject)?.name ?? '',
      }),
    risk: () => say('risk.snapshot.stateSince'),
    prepare: (work) => {
      const snapshot = currentOf(work)?.name ?? '';
      return {
        calls: [call(work.self, 'RevertToCurrentSnapshot_Task', {})],
        steps: [say('step.snapshot.revert', { name: work.name, snapshot })],
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
    id: 'snapshot.deleteAll',
    label: say('operation.snapshot.deleteAll.label'),
    group: 'delete',
    types: ['VirtualMachine'],
    methods: ['RemoveAllSnapshots_Task'],
    destructive: true,
    refusal: (subject) =>
      firstOf(subject, reachable, (one) =>
        nodesOf(one).length === 0 ? already(say('refusal.noSnapshots')) : undefined,
      ),
    confirm: (subject) =>
      say('confirm.snapshot.deleteAll', { count: nodesOf(subject).length, name: subject.name }),
    risk: () => say('risk.snapshot.deleteAll'),
    prepare: (work) => ({
      calls: [call(work.self, 'RemoveAllSnapshots_Task', { consolidate: true })],
      steps: nodesOf(work).map(({ name }) =>
        say('step.snapshot.delete', { snapshot: name, name: work.name }),
      ),
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
    label: say('operation.snapshot.consolidate.label'),
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['ConsolidateVMDisks_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, ({ object }) =>
        flag(object, 'runtime.consolidationNeeded') === true
          ? undefined
          : already(say('refusal.noConsolidation')),
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ConsolidateVMDisks_Task', {})],
      steps: [say('step.snapshot.consolidate', { name })],
    }),
    commands: ({ ref }) => [powercli(`${powercliObject(ref)}.ExtensionData.ConsolidateVMDisks()`)],
  },
];
