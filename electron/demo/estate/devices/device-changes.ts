import {
  badDevice,
  badOperation,
  existing,
  firstFree,
  inOrder,
  isKind,
  replaced,
} from './device-spec.ts';
import type { DeviceBacking } from './device-backing.ts';
import { changeOtherDevice, isOtherDevice } from './other-devices.ts';
import type { DeviceChange, DeviceEdit, IndexedChange } from './device-spec.ts';
import { changeDisk } from './disk-changes.ts';
import { diskUnit } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import { fileNotFound, parsePath, storeNamed } from '../storage/files.ts';
import { changeNic } from './nic-changes.ts';
import type { VmCdrom } from '../machine/vm-parts.ts';

/** Device changes by kind: drives and controllers here, disks and network adapters in files of their own. */

function mediumOf(edit: DeviceEdit, change: IndexedChange, backing: DeviceBacking) {
  switch (backing.$type) {
    case 'VirtualCdromIsoBackingInfo':
      return isoMedium(edit, backing.fileName ?? '');
    case 'VirtualCdromAtapiBackingInfo':
    case 'VirtualCdromPassthroughBackingInfo':
      return { kind: 'host', device: backing.deviceName ?? '' } as const;
    case 'VirtualCdromRemotePassthroughBackingInfo':
    case 'VirtualCdromRemoteAtapiBackingInfo':
      return { kind: 'remote' } as const;
    default:
      throw badDevice(change, 'virtualDeviceSpec.device.backing', 'InvalidDeviceBacking');
  }
}

/** @throws VimFault InvalidDatastorePath, InvalidDatastore, FileNotFound */
function isoMedium({ host }: DeviceEdit, fileName: string): VmCdrom['medium'] {
  const { store: name, path } = parsePath(fileName);
  const datastore = storeNamed(host.datastores, name);
  if (!datastore.files.has(path)) {
    throw fileNotFound(fileName);
  }
  return { kind: 'iso', file: `[${name}] ${path}`, datastore };
}

/** A drive hangs on an IDE controller (200, 201) or on the SATA controller (15000). */
function cdromKey(edit: DeviceEdit, change: IndexedChange): number {
  const { controllerKey = 15_000 } = change.device;
  const controller = edit.controllers.get(controllerKey) ?? controllerKey;
  const taken = edit.draft.cdroms.map(({ key }) => key);
  const isIde = controller === 200 || controller === 201;
  const first = isIde ? 3000 + (controller - 200) * 2 : 16_000;
  const key = firstFree(taken, first, first + (isIde ? 1 : 29));
  if (key === undefined || (!isIde && controller !== 15_000)) {
    throw badDevice(change, 'virtualDeviceSpec.device.controllerKey');
  }
  return key;
}

function changeCdrom(edit: DeviceEdit, change: IndexedChange): void {
  const { draft } = edit;
  switch (change.operation) {
    case 'remove':
      draft.cdroms = replaced(draft.cdroms, existing(change, draft.cdroms).key, undefined);
      return;
    case 'edit': {
      const before = existing(change, draft.cdroms);
      const drive = { ...driveAfter(edit, change, before), key: before.key };
      draft.cdroms = replaced(draft.cdroms, drive.key, drive);
      return;
    }
    case 'add': {
      if (edit.vm.power === 'poweredOn') {
        throw badDevice(change, 'virtualDeviceSpec.device', 'DeviceHotPlugNotSupported');
      }
      const drive = { ...driveAfter(edit, change, emptyDrive), key: cdromKey(edit, change) };
      draft.cdroms = inOrder([...draft.cdroms, drive]);
      return;
    }
    default:
      throw badOperation(change);
  }
}

type Drive = Omit<VmCdrom, 'key'>;

const emptyDrive: Drive = { medium: { kind: 'remote' }, connected: false, startConnected: false };

/** What is not named stays as it is. */
function driveAfter(edit: DeviceEdit, change: IndexedChange, before: Drive): Drive {
  const { backing, connectable } = change.device;
  const connected = connectable?.connected ?? before.connected;
  return {
    medium: backing === undefined ? before.medium : mediumOf(edit, change, backing),
    connected: edit.vm.power === 'poweredOn' && connected,
    startConnected: connectable?.startConnected ?? before.startConnected,
  };
}

function changeScsi(edit: DeviceEdit, change: IndexedChange): void {
  const { device, operation } = change;
  if (operation === 'remove') {
    const { key } = existing(change, edit.draft.scsi);
    if (edit.draft.disks.some((disk) => diskUnit(disk).controllerKey === key)) {
      throw badOperation(change);
    }
    edit.draft.scsi = replaced(edit.draft.scsi, key, undefined);
    return;
  }
  if (operation === 'edit') {
    existing(change, edit.draft.scsi);
    return;
  }
  const taken = edit.draft.scsi.map(({ key }) => key);
  const wanted = device.busNumber === undefined ? undefined : 1000 + device.busNumber;
  const key =
    wanted !== undefined && wanted >= 1000 && wanted <= 1003 && !taken.includes(wanted)
      ? wanted
      : firstFree(taken, 1000, 1003);
  if (key === undefined || operation !== 'add') {
    throw badDevice(change, 'virtualDeviceSpec.device');
  }
  edit.controllers.set(device.key, key);
  edit.draft.scsi = inOrder([...edit.draft.scsi, { key, controllerType: device.$type }]);
}

/** What every VM has, so that adding it once more changes nothing. */
const builtIn: Readonly<Record<string, number>> = {
  VirtualIDEController: 200,
  VirtualPS2Controller: 300,
  VirtualPCIController: 100,
  VirtualSIOController: 400,
  VirtualAHCIController: 15_000,
  VirtualKeyboard: 600,
  VirtualPointingDevice: 700,
  VirtualMachineVideoCard: 500,
  VirtualMachineVMCIDevice: 12_000,
};

function changeBuiltIn(edit: DeviceEdit, change: IndexedChange): void {
  const { $type, busNumber = 0 } = change.device;
  const key = builtIn[$type];
  const isFurther = $type === 'VirtualAHCIController' && busNumber > 0;
  if (key === undefined || isFurther) {
    throw new VimFault('NotSupported', `The demo estate does not simulate this ${$type}.`);
  }
  if (change.operation === 'remove') {
    throw badOperation(change);
  }
  edit.controllers.set(change.device.key, key);
}

/**
 * Makes device changes in a draft, one after the other.
 *
 * @throws VimFault InvalidDeviceSpec and those derived from it, FileFault, InvalidDatastore
 */
export function changeDevices(edit: DeviceEdit, changes: readonly DeviceChange[]): void {
  for (const [index, it] of changes.entries()) {
    const change = { ...it, index };
    if (isKind(change, 'VirtualDisk')) {
      changeDisk(edit, change);
    } else if (isKind(change, 'VirtualEthernetCard')) {
      changeNic(edit, change);
    } else if (isKind(change, 'VirtualCdrom')) {
      changeCdrom(edit, change);
    } else if (isKind(change, 'VirtualSCSIController')) {
      changeScsi(edit, change);
    } else if (isOtherDevice(change.device.$type)) {
      changeOtherDevice(edit, change);
    } else {
      changeBuiltIn(edit, change);
    }
  }
}
