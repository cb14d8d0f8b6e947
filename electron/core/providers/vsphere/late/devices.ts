import type { ObjectFlag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  isDateTimeValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';

/**
 * What is kept of properties that are too heavy to be cached of all objects: of a machine's `guest.net`, `config.hardware.device` and
 * `config.createDate`, of a distributed port group's `config.defaultPortConfig`.
 */
export interface Devices extends DataObjectValue {
  readonly $type: 'Devices';
  readonly macs?: readonly string[];
  readonly addresses?: readonly string[];
  /** Labels and files of disks, in turn. */
  readonly disks?: readonly string[];
  readonly flags?: readonly Extract<ObjectFlag, 'cd' | 'thin'>[];
  readonly createdAt?: number;
  readonly vlan?: number;
}

/** Where it is kept: among the properties of its object, and no property of the server (see property-feed.ts). */
export const devicesPath = '@devices';

/** Paths that are read for it, by managed type. */
export const devicePaths: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: ['config.hardware.device', 'guest.net', 'config.createDate'],
  DistributedVirtualPortgroup: ['config.defaultPortConfig'],
};

/** What was read of an object's devices; undefined until it was. */
export function devicesOf(properties: Properties): Devices | undefined {
  const value = properties[devicesPath];
  // Written by the functions below and by nothing else.
  return isDataObject(value) ? (value as Devices) : undefined;
}

/** What is kept of an object, from the properties as the server sent them. */
export function compactDevices(
  type: string,
  read: Readonly<Record<string, PropertyValue | undefined>>,
): Devices {
  return type === 'VirtualMachine' ? ofMachine(read) : ofPortgroup(read);
}

function ofMachine(read: Readonly<Record<string, PropertyValue | undefined>>): Devices {
  const hardware = read['config.hardware.device'];
  const created = read['config.createDate'];
  // A card of the guest's own, on a bridge or a tunnel, is no card of the machine; its addresses are.
  const addresses = objects(read['guest.net']).flatMap(({ ipAddress }) => texts(ipAddress));
  return {
    $type: 'Devices',
    addresses: [...new Set(addresses)].sort((one, other) => rank(one) - rank(other)),
    // Of a machine that is not accessible nobody knows them.
    ...(hardware !== undefined && ofHardware(objects(hardware))),
    ...(isDateTimeValue(created) && { createdAt: created.ms }),
  };
}

function ofHardware(
  devices: readonly DataObjectValue[],
): Pick<Devices, 'macs' | 'disks' | 'flags'> {
  return {
    macs: devices.flatMap(({ macAddress }) => texts(macAddress).map((mac) => mac.toLowerCase())),
    disks: devices.flatMap(diskNames),
    flags: flagsOf(devices),
  };
}

function ofPortgroup(read: Readonly<Record<string, PropertyValue | undefined>>): Devices {
  const config = read['config.defaultPortConfig'];
  const vlan = isDataObject(config) ? config['vlan'] : undefined;
  const id = isDataObject(vlan) ? vlan['vlanId'] : undefined;
  // A trunk has ranges of them.
  return typeof id === 'number' ? { $type: 'Devices', vlan: id } : { $type: 'Devices' };
}

function diskNames({ $type, deviceInfo, backing }: DataObjectValue): readonly string[] {
  if ($type !== 'VirtualDisk') return [];
  const label = isDataObject(deviceInfo) ? texts(deviceInfo['label']) : [];
  return [...label, ...(isDataObject(backing) ? texts(backing['fileName']) : [])];
}

function flagsOf(devices: readonly DataObjectValue[]): NonNullable<Devices['flags']> {
  const isThin = devices.some(
    ({ $type, backing }) =>
      $type === 'VirtualDisk' && isDataObject(backing) && backing['thinProvisioned'] === true,
  );
  return [
    ...(devices.some(holdsMedium) ? (['cd'] as const) : []),
    ...(isThin ? (['thin'] as const) : []),
  ];
}

/** An image, or a drive of the host that is connected: an unconnected drive is what an empty one looks like. */
function holdsMedium({ $type, backing, connectable }: DataObjectValue): boolean {
  if ($type !== 'VirtualCdrom' || !isDataObject(backing)) return false;
  if (backing.$type === 'VirtualCdromIsoBackingInfo')
    return typeof backing['fileName'] === 'string' && backing['fileName'] !== '';
  return isDataObject(connectable) && connectable['connected'] === true;
}

/** IPv4 first, link-local ones last. */
function rank(address: string): number {
  if (address.startsWith('169.254.')) return 3;
  if (address.toLowerCase().startsWith('fe80:')) return 4;
  return address.includes(':') ? 2 : 1;
}

function objects(value: PropertyValue | undefined): readonly DataObjectValue[] {
  return (Array.isArray(value) ? (value as readonly PropertyValue[]) : []).filter(isDataObject);
}

/** The texts of a text or of a list, without the empty ones. */
function texts(value: PropertyValue | undefined): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
}
