import { diskFile } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import { Datastore } from '../entity.ts';
import { badDevice, badOperation, existing, firstFree, inOrder, replaced } from './device-spec.ts';
import type { DeviceEdit, DeviceSpec, IndexedChange } from './device-spec.ts';
import { fileLocked, fileNotFound, ownerOf, parsePath, storeNamed } from '../storage/files.ts';
import { requireAccessible, requireSpace } from '../storage/space.ts';
import type { VmDisk } from '../machine/vm-parts.ts';

/** Adds, grows and removes virtual disks. */

const kilobytesPerGB = 1024 ** 2;
const maxKilobytes = 62 * 1024 ** 3;

/** Capacity in KB: of the two fields the one that differs from what is, the finer one first. */
function capacityOf(device: DeviceSpec, before?: number): number | undefined {
  const kilobytes = device.capacityInKB === undefined ? undefined : Number(device.capacityInKB);
  const fromBytes =
    device.capacityInBytes === undefined ? undefined : Number(device.capacityInBytes / 1024n);
  const changed = [fromBytes, kilobytes].find((it) => it !== undefined && it !== before);
  const named = changed ?? fromBytes ?? kilobytes;
  return named === 0 && fromBytes === 0 ? kilobytes : named;
}

function storeOf(edit: DeviceEdit, change: IndexedChange): Datastore {
  const { backing } = change.device;
  const named =
    backing?.datastore === undefined ? undefined : edit.estate.get(backing.datastore.id);
  const fileName = backing?.fileName ?? '';
  const store =
    named instanceof Datastore
      ? named
      : fileName.startsWith('[')
        ? storeNamed(edit.host.datastores, parsePath(fileName).store)
        : edit.home;
  if (store === undefined) {
    throw badDevice(change, 'virtualDeviceSpec.device.backing.datastore');
  }
  if (!edit.host.datastores.has(store)) {
    throw new VimFault('InvalidDatastore', `Invalid datastore '${store.name}'.`, {
      datastore: store,
      name: store.name,
    });
  }
  requireAccessible(store);
  return store;
}

/** The key that a disk gets: it follows from its place on a SCSI controller. */
function placeOf(edit: DeviceEdit, change: IndexedChange): number {
  const { controllerKey, unitNumber } = change.device;
  const named = controllerKey ?? edit.draft.scsi[0]?.key;
  const controller = named === undefined ? undefined : (edit.controllers.get(named) ?? named);
  if (controller === undefined || !edit.draft.scsi.some(({ key }) => key === controller)) {
    throw badDevice(change, 'virtualDeviceSpec.device.controllerKey');
  }
  const base = 2000 + (controller - 1000) * 16;
  const taken = new Set([...edit.draft.disks.map(({ key }) => key), base + 7]);
  const wanted = unitNumber === undefined || unitNumber < 0 ? undefined : base + unitNumber;
  const key = wanted ?? firstFree(taken, base, base + 15);
  if (key === undefined || key > base + 15 || taken.has(key)) {
    throw badDevice(change, 'virtualDeviceSpec.device.unitNumber');
  }
  return key;
}

/** @throws VimFault NotSupported for what would be ignored: disks that several VMs write to, and disks on top of others */
function requireSimulated({ operation, device: { backing } }: IndexedChange): void {
  const { sharing = 'sharingNone', parent } = backing ?? {};
  const isShared = sharing !== 'sharingNone';
  if (isShared || (operation === 'add' && parent !== undefined))
    throw new VimFault(
      'NotSupported',
      `The demo estate does not simulate a disk's ${isShared ? sharing : 'parent'}.`,
    );
}

function addDisk(edit: DeviceEdit, change: IndexedChange): void {
  const { backing } = change.device;
  if (backing?.$type !== 'VirtualDiskFlatVer2BackingInfo') {
    throw badDevice(change, 'virtualDeviceSpec.device.backing', 'InvalidDeviceBacking');
  }
  const key = placeOf(edit, change);
  const store = storeOf(edit, change);
  const disk =
    change.fileOperation === undefined
      ? attached(change, { key, store })
      : created(edit, change, { key, store });
  const mode = backing.diskMode === 'persistent' ? undefined : backing.diskMode;
  edit.draft.disks = inOrder([...edit.draft.disks, mode === undefined ? disk : { ...disk, mode }]);
}

function created(
  edit: DeviceEdit,
  change: IndexedChange,
  { key, store }: { key: number; store: Datastore },
): VmDisk {
  const kilobytes = capacityOf(change.device);
  if (kilobytes === undefined || kilobytes <= 0 || kilobytes > maxKilobytes) {
    throw badDevice(change, 'virtualDeviceSpec.device.capacityInKB');
  }
  const { backing } = change.device;
  const thin = backing?.thinProvisioned === true;
  const disk: VmDisk = {
    key,
    capacityGB: kilobytes / kilobytesPerGB,
    datastore: store,
    thin,
    used: thin ? 0.001 : 0,
    ...(!thin && backing?.eagerlyScrub === true && { eager: true }),
  };
  const file = newFile(edit, change, disk);
  requireSpace(store, thin ? 0 : kilobytes * 1024, file);
  return { ...disk, file };
}

/** The file of a new disk: as named, or the first free name in the VM's folder. */
function newFile(edit: DeviceEdit, { device }: IndexedChange, disk: VmDisk): string {
  const { vm, draft } = edit;
  const taken = new Set([...vm.disks, ...draft.disks].map((other) => diskFile(vm, other)));
  const exists = (file: string): boolean =>
    taken.has(file) || disk.datastore.files.has(parsePath(file).path);
  const named = device.backing?.fileName ?? '';
  const path = named.startsWith('[') ? parsePath(named).path : named;
  if (path.endsWith('.vmdk')) {
    const folder = path.includes('/') ? '' : `${vm.fileName}/`;
    const file = `[${disk.datastore.name}] ${folder}${path}`;
    if (exists(file)) {
      throw new VimFault('FileAlreadyExists', `File ${file} already exists`, { file });
    }
    return file;
  }
  for (let n = 0; ; n += 1) {
    const suffix = n === 0 ? '' : `_${n}`;
    const file = `[${disk.datastore.name}] ${vm.fileName}/${vm.fileName}${suffix}.vmdk`;
    if (!exists(file)) {
      return file;
    }
  }
}

/** A disk whose file is there already. */
function attached(
  change: IndexedChange,
  { key, store }: { key: number; store: Datastore },
): VmDisk {
  const file = `[${store.name}] ${parsePath(change.device.backing?.fileName ?? '').path}`;
  const stored = store.files.get(parsePath(file).path);
  if (stored?.disk !== undefined) {
    return { key, datastore: store, file, ...stored.disk };
  }
  if (ownerOf(store, file) !== undefined) {
    throw fileLocked(file);
  }
  throw fileNotFound(file);
}

function editDisk(edit: DeviceEdit, change: IndexedChange): void {
  const { device } = change;
  const disk = existing(change, edit.draft.disks);
  const before = Math.round(disk.capacityGB * kilobytesPerGB);
  const kilobytes = capacityOf(device, before) ?? before;
  if (kilobytes < before || kilobytes > maxKilobytes) {
    throw badDevice(change, 'virtualDeviceSpec.device.capacityInKB');
  }
  if (kilobytes > before && edit.vm.rootSnapshots.length > 0) {
    throw badOperation(change);
  }
  const mode = device.backing?.diskMode;
  const { mode: _, ...rest } = disk;
  const grown =
    kilobytes === before
      ? rest
      : {
          ...rest,
          capacityGB: kilobytes / kilobytesPerGB,
          used: disk.thin ? (disk.used * before) / kilobytes : disk.used,
        };
  if (!disk.thin) {
    requireSpace(disk.datastore, (kilobytes - before) * 1024, diskFile(edit.vm, disk));
  }
  const kept = mode ?? disk.mode;
  edit.draft.disks = replaced(
    edit.draft.disks,
    disk.key,
    kept === undefined || kept === 'persistent' ? grown : { ...grown, mode: kept },
  );
}

function removeDisk(edit: DeviceEdit, change: IndexedChange): void {
  const { key } = existing(change, edit.draft.disks);
  edit.draft.disks = replaced(edit.draft.disks, key, undefined);
  if (change.fileOperation === 'destroy') {
    edit.destroyed.add(key);
  }
}

/** @throws VimFault InvalidDeviceSpec and those derived from it, FileFault, InvalidDatastore */
export function changeDisk(edit: DeviceEdit, change: IndexedChange): void {
  requireSimulated(change);
  switch (change.operation) {
    case 'add':
      return addDisk(edit, change);
    case 'edit':
      return editDisk(edit, change);
    case 'remove':
      return removeDisk(edit, change);
    default:
      throw badOperation(change);
  }
}
