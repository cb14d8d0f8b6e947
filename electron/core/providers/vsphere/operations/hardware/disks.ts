import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { reference, references, text } from '../../map/read.ts';
import { toRef } from '../../object-updates.ts';
import type { VimRecord } from '../../vim25/values.ts';
import { datastoreChoices } from '../choices/datastores.ts';
import { datastoreFlag, inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import { controllerFor } from './controllers.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import {
  change,
  chosenDevice,
  deviceChoices,
  labelOf,
  readDevices,
  reconfigure,
  type Device,
} from './devices.ts';
import { bytesGiven, bytesOf, growDisk, growRefusal } from './grow-disk.ts';
import { largestDiskGib, newDisk } from './new-disk.ts';
import { refuseShared } from './shared-disks.ts';
import { hostsOf, nameOf } from '../placement/placement.ts';
import { firstOf, noTemplate, notSuspended, reachable } from '../refusals.ts';
import { inParts } from '../words.ts';

const gib = 1024 ** 3;
const diskInput: OperationInput = {
  name: 'disk',
  label: say('input.disk'),
  type: 'lookup',
  required: true,
};

/** A disk as one chooses it: by its size and file. */
const diskOption = (disk: Device): Partial<LookupOption> => ({
  detail: inParts(say('choice.size', { size: bytesOf(disk) }), fileOf(disk)),
  kind: 'disk',
});

const chooseDisk = (work: Work) => deviceChoices(work, 'VirtualDisk', diskOption);

const chooseGrowable = (work: Work) =>
  deviceChoices(
    work,
    'VirtualDisk',
    (disk, devices): Partial<LookupOption> => ({
      ...diskOption(disk),
      ...onlyDefined({ refused: growRefusal(work, disk, devices) }),
    }),
  );

/** Of a disk in a snapshot only what was written since hangs on the machine: detached, that would be all that is kept. */
const chooseDetachable = (work: Work) =>
  deviceChoices(
    work,
    'VirtualDisk',
    (disk): Partial<LookupOption> => ({
      ...diskOption(disk),
      ...(isInSnapshot(work, disk) && { refused: say('choice.diskInSnapshot') }),
    }),
  );

function isInSnapshot({ object }: Work, { backing }: Device): boolean {
  return object['snapshot'] !== undefined && backing?.['parent'] !== undefined;
}

/** `[ds-01] web-01/web-01.vmdk`. */
function fileOf({ backing }: Device): string {
  const fileName = backing?.['fileName'];
  return typeof fileName === 'string' ? fileName : '';
}

function sizeInput(initial: number, help?: Text): OperationInput {
  return {
    name: 'size',
    label: say('input.disk.size'),
    type: 'number',
    required: true,
    initial,
    min: 1,
    max: largestDiskGib,
    unit: 'GiB',
    ...onlyDefined({ help }),
  };
}

const usable = (subject: Subject) => firstOf(subject, noTemplate, reachable, notSuspended);

function withoutSnapshots({ object }: Subject): Text | undefined {
  return object['snapshot'] === undefined ? undefined : say('refusal.disksInSnapshots');
}

/** PowerCLI finds a disk of a VM by its label. */
function powercliDisk({ ref }: Work, disk: Device): string {
  return `(Get-HardDisk -VM ${powercliObject(ref)} -Name ${powershellString(labelOf(disk))})`;
}

async function takeOff(work: Work, keep: boolean) {
  const disk = await chosenDevice(work, 'disk', 'VirtualDisk');
  const file = fileOf(disk);
  const inSnapshot = isInSnapshot(work, disk);
  if (keep && inSnapshot) {
    const message = say('error.diskInSnapshot', { disk: labelOf(disk), name: work.name });
    throw new MorefException({ kind: 'conflict', message, ref: work.ref });
  }
  if (!keep && !inSnapshot) await refuseShared(work, [file]);
  const spec = change('remove', disk, keep ? undefined : 'destroy');
  return {
    calls: [reconfigure(work, [spec])],
    steps: [
      say('step.disk.take', { disk: labelOf(disk), size: bytesOf(disk), name: work.name }),
      keep
        ? say('step.disk.keepFile', { file })
        : inSnapshot
          ? say('step.disk.deleteDelta', { file })
          : say('step.disk.deleteFile', { file }),
    ],
  };
}

function removal(keep: boolean): Pick<OperationDefinition, 'prepare' | 'commands'> {
  return {
    prepare: (work) => takeOff(work, keep),
    commands: async (work) => {
      const disk = await chosenDevice(work, 'disk', 'VirtualDisk');
      return [
        govc(
          'device.remove',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          `-keep=${keep}`,
          `disk-${disk.controllerKey ?? 0}-${disk.unitNumber ?? 0}`,
        ),
        powercli(
          `Remove-HardDisk -HardDisk ${powercliDisk(work, disk)}${keep ? '' : ' -DeletePermanently'} -Confirm:$false`,
        ),
      ];
    },
  };
}

/** Virtual disks. */
export const diskOperations: readonly OperationDefinition[] = [
  {
    id: 'disk.create',
    label: say('operation.disk.create.label'),
    group: 'disk',
    icon: 'add',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.AddNewDisk'],
    refusal: usable,
    inputs: () => [
      sizeInput(10),
      {
        name: 'storage',
        label: say('input.storage'),
        type: 'lookup',
        required: false,
        accepts: ['datastore'],
        help: say('input.storage.withVm'),
      },
      {
        name: 'thin',
        label: say('input.disk.thin'),
        type: 'boolean',
        required: false,
        initial: true,
      },
    ],
    choices: {
      storage: ({ ref, lookup, number }) =>
        Promise.resolve(
          datastoreChoices(lookup, hostsOf(ref, lookup), {
            needed: (number('size') ?? 0) * gib,
            present: references(lookup.get(ref) ?? {}, 'datastore'),
          }),
        ),
    },
    prepare: async (work) => {
      const bytes = bytesGiven(work);
      const storage = work.chosen('storage');
      const slot = controllerFor(await readDevices(work));
      const disk = newDisk({
        bytes,
        thin: work.flag('thin'),
        controllerKey: slot.controllerKey,
        unitNumber: slot.unitNumber,
        ...(storage !== undefined && {
          datastore: { moref: storage, name: rawName(work, storage) },
        }),
      });
      const where = storage === undefined ? '' : nameOf(toRef(storage), work.lookup);
      return {
        calls: [reconfigure(work, [...slot.additions, change('add', disk, 'create')])],
        steps: [
          ...slot.steps(work.name),
          say('step.disk.add', { size: bytes, name: work.name, storage: where }),
        ],
      };
    },
    commands: (work) => {
      const storage = work.chosen('storage');
      const gigabytes = work.number('size') ?? 0;
      const thin = work.flag('thin');
      return [
        govc(
          'vm.disk.create',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          ...datastoreFlag(work, storage),
          '-name',
          `${text(work.object, 'name') ?? work.name}/${text(work.object, 'name') ?? work.name}_new`,
          '-size',
          `${gigabytes}GB`,
          ...(thin ? [] : ['-thick']),
        ),
        powercli(
          `New-HardDisk -VM ${powercliObject(work.ref)} -CapacityGB ${gigabytes} -StorageFormat ${thin ? 'Thin' : 'Thick'}${storage === undefined ? '' : ` -Datastore ${powercliOf(storage)}`} -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'disk.grow',
    label: say('operation.disk.grow.label'),
    group: 'disk',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.DiskExtend'],
    refusal: (subject) => usable(subject) ?? withoutSnapshots(subject),
    inputs: () => [diskInput, sizeInput(10, say('input.disk.growHelp'))],
    choices: { disk: chooseGrowable },
    prepare: growDisk,
    commands: async (work) => {
      const disk = await chosenDevice(work, 'disk', 'VirtualDisk');
      const gigabytes = work.number('size') ?? 0;
      return [
        govc(
          'vm.disk.change',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          '-disk.key',
          String(disk.key),
          '-size',
          `${gigabytes}G`,
        ),
        powercli(
          `Set-HardDisk -HardDisk ${powercliDisk(work, disk)} -CapacityGB ${gigabytes} -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'disk.detach',
    label: say('operation.disk.detach.label'),
    group: 'disk',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.RemoveDisk'],
    refusal: usable,
    confirm: ({ name }) => say('confirm.disk.detach', { name }),
    risk: () => say('risk.disk.fileStays'),
    inputs: () => [diskInput],
    choices: { disk: chooseDetachable },
    ...removal(true),
  },
  {
    id: 'disk.remove',
    label: say('operation.disk.remove.label'),
    group: 'disk',
    icon: 'trash',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.RemoveDisk'],
    destructive: true,
    refusal: usable,
    confirm: ({ name }) => say('confirm.disk.remove', { name }),
    risk: () => say('risk.diskData'),
    inputs: () => [diskInput],
    choices: { disk: chooseDisk },
    ...removal(false),
  },
];

/** The name as a datastore path has it. */
function rawName({ lookup }: Work, storage: VimRecord): string {
  const ref = reference(storage);
  return ref === undefined ? '' : (text(lookup.get(ref) ?? {}, 'name') ?? nameOf(ref, lookup));
}
