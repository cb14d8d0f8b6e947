import type { ChoiceOption } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, references, texts, time } from '../map/read.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { destroyMachine } from './destroy.ts';
import { left } from './left.ts';
import { forGood, opaqueOf } from './making.ts';
import { allowedRefusal, isMachine, underWay, vmRefusal } from './refusals.ts';

const modes = [
  { value: 'disk', label: 'Disks', operation: 'snapshot', words: '' },
  {
    value: 'memory',
    label: 'Disks and memory',
    operation: 'checkpoint',
    words: ', with its memory',
  },
  {
    value: 'quiesce',
    label: 'Disks, quiesced by the guest',
    operation: 'snapshot_with_quiesce',
    words: ', quiesced by the guest',
  },
] as const;

function possibleModes({ object }: Subject): readonly (typeof modes)[number][] {
  const allowed = texts(object, 'allowed_operations');
  return modes.filter(({ operation }) => allowed.includes(operation));
}

/** What a snapshot of the machine cannot contain now, and why not. */
function missingModes({ object, lookup }: Subject): { readonly help?: string } {
  const refused = vmRefusal(object, 'checkpoint', ['Running', 'Suspended'], lookup);
  return refused === undefined ? {} : { help: `Without its memory. ${refused}` };
}

function modeOf(work: Given): (typeof modes)[number] {
  return modes.find(({ value }) => value === work.text('mode')) ?? modes[0];
}

function snapshotOptions({ object, lookup }: Subject): readonly ChoiceOption[] {
  return references(object, 'snapshots').flatMap((ref) => {
    const snapshot = lookup.get(ref);
    if (snapshot === undefined) return [];
    const taken = time(snapshot, 'snapshot_time');
    const when =
      taken === undefined
        ? ''
        : `, ${new Date(taken).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return [{ value: ref, label: `${nameOf(ref, snapshot)}${when}` }];
  });
}

const isSnapshot = ({ object }: Subject): boolean => flag(object, 'is_a_snapshot');
const noSnapshots = ({ object }: Subject): string | undefined =>
  references(object, 'snapshots').length === 0
    ? 'The virtual machine has no snapshots.'
    : undefined;

function revertSteps({ lookup }: Subject, name: string, snapshot: Ref): readonly string[] {
  const label = nameOf(snapshot, lookup.get(snapshot));
  return [
    `Reverts ${name} to ${label}: what has changed on its disks since then is lost.`,
    lookup.get(snapshot)?.['power_state'] === 'Suspended'
      ? `Leaves ${name} suspended, as the snapshot holds its memory.`
      : `Leaves ${name} powered off.`,
  ];
}

export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: 'Take snapshot',
    group: 'snapshot',
    icon: 'snapshot',
    types: ['VM'],
    messages: ['VM.snapshot'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      possibleModes(subject).length > 0 ? undefined : allowedRefusal(subject.object, 'snapshot'),
    inputs: (subject) => [
      {
        name: 'name',
        label: 'Name',
        type: 'text',
        required: true,
        initial: `${subject.name} snapshot`,
      },
      { name: 'description', label: 'Description', type: 'text', required: false, multiline: true },
      {
        name: 'mode',
        label: 'Contains',
        type: 'choice',
        required: true,
        initial: possibleModes(subject)[0]?.value ?? 'disk',
        options: possibleModes(subject).map(({ value, label }) => ({ value, label })),
        ...missingModes(subject),
      },
    ],
    steps: (work) => [
      `Takes the snapshot ${work.text('name')} of ${work.name}${modeOf(work).words}.`,
    ],
    run: async (work) => {
      const values = [work.self, work.text('name')];
      const message = modeOf(work).operation;
      if (work.text('description') === '') return work.start('VM', message, values);
      // A snapshot is worth more than its description: it stays.
      const made = await forGood(work, left.snapshot(work.text('name')), () =>
        work.step('VM', message, values),
      );
      await work.call('VM', 'set_name_description', [opaqueOf(made), work.text('description')]);
      return null;
    },
  },
  {
    id: 'snapshot.revertTo',
    label: 'Revert to snapshot',
    group: 'snapshot',
    types: ['VM'],
    part: true,
    destructive: true,
    messages: ['VM.revert'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) => noSnapshots(subject) ?? underWay(subject.object),
    confirm: ({ name }) =>
      `Revert ${name}? What has changed on its disks since the snapshot is lost.`,
    inputs: (subject) => [
      {
        name: 'snapshot',
        label: 'Snapshot',
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
    label: 'Revert to this snapshot',
    group: 'snapshot',
    types: ['VM'],
    destructive: true,
    messages: ['VM.revert'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'revert'),
    confirm: ({ name }) =>
      `Revert the virtual machine to ${name}? What has changed on its disks since then is lost.`,
    steps: (work) => revertSteps(work, 'the virtual machine', work.ref),
    run: ({ self, start }) => start('VM', 'revert', [self]),
  },
  {
    id: 'snapshot.delete',
    label: 'Delete snapshot',
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    destructive: true,
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => `Delete the snapshot ${name}? This cannot be undone.`,
    steps: ({ name }) => [`Deletes the snapshot ${name} with its disks.`],
    run: async (work) => {
      await destroyMachine(work, work.ref, { disks: true });
      return null;
    },
  },
  {
    id: 'snapshot.deleteAll',
    label: 'Delete all snapshots',
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    destructive: true,
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: ({ object }) => isMachine(object),
    done: noSnapshots,
    refusal: ({ object }) => underWay(object),
    confirm: (subject) =>
      `Delete all ${references(subject.object, 'snapshots').length} snapshots of ${subject.name}? This cannot be undone.`,
    steps: (work) =>
      references(work.object, 'snapshots').map(
        (ref) => `Deletes the snapshot ${nameOf(ref, work.lookup.get(ref))} with its disks.`,
      ),
    run: async (work: Work) => {
      for (const ref of references(work.object, 'snapshots'))
        await destroyMachine(work, ref, { disks: true });
      return null;
    },
  },
];
