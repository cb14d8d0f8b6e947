import { fileNotFound, parsePath, storeNamed } from '../storage/files.ts';
import type { OtherDevice } from '../machine/vm-parts.ts';
import type { DeviceBacking } from './device-backing.ts';
import {
  badDevice,
  badOperation,
  existing,
  firstFree,
  inOrder,
  replaced,
  type DeviceEdit,
  type DeviceSpec,
  type IndexedChange,
} from './device-spec.ts';

/** Devices that few machines have: floppy drives, serial ports, USB controllers, a precision clock. */

interface Kind {
  /** Where its keys begin, and how many a machine can have. */
  readonly first: number;
  readonly most: number;
  /** Backings that are simulated; the first is the usual. None for a controller. */
  readonly backings: readonly string[];
  /** What a specification says of it besides. */
  readonly settings: readonly (keyof DeviceSpec)[];
}

const kinds: Readonly<Record<string, Kind>> = {
  VirtualFloppy: {
    first: 8000,
    most: 2,
    backings: [
      'VirtualFloppyRemoteDeviceBackingInfo',
      'VirtualFloppyDeviceBackingInfo',
      'VirtualFloppyImageBackingInfo',
    ],
    settings: [],
  },
  VirtualSerialPort: {
    first: 9000,
    most: 32,
    backings: [
      'VirtualSerialPortURIBackingInfo',
      'VirtualSerialPortFileBackingInfo',
      'VirtualSerialPortDeviceBackingInfo',
      'VirtualSerialPortPipeBackingInfo',
    ],
    settings: ['yieldOnPoll'],
  },
  VirtualUSBController: {
    first: 7000,
    most: 1,
    backings: [],
    settings: ['autoConnectDevices', 'ehciEnabled'],
  },
  VirtualUSBXHCIController: {
    first: 14_000,
    most: 1,
    backings: [],
    settings: ['autoConnectDevices'],
  },
  VirtualPrecisionClock: {
    first: 19_000,
    most: 1,
    backings: ['VirtualPrecisionClockSystemClockBackingInfo'],
    settings: [],
  },
};

export const isOtherDevice = (type: string): boolean => Object.hasOwn(kinds, type);

/** A file gets the datastore that its path names; an image has to be there, what is written to need not. */
function backingWith({ host }: DeviceEdit, backing: DeviceBacking): DeviceBacking {
  if (!/(?:Image|PortFile)BackingInfo$/.test(backing.$type)) return backing;
  const { store: name, path } = parsePath(backing.fileName ?? '');
  const datastore = storeNamed(host.datastores, name);
  if (backing.$type.endsWith('ImageBackingInfo') && !datastore.files.has(path))
    throw fileNotFound(backing.fileName ?? '');
  return { ...backing, fileName: `[${name}] ${path}`, datastore };
}

/** What is not named stays as it is. @throws VimFault InvalidDeviceBacking, FileFault */
function after(
  edit: DeviceEdit,
  change: IndexedChange,
  before: Omit<OtherDevice, 'key'>,
): Omit<OtherDevice, 'key'> {
  const { device } = change;
  const kind = kinds[device.$type];
  const { backing = before.backing, connectable } = device;
  if (backing !== undefined && kind?.backings.includes(backing.$type) !== true)
    throw badDevice(change, 'virtualDeviceSpec.device.backing', 'InvalidDeviceBacking');
  const named = (kind?.settings ?? []).filter((field) => device[field] !== undefined);
  return {
    deviceType: device.$type,
    settings: {
      ...before.settings,
      ...Object.fromEntries(named.map((field) => [field, device[field]])),
    },
    ...(backing !== undefined && { backing: backingWith(edit, backing) }),
    connected: edit.vm.power === 'poweredOn' && (connectable?.connected ?? before.connected),
    startConnected: connectable?.startConnected ?? before.startConnected,
  };
}

/** @throws VimFault InvalidDeviceSpec and those derived from it, FileFault */
export function changeOtherDevice(edit: DeviceEdit, change: IndexedChange): void {
  const { draft } = edit;
  const { $type: deviceType } = change.device;
  const kind = kinds[deviceType];
  if (kind === undefined) throw badDevice(change, 'virtualDeviceSpec.device');
  if (change.operation === 'add') {
    if (edit.vm.power === 'poweredOn')
      throw badDevice(change, 'virtualDeviceSpec.device', 'DeviceHotPlugNotSupported');
    const { first, most, backings } = kind;
    const taken = draft.others.map((other) => other.key);
    const key = firstFree(taken, first, first + most - 1);
    if (key === undefined) throw badDevice(change, 'virtualDeviceSpec.device', 'TooManyDevices');
    const [usual] = backings;
    const isClock = deviceType === 'VirtualPrecisionClock';
    const fresh = { deviceType, settings: {}, connected: false, startConnected: true };
    const backing = isClock && usual !== undefined ? { backing: { $type: usual } } : {};
    const device = { ...after(edit, change, { ...fresh, ...backing }), key };
    draft.others = inOrder([...draft.others, device]);
    edit.controllers.set(change.device.key, key);
  } else if (change.operation === 'edit' || change.operation === 'remove') {
    const before = existing(change, draft.others);
    if (before.deviceType !== deviceType) throw badDevice(change, 'virtualDeviceSpec.device');
    const { key } = before;
    const next = change.operation === 'edit' ? { ...after(edit, change, before), key } : undefined;
    draft.others = replaced(draft.others, key, next);
  } else throw badOperation(change);
}
