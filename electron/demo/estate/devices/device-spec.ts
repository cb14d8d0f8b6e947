import { isA } from '../../api/model.ts';
import { VimFault } from '../../wire/fault.ts';
import type { Datastore, Host, VirtualMachine } from '../entity.ts';
import type { Estate } from '../estate.ts';
import type { DeviceBacking } from './device-backing.ts';
import type { VmConfig } from '../machine/vm-parts.ts';

/** Device changes of a ConfigSpec as they arrive, and what the functions for the kinds of devices share. */

export interface DeviceSpec {
  readonly $type: string;
  readonly key: number;
  readonly backing?: DeviceBacking;
  readonly connectable?: { readonly connected: boolean; readonly startConnected: boolean };
  readonly controllerKey?: number;
  readonly unitNumber?: number;
  readonly busNumber?: number;
  readonly capacityInKB?: bigint;
  readonly capacityInBytes?: bigint;
  readonly addressType?: string;
  readonly macAddress?: string;
  readonly deviceProtocol?: string;
  readonly yieldOnPoll?: boolean;
  readonly autoConnectDevices?: boolean;
  readonly ehciEnabled?: boolean;
}

export interface DeviceChange {
  readonly operation?: 'add' | 'remove' | 'edit';
  readonly fileOperation?: 'create' | 'destroy' | 'replace';
  readonly device: DeviceSpec;
}

/** A configuration in the making. */
export type Draft = { -readonly [K in keyof VmConfig]: VmConfig[K] };

/** What a list of device changes works on, and what it finds out. */
export interface DeviceEdit {
  readonly estate: Estate;
  readonly vm: VirtualMachine;
  /** Whose datastores and networks can be used. */
  readonly host: Host;
  readonly draft: Draft;
  /** Where files go that name no datastore. */
  readonly home: Datastore | undefined;
  /** Keys that the client chose for controllers that it adds, and those that they get. */
  readonly controllers: Map<number, number>;
  /** Disks whose files are destroyed with them. */
  readonly destroyed: Set<number>;
}

/** One change: its place in the list is what faults name. */
export interface IndexedChange extends DeviceChange {
  readonly index: number;
}

/** @returns the fault InvalidDeviceSpec, or one derived from it, about a change */
export function badDevice(
  { index }: IndexedChange,
  property: string,
  type = 'InvalidDeviceSpec',
): VimFault {
  return new VimFault(type, `Invalid configuration for device '${index}'.`, {
    property,
    deviceIndex: index,
  });
}

/** @returns the fault InvalidDeviceOperation */
export function badOperation(change: IndexedChange): VimFault {
  return new VimFault('InvalidDeviceOperation', `Invalid operation for device '${change.index}'.`, {
    property: 'virtualDeviceSpec.operation',
    deviceIndex: change.index,
    badOp: change.operation,
    badFileOp: change.fileOperation,
  });
}

export const isKind = ({ device }: DeviceChange, type: string): boolean => isA(device.$type, type);

/** @throws VimFault InvalidDeviceSpec when no device of the list has the key */
export function existing<T extends { readonly key: number }>(
  change: IndexedChange,
  list: readonly T[],
): T {
  const found = list.find(({ key }) => key === change.device.key);
  if (found === undefined) {
    throw badDevice(change, 'virtualDeviceSpec.device.key');
  }
  return found;
}

/** The lowest number from `first` on that is not taken; undefined above `last`. */
export function firstFree(
  taken: Iterable<number>,
  first: number,
  last: number,
): number | undefined {
  const used = new Set(taken);
  for (let n = first; n <= last; n += 1) {
    if (!used.has(n)) {
      return n;
    }
  }
  return undefined;
}

/** A list with one element replaced, by key; without it when `by` is undefined. */
export function replaced<T extends { readonly key: number }>(
  list: readonly T[],
  key: number,
  by: T | undefined,
): T[] {
  return list.flatMap((item) => (item.key !== key ? [item] : by === undefined ? [] : [by]));
}

export function inOrder<T extends { readonly key: number }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => a.key - b.key);
}
