import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ChoiceOption } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, reference, references, text, texts, time } from '../../map/read.ts';
import { already } from '../../../operations/refusal.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { noSuspendStorage } from '../choices/hosts.ts';
import { drives } from '../hardware/drives.ts';
import { destroyMachine } from '../machine/destroy.ts';
import { left } from '../left.ts';
import { isRestricted, licenceRefusal, upgradeRefusal } from '../licence.ts';
import { forGood, opaqueOf } from '../machine/making.ts';
import { allowedRefusal, isMachine, underWay, vmRefusal } from '../refusals.ts';

const modes = [
  {
    value: 'disk',
    label: say('input.snapshot.contains.disks'),
    operation: 'snapshot',
    step: 'step.snapshot.take',
  },
  {
    value: 'memory',
    label: say('input.snapshot.contains.memory'),
    operation: 'checkpoint',
    step: 'step.snapshot.takeMemory',
  },
  {
    value: 'quiesce',
    label: say('input.snapshot.contains.quiesced'),
    operation: 'snapshot_with_quiesce',
    step: 'step.snapshot.takeQuiesced',
  },
] as const;

function possibleModes({ object, lookup }: Subject): readonly (typeof modes)[number][] {
  const allowed = texts(object, 'allowed_operations');
  const keepsNone =
    isRestricted(lookup, 'restrict_checkpoint') || noSuspendStorage(object, lookup) !== undefined;
  return modes.filter(
    ({ operation }) => !(keepsNone && operation === 'checkpoint') && allowed.includes(operation),
  );
}

/** What a snapshot of the machine cannot contain now, and why not. */
function missingModes({ object, lookup }: Subject): { readonly help?: Text } {
  const refused =
    vmRefusal(object, 'checkpoint', ['Running', 'Suspended'], lookup) ??
    licenceRefusal(lookup, 'restrict_checkpoint') ??
    noSuspendStorage(object, lookup);
  return refused === undefined
    ? {}
    : { help: say('input.snapshot.withoutMemory', { reason: refused }) };
}

/** A disk that several machines write to at once has no moment that all of them agree on (xapi_vdi.ml, VDI_IS_SHARABLE). */
function sharedDisk(subject: Subject): Text | undefined {
  const shared = drives(subject, 'Disk').find(
    ({ disk }) => disk !== undefined && flag(subject.lookup.get(disk), 'sharable'),
  )?.disk;
  return shared === undefined
    ? undefined
    : say('refusal.diskShared', { disk: nameOf(shared, subject.lookup.get(shared)) });
}

function modeOf(work: Given): (typeof modes)[number] {
  return modes.find(({ value }) => value === work.text('mode')) ?? modes[0];
}

function snapshotOptions({ object, lookup }: Subject): readonly ChoiceOption[] {
  return references(object, 'snapshots').flatMap((ref) => {
    const snapshot = lookup.get(ref);
    if (snapshot === undefined) return [];
    const taken = time(snapshot, 'snapshot_time');
    const name = nameOf(ref, snapshot);
    const label = taken === undefined ? name : say('input.snapshot.option', { name, time: taken });
    return [{ value: ref, label }];
  });
}

const isSnapshot = ({ object }: Subject): boolean => flag(object, 'is_a_snapshot');
const noSnapshots = ({ object }: Subject): Text | undefined =>
  references(object, 'snapshots').length === 0 ? say('refusal.noSnapshots') : undefined;

/** @param name of the VM; empty where only the snapshot is known */
function revertSteps({ lookup }: Subject, name: string, snapshot: Ref): readonly Text[] {
  const label = nameOf(snapshot, lookup.get(snapshot));
  const machine = reference(lookup.get(snapshot)?.['snapshot_of']);
  const state = text(machine === undefined ? undefined : lookup.get(machine), 'power_state');
  const own = machine === undefined ? '' : nameOf(machine, lookup.get(machine));
  return [
    ...(state === undefined
      ? [say('step.snapshot.makesAgain', { snapshot: label })]
      : state === 'Halted'
        ? []
        : [say('step.snapshot.powersOff', { name: own })]),
    name === ''
      ? say('step.snapshot.revertVmLoses', { snapshot: label })
      : say('step.snapshot.revertLoses', { name, snapshot: label }),
    lookup.get(snapshot)?.['power_state'] === 'Suspended'
      ? say('step.snapshot.leavesSuspended', { name })
      : say('step.snapshot.leavesOff', { name }),
  ];
}

export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: say('operation.snapshot.create.label'),
    group: 'snapshot',
    icon: 'snapshot',
    types: ['VM'],
    messages: ['VM.snapshot'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      possibleModes(subject).length > 0
        ? sharedDisk(subject)
        : allowedRefusal(subject.object, 'snapshot'),
    inputs: (subject) => [
      {
        name: 'name',
        label: say('input.name'),
        type: 'text',
        required: true,
        initial: say('initial.snapshot', { name: subject.name }),
      },
      {
        name: 'description',
        label: say('input.description'),
        type: 'text',
        required: false,
        multiline: true,
      },
      {
        name: 'mode',
        label: say('input.snapshot.contains'),
        type: 'choice',
        required: true,
        initial: possibleModes(subject)[0]?.value ?? 'disk',
        options: possibleModes(subject).map(({ value, label }) => ({ value, label })),
        ...missingModes(subject),
      },
    ],
    steps: (work) => [say(modeOf(work).step, { snapshot: work.text('name'), name: work.name })],
    run: async (work) => {
      const values = [work.self, work.text('name')];
      const message = modeOf(work).operation;
      if (work.text('description') === '') return work.start('VM', message, values);
      // A snapshot is worth more than its description: it stays.
      const made = await forGood(work, left.snapshot(work.text('name')), () =>
        work.step('VM', message, values),
      );
      work.made(opaqueOf(made));
      await work.call('VM', 'set_name_description', [opaqueOf(made), work.text('description')]);
      return null;
    },
  },
  {
    id: 'snapshot.revertTo',
    label: say('operation.snapshot.revertTo.label'),
    group: 'snapshot',
    types: ['VM'],
    part: true,
    destructive: true,
    messages: ['VM.revert'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      noSnapshots(subject) ?? underWay(subject.object) ?? upgradeRefusal(subject),
    confirm: ({ name }) => say('confirm.snapshot.revertTo', { name }),
    risk: () => say('risk.snapshot.disks'),
    inputs: (subject) => [
      {
        name: 'snapshot',
        label: say('input.snapshot'),
        type: 'choice',
        required: true,
        options: snapshotOptions(subject),
      },
    ],
    steps: (work) => revertSteps(work, work.name, work.picked('snapshot') ?? work.ref),
    run: ({ chosen, start }) => start('VM', 'revert', [chosen('snapshot')]),
  },
  {
    id: 'snapshot.revert',
    label: say('operation.snapshot.revert.label'),
    group: 'snapshot',
    types: ['VM'],
    destructive: true,
    messages: ['VM.revert'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'revert'),
    confirm: ({ name }) => say('confirm.snapshot.revertThis', { name }),
    risk: () => say('risk.snapshot.disksSince'),
    steps: (work) => revertSteps(work, '', work.ref),
    run: ({ self, start }) => start('VM', 'revert', [self]),
  },
  {
    id: 'snapshot.delete',
    label: say('operation.snapshot.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    destructive: true,
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => say('confirm.snapshot.deleteThis', { name }),
    risk: () => say('risk.irreversible'),
    steps: ({ name }) => [say('step.snapshot.deleteWithDisks', { snapshot: name })],
    run: async (work) => {
      await destroyMachine(work, work.ref, { disks: true });
      return null;
    },
  },
  {
    id: 'snapshot.deleteAll',
    label: say('operation.snapshot.deleteAll.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    destructive: true,
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) => {
      const none = noSnapshots(subject);
      return none === undefined ? underWay(subject.object) : already(none);
    },
    confirm: (subject) =>
      say('confirm.snapshot.deleteAll', {
        count: references(subject.object, 'snapshots').length,
        name: subject.name,
      }),
    risk: () => say('risk.irreversible'),
    steps: (work) =>
      references(work.object, 'snapshots').map((ref) =>
        say('step.snapshot.deleteWithDisks', { snapshot: nameOf(ref, work.lookup.get(ref)) }),
      ),
    run: async (work: Work) => {
      for (const ref of references(work.object, 'snapshots'))
        await destroyMachine(work, ref, { disks: true });
      return null;
    },
  },
];
