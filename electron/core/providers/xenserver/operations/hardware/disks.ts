import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { NumberInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, list, nameOf, number, reference, references, text } from '../../map/read.ts';
import { isFailure } from '../../xapi/errors.ts';
import { freeDiskChoices } from '../choices/disks.ts';
import { hostOf, requireSeen, storageOf } from '../choices/hosts.ts';
import { defaultStorage, storageChoices } from '../choices/storage.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { attachDisk, bytesPerGiB, createDisk, placeLike, plugIn } from './devices.ts';
import {
  chosenDrive,
  driveInput,
  driveName,
  drives,
  hasDevices,
  type Drive,
  plugRefusal,
  suspendedRefusal,
} from './drives.ts';
import { grow, growRefusal, growSteps } from './grow.ts';
import { left } from '../left.ts';
import { opaqueOf } from '../machine/making.ts';
import { allowedRefusal } from '../refusals.ts';

const noDisks = (subject: Subject): Text | undefined =>
  drives(subject, 'Disk').length === 0 ? say('refusal.noDisks') : undefined;

function sizeInput(label: Text, initial: number): NumberInput {
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

/** A disk that is not to be written to: the server gives it for reading only (VDI_READONLY). */
const isReadOnly = (work: Given): boolean => {
  const disk = work.picked('disk');
  return disk !== undefined && flag(work.lookup.get(disk), 'read_only');
};

/** The disks of a VM. */
export const diskOperations: readonly OperationDefinition[] = [
  {
    id: 'disk.create',
    label: say('operation.disk.create.label'),
    group: 'disk',
    icon: 'add',
    types: ['VM'],
    messages: ['VDI.create', 'VBD.create', 'VBD.plug'],
    exists: hasDevices,
    refusal: (subject) => plugRefusal(subject, 'vbd'),
    inputs: ({ name, lookup }) => {
      const storage = defaultStorage(lookup);
      return [
        {
          name: 'name',
          label: say('input.name'),
          type: 'text',
          required: true,
          initial: say('initial.disk', { name }),
        },
        sizeInput(say('input.disk.size'), 10),
        {
          name: 'storage',
          label: say('input.storage'),
          type: 'lookup',
          required: true,
          accepts: ['datastore'],
          dependsOn: ['size'],
          ...(storage !== undefined && {
            initial: storage,
            initialLabel: nameOf(storage, lookup.get(storage)),
          }),
        },
      ];
    },
    choices: {
      storage: ({ lookup, inputs, object }) =>
        storageChoices(lookup, {
          needed: Number(inputs['size'] ?? 0) * bytesPerGiB,
          host: hostOf(object),
          present: storageOf(object, lookup),
        }),
    },
    steps: (work) => [
      say('step.disk.make', {
        disk: work.text('name'),
        size: work.number('size') ?? 0,
        storage: work.pickedName('storage'),
      }),
      say('step.disk.attachIt', { name: work.name }),
    ],
    run: async (work) => {
      requireSeen(work, work.picked('storage'));
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
    label: say('operation.disk.attach.label'),
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.create', 'VBD.plug'],
    exists: hasDevices,
    refusal: (subject) => plugRefusal(subject, 'vbd'),
    inputs: () => [
      { name: 'disk', label: say('input.disk'), type: 'lookup', required: true, accepts: ['disk'] },
      { name: 'readOnly', label: say('input.disk.readOnly'), type: 'boolean', required: false },
    ],
    choices: { disk: ({ lookup, object }) => freeDiskChoices(lookup, hostOf(object)) },
    steps: (work) => [say('step.disk.attach', { disk: work.pickedName('disk'), name: work.name })],
    run: async (work) => {
      const disk = work.chosen('disk');
      const picked = work.picked('disk');
      requireSeen(
        work,
        reference(picked === undefined ? undefined : work.lookup.get(picked)?.['SR']),
      );
      await attachDisk(work, work.self, {
        disk,
        readOnly: work.flag('readOnly') || isReadOnly(work),
        plug: running(work),
      });
      return null;
    },
  },
  {
    id: 'disk.grow',
    label: say('operation.disk.grow.label'),
    group: 'disk',
    types: ['VM'],
    part: true,
    messages: ['VDI.resize'],
    exists: hasDevices,
    refusal: noDisks,
    inputs: (subject) => [driveInput(subject), sizeInput(say('input.disk.newSize'), 20)],
    steps: (work) => growSteps(work, chosenDrive(work)?.disk),
    run: (work) => grow(work, chosenDrive(work)?.disk),
  },
  {
    id: 'disk.grow',
    label: say('operation.disk.grow.short'),
    group: 'disk',
    types: ['VDI'],
    messages: ['VDI.resize'],
    exists: ({ object }) => !flag(object, 'is_a_snapshot'),
    refusal: ({ object }) => growRefusal(object),
    inputs: ({ object }) => {
      const now = (number(object, 'virtual_size') ?? 0) / bytesPerGiB;
      return [{ ...sizeInput(say('input.disk.newSize'), Math.ceil(now) + 1), min: now }];
    },
    steps: (work) => growSteps(work, work.ref),
    run: (work) => grow(work, work.ref),
  },
  {
    id: 'disk.detach',
    label: say('operation.disk.detach.label'),
    group: 'disk',
    types: ['VM'],
    part: true,
    messages: ['VBD.unplug', 'VBD.destroy'],
    exists: hasDevices,
    refusal: (subject) =>
      noDisks(subject) ?? suspendedRefusal(subject) ?? plugRefusal(subject, 'vbd'),
    confirm: ({ name }) => say('confirm.disk.detach', { name }),
    risk: () => say('risk.disk.stays'),
    inputs: (subject) => [driveInput(subject)],
    steps: (work) => [
      say('step.disk.detach', { disk: driveName(work, chosenDrive(work)), name: work.name }),
    ],
    run: async (work) => {
      await detach(work);
      return null;
    },
  },
  {
    id: 'disk.remove',
    label: say('operation.disk.removeFromVm.label'),
    group: 'disk',
    icon: 'trash',
    types: ['VM'],
    part: true,
    destructive: true,
    messages: ['VBD.unplug', 'VBD.destroy', 'VDI.destroy'],
    exists: hasDevices,
    refusal: (subject) =>
      noDisks(subject) ?? suspendedRefusal(subject) ?? plugRefusal(subject, 'vbd'),
    confirm: ({ name }) => say('confirm.disk.removeFromVm', { name }),
    risk: () => say('risk.disk.ifDeleted'),
    inputs: (subject) => [
      driveInput(subject),
      {
        name: 'data',
        label: say('input.disk.data'),
        type: 'choice',
        required: true,
        initial: 'keep',
        options: [
          { value: 'keep', label: say('input.disk.data.keep') },
          { value: 'delete', label: say('input.disk.data.delete') },
        ],
      },
    ],
    steps: removeSteps,
    run: async (work) => {
      const disk = chosenDrive(work)?.disk;
      const deletes = disk !== undefined && work.text('data') === 'delete';
      if (deletes) refuseShared(work, disk);
      await detach(work);
      if (deletes) await work.step('VDI', 'destroy', [work.opaque(disk)]);
      return null;
    },
  },
  {
    id: 'disk.delete',
    label: say('operation.disk.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VDI'],
    destructive: true,
    messages: ['VDI.destroy'],
    refusal: ({ object }) =>
      list(object, 'VBDs').length > 0 && !flag(object, 'is_a_snapshot')
        ? say('refusal.diskAttached')
        : allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => say('confirm.disk.delete', { name }),
    risk: () => say('risk.diskData'),
    steps: ({ name }) => [say('step.disk.delete', { disk: name })],
    run: ({ self, start }) => start('VDI', 'destroy', [self]),
  },
];

/** Other machines that have a disk, by name. */
function othersWith({ ref, lookup }: Subject, disk: Ref): readonly string[] {
  const machines = references(lookup.get(disk), 'VBDs').flatMap(
    (vbd) => reference(lookup.get(vbd)?.['VM']) ?? [],
  );
  return [...new Set(machines)]
    .filter((one) => one !== ref)
    .map((one) => nameOf(one, lookup.get(one)));
}

function removeSteps(work: Given): readonly Text[] {
  const drive = chosenDrive(work);
  const disk = driveName(work, drive);
  const others = drive?.disk === undefined ? [] : othersWith(work, drive.disk);
  return [
    say('step.disk.detach', { disk, name: work.name }),
    ...(work.text('data') === 'delete'
      ? [say('step.disk.deleteData', { disk })]
      : [
          others.length === 0
            ? say('step.disk.stays', { disk })
            : say('step.disk.staysWith', { disk, others }),
        ]),
  ];
}

/** To delete it would take it from them, too. @throws MorefException `conflict` */
function refuseShared(work: Work, disk: Ref): void {
  const others = othersWith(work, disk);
  if (others.length === 0) return;
  const message = say('error.diskShared', { disk: nameOf(disk, work.lookup.get(disk)), others });
  throw new MorefException({ kind: 'conflict', message, ref: disk });
}

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
