import type { ChoiceOption } from '#shared/model/operation.ts';
import { flag, nameOf, references, texts, time } from '../map/read.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { destroyWithDisks, ownDisks } from './destroy.ts';
import { allowedRefusal, isMachine, underWay } from './refusals.ts';

const modes = [
  { value: 'disk', label: 'Disks', operation: 'snapshot' },
  { value: 'memory', label: 'Disks and memory', operation: 'checkpoint' },
  { value: 'quiesce', label: 'Disks, quiesced by the guest', operation: 'snapshot_with_quiesce' },
] as const;

function possibleModes({ object }: Subject): readonly (typeof modes)[number][] {
  const allowed = texts(object, 'allowed_operations');
  return modes.filter(({ operation }) => allowed.includes(operation));
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

export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: 'Take snapshot',
    group: 'snapshot',
    types: ['VM'],
    messages: ['VM.snapshot'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      possibleModes(subject).length > 0
        ? undefined
        : (underWay(subject.object) ?? 'The server does not allow it now.'),
    inputs: (subject) => [
      {
        name: 'name',
        label: 'Name',
        type: 'text',
        required: true,
        initial: `${subject.name} snapshot`,
      },
      {
        name: 'mode',
        label: 'Contains',
        type: 'choice',
        required: true,
        initial: possibleModes(subject)[0]?.value ?? 'disk',
        options: possibleModes(subject).map(({ value, label }) => ({ value, label })),
      },
    ],
    run: ({ self, start, text }) => {
      const mode = modes.find(({ value }) => value === text('mode')) ?? modes[0];
      return start('VM', mode.operation, [self, text('name')]);
    },
  },
  {
    id: 'snapshot.revertTo',
    label: 'Revert to snapshot',
    group: 'snapshot',
    types: ['VM'],
    messages: ['VM.revert'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      snapshotOptions(subject).length === 0
        ? 'The virtual machine has no snapshots.'
        : underWay(subject.object),
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
    run: ({ chosen, start }) => start('VM', 'revert', [chosen('snapshot')]),
  },
  {
    id: 'snapshot.revert',
    label: 'Revert to this snapshot',
    group: 'snapshot',
    types: ['VM'],
    messages: ['VM.revert'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'revert'),
    confirm: ({ name }) =>
      `Revert the virtual machine to ${name}? What has changed on its disks since then is lost.`,
    run: ({ self, start }) => start('VM', 'revert', [self]),
  },
  {
    id: 'snapshot.delete',
    label: 'Delete snapshot',
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: isSnapshot,
    refusal: ({ object }) => allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => `Delete the snapshot ${name}? This cannot be undone.`,
    run: (work: Work) => destroyWithDisks(work, ownDisks(work)),
  },
];
