import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { number, text } from '../../map/read.ts';
import { toRef } from '../../object-updates.ts';
import type {
  GuestOsDescriptor,
  VirtualDeviceConfigSpec,
  VirtualMachineConfigSpec,
} from '../../vim25/types.gen.ts';
import type { ManagedObjectReference, VimRecord } from '../../vim25/values.ts';
import { newAdapter } from '../hardware/adapters.ts';
import { call } from '../call.ts';
import { driveWith } from '../hardware/cds.ts';
import { fileChoices, fileName, isDatastorePath } from '../choices/files.ts';
import { folderName } from '../choices/folders.ts';
import { guestChoices, guestDescriptors } from '../choices/guests.ts';
import { networkChoices, networkName } from '../choices/networks.ts';
import { inventoryPath, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import { scsiController } from '../hardware/controllers.ts';
import type { OperationDefinition, Work } from '../definition.ts';
import { change } from '../hardware/devices.ts';
import { newDisk } from '../hardware/new-disk.ts';
import { nameTaken } from '../findings.ts';
import { createInputs } from './create-inputs.ts';
import { firmwareOf, guestFindings } from './guest-fit.ts';
import { choosePlace, chooseStorage, chooseVmFolder, hostsChosen, vmFolderOf } from '../inputs.ts';
import { holdsMachines } from './lifecycle.ts';
import { networkBacking } from '../hardware/network-backing.ts';
import { isApp, nameOf, type Placement } from '../placement/placement.ts';
import { escapeName } from '../organisation/settings.ts';
import { requireStorage, settledPlace } from '../placement/settled-place.ts';

const gib = 1024 ** 3;
/** Temporary keys of new devices: below zero, and each its own. */
const keys = { scsi: -101, disk: -102, sata: -103, cd: -104, adapter: -105 };

/** New virtual machines from nothing. */
export const createOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.create',
    label: say('operation.vm.create.label'),
    group: 'create',
    icon: 'add',
    types: ['Datacenter', 'Folder', 'ComputeResource', 'HostSystem', 'ResourcePool'],
    exists: holdsMachines,
    privileges: ({ ref }) =>
      /^(Datacenter|Folder):/.test(ref) ? ['VirtualMachine.Inventory.Create'] : [],
    inputs: createInputs,
    choices: {
      folder: chooseVmFolder,
      host: choosePlace,
      storage: chooseStorage,
      guest: guestChoices,
      network: (work) => networkChoices(work, hostsChosen(work)),
      image: (work) => fileChoices(work, hostsChosen(work), '.iso'),
    },
    prepare: create,
    check: async (work) => [
      ...(await nameTaken(work)),
      ...(await room(work)),
      ...(await guestFindings(work)),
      ...noNetwork(work),
    ],
    commands,
  },
];

interface Parts {
  readonly folder: ManagedObjectReference;
  readonly place: Placement;
  readonly storage: ManagedObjectReference;
}

/** @throws MorefException `invalid` */
async function partsOf(work: Work): Promise<Parts> {
  const folder = vmFolderOf(work);
  const storage = work.chosen('storage');
  const network = work.chosen('network');
  const place = await settledPlace(work, 'host', {
    storage: storage === undefined ? undefined : toRef(storage),
    networks: network === undefined ? [] : [toRef(network)],
  });
  if (folder !== undefined && place !== undefined && storage !== undefined) {
    requireStorage(work, place, toRef(storage));
    return { folder, place, storage };
  }
  const message =
    place === undefined
      ? say('error.createPlace')
      : storage === undefined
        ? say('error.createDatastore')
        : say('error.createFolder');
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
}

/** Sizes as they were chosen, or as they are where nothing was. */
function sizesOf(work: Work) {
  return {
    cpus: work.number('cpus') ?? 1,
    cores: work.number('coresPerSocket'),
    memoryMiB: work.number('memoryMiB') ?? 1024,
    diskGib: work.number('diskGib') ?? 0,
  };
}

async function create(work: Work) {
  const parts = await partsOf(work);
  const { folder, place, storage } = parts;
  const guests = await guestDescriptors(work);
  const guest = guests.find(({ id }) => id === work.text('guest'));
  const config = await configOf(work, storage, guest);
  return {
    calls: [
      isApp(place.pool)
        ? call(place.pool, 'CreateChildVM_Task', { config, ...onlyDefined({ host: place.host }) })
        : call(folder, 'CreateVM_Task', {
            config,
            pool: place.pool,
            ...onlyDefined({ host: place.host }),
          }),
    ],
    steps: stepsOf(work, parts, guest),
  };
}

async function configOf(
  work: Work,
  storage: ManagedObjectReference,
  guest: GuestOsDescriptor | undefined,
): Promise<VirtualMachineConfigSpec> {
  const { cpus, cores, memoryMiB } = sizesOf(work);
  return {
    $type: 'VirtualMachineConfigSpec',
    name: escapeName(work.text('name')),
    guestId: work.text('guest'),
    ...(work.text('description') !== '' && { annotation: work.text('description') }),
    files: {
      $type: 'VirtualMachineFileInfo',
      vmPathName: `[${text(work.lookup.get(toRef(storage)) ?? {}, 'name') ?? ''}]`,
    },
    numCPUs: cpus,
    memoryMB: memoryMiB,
    ...onlyDefined({ numCoresPerSocket: cores }),
    ...firmwareOf(work, guest),
    deviceChange: await devices(work, guest),
  };
}

/** What is done, in words. */
function stepsOf(
  work: Work,
  { folder, place, storage: store }: Parts,
  guest: GuestOsDescriptor | undefined,
): readonly Text[] {
  const { lookup } = work;
  const { cpus, cores, memoryMiB, diskGib } = sizesOf(work);
  const name = work.text('name');
  const network = work.chosen('network');
  const image = work.text('image');
  const storage = nameOf(toRef(store), lookup);
  return [
    isApp(place.pool)
      ? say('step.create.vmInApp', { name, app: place.name })
      : say('step.create.vm', {
          name,
          folder: folderName(toRef(folder), lookup),
          place: place.name,
        }),
    say('step.create.hardware', {
      cpus,
      memory: memoryMiB * 1024 ** 2,
      guest: guest?.fullName ?? work.text('guest'),
    }),
    ...(cores === undefined ? [] : [say('step.create.cores', { cores })]),
    diskGib > 0
      ? say('step.create.filesWithDisk', { storage, size: diskGib * gib })
      : say('step.create.filesWithoutDisk', { storage }),
    ...(network === undefined
      ? []
      : [say('step.create.network', { network: networkName(work, toRef(network)) })]),
    ...(image === '' ? [] : [say('step.create.cd', { image: fileName(image) })]),
  ];
}

/** A disk on the controller that the guest has a driver for, an adapter of its recommended type, and a CD drive. */
async function devices(
  work: Work,
  guest: GuestOsDescriptor | undefined,
): Promise<readonly VirtualDeviceConfigSpec[]> {
  const gigabytes = work.number('diskGib') ?? 0;
  const network = work.chosen('network');
  const image = work.text('image');
  const scsi = guest?.recommendedSCSIController ?? 'ParaVirtualSCSIController';
  const disk = newDisk({
    bytes: Math.round(gigabytes * 1024) * 1024 ** 2,
    thin: work.flag('thin'),
    key: keys.disk,
    controllerKey: keys.scsi,
    unitNumber: 0,
  });
  const card = guest?.recommendedEthernetCard ?? 'VirtualVmxnet3';
  return [
    change('add', scsiController(keys.scsi, 0, scsi)),
    ...(gigabytes > 0 ? [change('add', disk, 'create')] : []),
    ...(network === undefined
      ? []
      : [
          change('add', newAdapter(card, keys.adapter, await networkBacking(work, toRef(network)))),
        ]),
    ...cd(work, image),
  ];
}

function cd(work: Work, image: string): readonly VirtualDeviceConfigSpec[] {
  if (image !== '' && !isDatastorePath(image)) {
    const message = say('error.noImageFile', { path: image });
    throw new MorefException({ kind: 'invalid', message, ref: work.ref });
  }
  const drive: VimRecord = {
    $type: 'VirtualCdrom',
    key: keys.cd,
    controllerKey: keys.sata,
    unitNumber: 0,
    backing: {
      $type: 'VirtualCdromRemotePassthroughBackingInfo',
      deviceName: '',
      exclusive: false,
    },
    connectable: {
      $type: 'VirtualDeviceConnectInfo',
      startConnected: false,
      allowGuestControl: true,
      connected: false,
    },
  };
  const hosts = hostsChosen(work);
  const full =
    image === '' ? drive : driveWith(drive, image, { lookup: work.lookup, hosts }, false);
  return [
    change('add', { $type: 'VirtualAHCIController', key: keys.sata, busNumber: 0 }),
    change('add', full),
  ];
}

/** A machine that nobody can reach is seldom what is meant. */
function noNetwork(work: Work): readonly PlanFinding[] {
  if (work.chosen('network') !== undefined) return [];
  const message = say('finding.noNetwork', { name: work.text('name') });
  return [{ severity: 'warning', message }];
}

async function room(work: Work): Promise<readonly PlanFinding[]> {
  const { storage } = await partsOf(work);
  const needed = (work.number('diskGib') ?? 0) * gib;
  const free = number(work.lookup.get(toRef(storage)) ?? {}, 'summary.freeSpace');
  if (free === undefined || needed <= free) return [];
  const message = say('finding.diskMayGrow', {
    storage: nameOf(toRef(storage), work.lookup),
    free,
    needed,
  });
  return [{ severity: work.flag('thin') ? 'warning' : 'error', message }];
}

async function commands(work: Work) {
  const parts = await partsOf(work);
  return [govcCommand(work, parts), powercliCommand(work, parts)];
}

function govcCommand(work: Work, { folder, place, storage }: Parts) {
  const { cpus, memoryMiB, diskGib } = sizesOf(work);
  const network = work.chosen('network');
  const path = (one: ManagedObjectReference): string => inventoryPath(toRef(one), work.lookup);
  return govc(
    'vm.create',
    '-folder',
    path(folder),
    ...(place.host === undefined ? ['-pool', path(place.pool)] : ['-host', path(place.host)]),
    '-ds',
    path(storage),
    '-g',
    work.text('guest'),
    '-c',
    String(cpus),
    '-m',
    String(memoryMiB),
    ...(diskGib > 0 ? ['-disk', `${diskGib}GB`] : []),
    ...(network === undefined ? [] : ['-net', path(network)]),
    '-on=false',
    work.text('name'),
  );
}

function powercliCommand(work: Work, { folder, place, storage }: Parts) {
  const { cpus, cores, memoryMiB, diskGib } = sizesOf(work);
  const network = work.chosen('network');
  const on = work.chosen('host') ?? place.pool;
  return powercli(
    [
      `New-VM -Name ${powershellString(work.text('name'))} -Location ${powercliOf(folder)}`,
      `${on.type === 'HostSystem' ? '-VMHost' : '-ResourcePool'} ${powercliOf(on)}`,
      `-Datastore ${powercliOf(storage)} -GuestId ${powershellString(work.text('guest'))}`,
      `-NumCpu ${cpus} -MemoryMB ${memoryMiB}`,
      ...(cores === undefined ? [] : [`-CoresPerSocket ${cores}`]),
      ...(diskGib > 0
        ? [`-DiskGB ${diskGib} -DiskStorageFormat ${work.flag('thin') ? 'Thin' : 'Thick'}`]
        : []),
      ...(network === undefined
        ? []
        : [`-NetworkName ${powershellString(networkName(work, toRef(network)))}`]),
    ].join(' '),
  );
}
