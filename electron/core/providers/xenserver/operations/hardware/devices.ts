import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { entries, flag, text } from '../../map/read.ts';
import type { Work } from '../definition.ts';
import { left } from '../left.ts';
import { making, opaqueOf } from '../machine/making.ts';

export const bytesPerGiB = 1024 ** 3;

/** A new disk; returns its opaque reference. */
export function createDisk(
  work: Work,
  disk: { readonly name: string; readonly storage: string; readonly bytes: number },
): Promise<string> {
  const record = {
    name_label: disk.name,
    name_description: '',
    SR: disk.storage,
    virtual_size: disk.bytes,
    type: 'user',
    sharable: false,
    read_only: false,
    other_config: {},
    xenstore_data: {},
    sm_config: {},
    tags: [],
  };
  return making(work, () => work.step('VDI', 'create', [record]), {
    left: left.disk(disk.name),
    undo: (made) => work.step('VDI', 'destroy', [made]),
  });
}

/** Makes the place for a disk in a VM; a running one gets it at once. */
export async function attachDisk(
  work: Work,
  vm: string,
  {
    disk,
    readOnly = false,
    plug,
  }: { readonly disk: string; readonly readOnly?: boolean; readonly plug: boolean },
): Promise<void> {
  const vbd = await createPlace(work, vm, { disk, mode: readOnly ? 'RO' : 'RW', type: 'Disk' });
  if (plug) await work.step('VBD', 'plug', [vbd]);
}

/** Returns the opaque reference of the VBD. */
export async function createPlace(
  work: Work,
  vm: string,
  place: { readonly disk: string; readonly mode: 'RO' | 'RW'; readonly type: 'CD' | 'Disk' },
): Promise<string> {
  const userdevice = await freeDevice(work, vm, 'VBD');
  const record = {
    VM: vm,
    VDI: place.disk,
    userdevice,
    bootable: place.type === 'CD',
    mode: place.mode,
    type: place.type,
    unpluggable: place.type === 'Disk',
    empty: false,
    other_config: {},
    qos_algorithm_type: '',
    qos_algorithm_params: {},
  };
  return making(work, () => work.call('VBD', 'create', [record]), {
    left: left.place(work.name),
    undo: (made) => takeOut(work, 'VBD', made),
    find: () => placeOf(work, vm, place.disk),
  });
}

/** The place of a disk in a machine, if it has one. */
async function placeOf({ call }: Work, vm: string, disk: string): Promise<string | undefined> {
  const places = await call('VDI', 'get_VBDs', [disk]);
  for (const vbd of Array.isArray(places) ? places : [])
    if ((await call('VBD', 'get_VM', [vbd])) === vm) return opaqueOf(vbd);
  return undefined;
}

/** The record of a place that is as another was. */
export function placeLike(
  vbd: Properties,
  { machine, disk }: { readonly machine: string; readonly disk: string },
): Readonly<Record<string, unknown>> {
  return {
    VM: machine,
    VDI: disk,
    userdevice: text(vbd, 'userdevice') ?? 'autodetect',
    bootable: flag(vbd, 'bootable'),
    mode: text(vbd, 'mode') ?? 'RW',
    type: text(vbd, 'type') ?? 'Disk',
    unpluggable: flag(vbd, 'unpluggable'),
    empty: false,
    other_config: Object.fromEntries(entries(vbd, 'other_config')),
    qos_algorithm_type: text(vbd, 'qos_algorithm_type') ?? '',
    qos_algorithm_params: Object.fromEntries(entries(vbd, 'qos_algorithm_params')),
  };
}

/** Takes a device out of its machine, which may have got it already. */
async function takeOut(work: Work, owner: 'VBD' | 'VIF', device: string): Promise<void> {
  if ((await work.call(owner, 'get_currently_attached', [device])) === true)
    await work.step(owner, 'unplug', [device]);
  await work.step(owner, 'destroy', [device]);
}

/** Gives a machine that runs a device of its own again, if it does not have it. */
export async function plugIn(work: Work, owner: 'VBD' | 'VIF', device: string): Promise<void> {
  if ((await work.call(owner, 'get_currently_attached', [device])) !== true)
    await work.step(owner, 'plug', [device]);
}

/**
 * Returns the opaque reference of the VIF.
 * @param address of the device with a number; an empty one is made up by the server
 */
export async function createAdapter(
  work: Work,
  vm: string,
  { network, address }: { readonly network: string; readonly address: (device: string) => string },
): Promise<string> {
  const device = await freeDevice(work, vm, 'VIF');
  const record = {
    VM: vm,
    network,
    device,
    MAC: address(device),
    MTU: 1500,
    other_config: {},
    qos_algorithm_type: '',
    qos_algorithm_params: {},
  };
  return making(work, () => work.call('VIF', 'create', [record]), {
    left: left.adapter(work.name),
    undo: (made) => takeOut(work, 'VIF', made),
    find: () => adapterAt(work, vm, device),
  });
}

/** The network adapter that a machine has under a number that was free. */
async function adapterAt({ call }: Work, vm: string, device: string): Promise<string | undefined> {
  const adapters = await call('VM', 'get_VIFs', [vm]);
  for (const vif of Array.isArray(adapters) ? adapters : [])
    if ((await call('VIF', 'get_device', [vif])) === device) return opaqueOf(vif);
  return undefined;
}

/** The first device number that the VM has free. @throws MorefException `conflict` where it has as many as it can have */
async function freeDevice(
  { call, name, ref }: Work,
  vm: string,
  owner: 'VBD' | 'VIF',
): Promise<string> {
  const free = await call('VM', `get_allowed_${owner}_devices`, [vm]);
  const first: unknown = Array.isArray(free) ? free[0] : undefined;
  if (typeof first === 'string') return first;
  const message = say('error.noFreeDevice', { name });
  throw new MorefException({ kind: 'conflict', message, ref });
}
