import { text as say } from '#shared/i18n/make-text.ts';
import { flag, nameOf, reference } from '../../map/read.ts';
import { imageChoices } from '../choices/disks.ts';
import { hostOf, requireSeen } from '../choices/hosts.ts';
import { already, firstOf, type Refusal } from '../../../operations/refusal.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { drives, hasDevices, type Drive, suspendedRefusal } from './drives.ts';
import { left } from '../left.ts';

function fullDrive(subject: Subject): Drive | undefined {
  return drives(subject, 'CD').find(({ vbd }) => !flag(vbd, 'empty'));
}

const isEmptied = (subject: Subject): Refusal | undefined =>
  fullDrive(subject) === undefined ? already(say('refusal.noCd')) : undefined;

/** The drive holds again what it held. */
async function putBack(work: Work, { ref, disk }: Drive): Promise<void> {
  if (disk === undefined) return;
  const vbd = work.opaque(ref);
  const before = work.opaque(disk);
  const empty = (await work.call('VBD', 'get_empty', [vbd])) === true;
  if (!empty && (await work.call('VBD', 'get_VDI', [vbd])) === before) return;
  if (!empty) await work.call('VBD', 'eject', [vbd]);
  await work.call('VBD', 'insert', [vbd, before]);
}

export const cdOperations: readonly OperationDefinition[] = [
  {
    id: 'cd.insert',
    label: say('operation.cd.insert.label'),
    group: 'disk',
    icon: 'cd',
    types: ['VM'],
    messages: ['VBD.insert', 'VBD.eject'],
    exists: hasDevices,
    refusal: (subject) =>
      drives(subject, 'CD').length === 0 ? say('refusal.noCdDrive') : suspendedRefusal(subject),
    inputs: () => [{ name: 'image', label: say('input.image'), type: 'lookup', required: true }],
    choices: {
      image: ({ lookup, under, object }) => imageChoices(lookup, under, hostOf(object)),
    },
    steps: (work) => [
      ...(fullDrive(work) === undefined ? [] : [say('step.cd.ejectAny', { name: work.name })]),
      say('step.cd.insert', { image: work.pickedName('image'), name: work.name }),
    ],
    run: async (work) => {
      const [drive] = drives(work, 'CD');
      if (drive === undefined) return null;
      const vbd = work.opaque(drive.ref);
      const image = work.chosen('image');
      const file = work.picked('image');
      requireSeen(work, reference(file === undefined ? undefined : work.lookup.get(file)?.['SR']));
      // A drive takes one CD at a time.
      if (!flag(drive.vbd, 'empty')) {
        work.onFailure({ left: left.cd(work.name), undo: () => putBack(work, drive) });
        await work.call('VBD', 'eject', [vbd]);
      }
      return work.start('VBD', 'insert', [vbd, image]);
    },
  },
  {
    id: 'cd.eject',
    label: say('operation.cd.eject.label'),
    group: 'disk',
    icon: 'eject',
    types: ['VM'],
    messages: ['VBD.eject'],
    exists: hasDevices,
    refusal: (subject) => firstOf(subject, isEmptied, suspendedRefusal),
    steps: (work) => {
      const image = reference(fullDrive(work)?.vbd['VDI']);
      return [
        image === undefined
          ? say('step.cd.ejectAny', { name: work.name })
          : say('step.cd.eject', { image: nameOf(image, work.lookup.get(image)), name: work.name }),
      ];
    },
    run: async (work) => {
      const drive = fullDrive(work);
      return drive === undefined ? null : work.start('VBD', 'eject', [work.opaque(drive.ref)]);
    },
  },
];
