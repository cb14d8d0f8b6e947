import { flag, nameOf, reference } from '../map/read.ts';
import { imageChoices } from './choices/disks.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { drives, hasDevices, type Drive } from './drives.ts';
import { left } from './left.ts';

function fullDrive(subject: Subject): Drive | undefined {
  return drives(subject, 'CD').find(({ vbd }) => !flag(vbd, 'empty'));
}

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
    label: 'Insert CD',
    group: 'disk',
    icon: 'cd',
    types: ['VM'],
    messages: ['VBD.insert', 'VBD.eject'],
    exists: hasDevices,
    refusal: (subject) =>
      drives(subject, 'CD').length === 0 ? 'The virtual machine has no CD drive.' : undefined,
    inputs: () => [{ name: 'image', label: 'Image', type: 'lookup', required: true }],
    choices: { image: ({ lookup, under }) => imageChoices(lookup, under) },
    steps: (work) => [
      ...(fullDrive(work) === undefined ? [] : [`Ejects the CD from ${work.name}.`]),
      `Inserts ${work.pickedName('image')} into ${work.name}.`,
    ],
    run: async (work) => {
      const [drive] = drives(work, 'CD');
      if (drive === undefined) return null;
      const vbd = work.opaque(drive.ref);
      const image = work.chosen('image');
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
    label: 'Eject CD',
    group: 'disk',
    icon: 'eject',
    types: ['VM'],
    messages: ['VBD.eject'],
    exists: hasDevices,
    done: (subject) =>
      fullDrive(subject) === undefined ? 'There is no CD in the virtual machine.' : undefined,
    steps: (work) => {
      const image = reference(fullDrive(work)?.vbd['VDI']);
      const what = image === undefined ? 'the CD' : nameOf(image, work.lookup.get(image));
      return [`Ejects ${what} from ${work.name}.`];
    },
    run: async (work) => {
      const drive = fullDrive(work);
      return drive === undefined ? null : work.start('VBD', 'eject', [work.opaque(drive.ref)]);
    },
  },
];
