import { MorefException } from '#shared/model/error.ts';
import type { NumberInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, list, nameOf, number, text, texts } from '../map/read.ts';
import { isFailure } from '../xapi/errors.ts';
import { freeDiskChoices } from './choices/disks.ts';
import { size } from './choices/order.ts';
import { defaultStorage, storageChoices } from './choices/storage.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { attachDisk, bytesPerGiB, createDisk, placeLike, plugIn } from './devices.ts';
import { chosenDrive, driveInput, driveName, drives, hasDevices, type Drive } from './drives.ts';
import { left } from './left.ts';
import { opaqueOf } from './making.ts';
import { allowedRefusal } from './refusals.ts';

const noDisks = (subject: Subject): string | undefined =>
  drives(subject, 'Disk').length === 0 ? 'The virtual machine has no disks.' : undefined;

function sizeInput(label: string, initial: number): NumberInput {
  return {
    name: 'size',
    label,
    type: 'number',
    required: true,
    initial,
    min: 0.01,
    max: 65_536,
    unit: 'GiB',
  };
}

const running = ({ object }: Subject): boolean => text(object, 'power_state') === 'Running';

/** The disks of a VM. */
export const diskOperations: readonly OperationDefinition[] = [
  {
    id: 'disk.create',
    label: 'New disk',
    group: 'disk',
    icon: 'add',
    types: ['VM'],
    messages: ['VDI.create', 'VBD.create', 'VBD.plug'],
    exists: hasDevices,
    inputs: ({ name, lookup }) => {
      const storage = defaultStorage(lookup);
      return [
        { name: 'name', label: 'Name', type: 'text', required: true, initial: `${name} disk` },
        sizeInput('Size', 10),
        {
          name: 'storage',
          label: 'Storage',
          type: 'lookup',
          required: true,
          accepts: ['datastore'],
          dependsOn: ['size'],
          ...(storage === undefined
            ? {}
            : { initial: storage, initialLabel: nameOf(storage, lookup.get(storage)) }),
        },
      ];
    },
    choices: {
      storage: ({ lookup, inputs }) =>
        storageChoices(lookup, Number(inputs['size'] ?? 0) * bytesPerGiB),
    },
    steps: (work) => [
      `Makes the disk ${work.text('name')} of ${work.number('size') ?? 0} GiB on ${work.pickedName('storage')}.`,
      `Attaches it to ${work.name}.`,
    ],
    run: async (work) => {
      const disk = await createDisk(work, {
        name: work.text('name'),
        storage: work.chosen('storage'),
        bytes: Math.round((work.number('size') ?? 0) * bytesPerGiB),
      });
      await attachDisk(work, work.self, { disk, plug: running(work) });
      return null;
    },
  },
  {
    id: 'disk.attach',
    label: 'Attach disk',
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.create', 'VBD.plug'],
    exists: hasDevices,
    inputs: () => [
      { name: 'disk', label: 'Disk', type: 'lookup', required: true, accepts: ['disk'] },
      { name: 'readOnly', label: 'Read only', type: 'boolean', required: false },
    ],
    choices: { disk: ({ lookup }) => freeDiskChoices(lookup) },
    steps: (work) => [`Attaches ${work.pickedName('disk')} to ${work.name}.`],
    run: async (work) => {
      const disk = work.chosen('disk');
      await attachDisk(work, work.self, {
        disk,
        readOnly: work.flag('readOnly'),
        plug: running(work),
      });
      return null;
    },
  },
  {
    id: 'disk.grow',
    label: 'Grow disk',
    group: 'disk',
    types: ['VM'],
    part: true,
    messages: ['VDI.resize'],
    exists: hasDevices,
    refusal: noDisks,
    inputs: (subject) => [driveInput(subject), sizeInput('New size', 20)],
    steps: (work) => growSteps(work, chosenDrive(work)?.disk),
    run: (work) => grow(work, chosenDrive(work)?.disk),
  },
  {
    id: 'disk.grow',
    label: 'Grow',
    group: 'disk',
    types: ['VDI'],
    messages: ['VDI.resize'],
    exists: ({ object }) => !flag(object, 'is_a_snapshot'),
    refusal: ({ object }) => growRefusal(object),
    inputs: ({ object }) => {
      const now = (number(object, 'virtual_size') ?? 0) / bytesPerGiB;
      return [{ ...sizeInput('New size', Math.ceil(now) + 1), min: now }];
    },
    steps: (work) => growSteps(work, work.ref),
    run: (work) => grow(work, work.ref),
  },
  {
    id: 'disk.detach',
    label: 'Detach disk',
    group: 'disk',
    types: ['VM'],
    part: true,
    messages: ['VBD.unplug', 'VBD.destroy'],
    exists: hasDevices,
    refusal: noDisks,
    confirm: ({ name }) =>
      `Detach a disk of ${name}? The guest loses it at once; the disk itself stays on its storage.`,
    inputs: (subject) => [driveInput(subject)],
    steps: (work) => [`Detaches ${driveName(work, chosenDrive(work))} from ${work.name}.`],
    run: async (work) => {
      await detach(work);
      return null;
    },
  },
  {
    id: 'disk.remove',
    label: 'Remove disk',
    group: 'disk',
    icon: 'trash',
    types: ['VM'],
    part: true,
    destructive: true,
    messages: ['VBD.unplug', 'VBD.destroy', 'VDI.destroy'],
    exists: hasDevices,
    refusal: noDisks,
    confirm: ({ name }) => `Remove a disk of ${name}? All data on it is lost.`,
    inputs: (subject) => [driveInput(subject)],
    steps: (work) => {
      const disk = driveName(work, chosenDrive(work));
      return [`Detaches ${disk} from ${work.name}.`, `Deletes ${disk} with all data on it.`];
    },
    run: async (work) => {
      const disk = chosenDrive(work)?.disk;
      await detach(work);
      if (disk !== undefined) await work.step('VDI', 'destroy', [work.opaque(disk)]);
      return null;
    },
  },
  {
    id: 'disk.delete',
    label: 'Delete',
    group: 'delete',
    icon: 'trash',
    types: ['VDI'],
    destructive: true,
    messages: ['VDI.destroy'],
    refusal: ({ object }) =>
      list(object, 'VBDs').length > 0 && !flag(object, 'is_a_snapshot')
        ? 'The disk belongs to a virtual machine. Detach it there first.'
        : allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => `Delete the disk ${name}? All data on it is lost.`,
    steps: ({ name }) => [`Deletes the disk ${name} with all data on it.`],
    run: ({ self, start }) => start('VDI', 'destroy', [self]),
  },
];

async function detach(work: Work): Promise<void> {
  const vbd = work.chosen('disk');
  const drive = chosenDrive(work);
  work.onFailure({
    left: left.detached(driveName(work, drive), work.name),
    undo: () => reattach(work, vbd, drive),
  });
  if (flag(drive?.vbd, 'currently_attached')) await work.step('VBD', 'unplug', [vbd]);
  await work.step('VBD', 'destroy', [vbd]);
}

/** The disk is again where it was: in the same place, or, where that was destroyed, in one that is made like it. */
async function reattach(work: Work, vbd: string, drive: Drive | undefined): Promise<void> {
  const wasAttached = flag(drive?.vbd, 'currently_attached');
  try {
    if (wasAttached) await plugIn(work, 'VBD', vbd);
    else await work.call('VBD', 'get_currently_attached', [vbd]);
  } catch (error) {
    if (!isFailure(error, 'HANDLE_INVALID') || drive?.disk === undefined) throw error;
    const place = placeLike(drive.vbd, { machine: work.self, disk: work.opaque(drive.disk) });
    const made = opaqueOf(await work.call('VBD', 'create', [place]));
    if (wasAttached) await work.step('VBD', 'plug', [made]);
  }
}

function growRefusal(vdi: Subject['object']): string | undefined {
  const allowed = texts(vdi, 'allowed_operations');
  if (allowed.includes('resize') || allowed.includes('resize_online')) return undefined;
  return allowedRefusal(vdi, 'resize') === undefined
    ? undefined
    : 'The server does not allow it now: the storage may want the virtual machine to be powered off.';
}

function growSteps(work: Given, disk: Ref | undefined): readonly string[] {
  const vdi = disk === undefined ? undefined : work.lookup.get(disk);
  const name = disk === undefined ? 'a disk' : nameOf(disk, vdi);
  const before = size(number(vdi, 'virtual_size') ?? 0);
  return [`Grows ${name} from ${before} to ${size((work.number('size') ?? 0) * bytesPerGiB)}.`];
}

/** @throws MorefException `invalid` for a smaller size, `conflict` where the storage cannot now */
async function grow(work: Work, disk: Ref | undefined): Promise<string | null> {
  const vdi = disk === undefined ? undefined : work.lookup.get(disk);
  if (disk === undefined || vdi === undefined) {
    const message = `${work.name}: the disk is not there any more.`;
    throw new MorefException({ kind: 'missing', message, ref: work.ref });
  }
  const before = number(vdi, 'virtual_size') ?? 0;
  const bytes = Math.round((work.number('size') ?? 0) * bytesPerGiB);
  if (bytes === before) return null;
  const name = nameOf(disk, vdi);
  if (bytes < before) {
    const message = `${name} has ${size(before)} and cannot be made smaller.`;
    throw new MorefException({ kind: 'invalid', message, ref: disk });
  }
  const refused = growRefusal(vdi);
  if (refused !== undefined)
    throw new MorefException({ kind: 'conflict', message: `${name}: ${refused}`, ref: disk });
  const offline = texts(vdi, 'allowed_operations').includes('resize');
  return work.start('VDI', offline ? 'resize' : 'resize_online', [work.opaque(disk), bytes]);
}
