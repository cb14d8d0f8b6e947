import type { XapiValue } from '../xapi/values.ts';
import type { Work } from './definition.ts';

export const bytesPerGiB = 1024 ** 3;

/** The opaque reference that a call answered. */
export function opaqueOf(answer: XapiValue): string {
  return typeof answer === 'string' ? answer : '';
}

/** A new disk; returns its opaque reference. */
export async function createDisk(
  { step }: Work,
  disk: { readonly name: string; readonly storage: string; readonly bytes: number },
): Promise<string> {
  const made = await step('VDI', 'create', [
    {
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
    },
  ]);
  return opaqueOf(made);
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
  if (!plug) return;
  try {
    await work.step('VBD', 'plug', [vbd]);
  } catch (error) {
    await work.undo('VBD', 'destroy', [vbd]);
    throw error;
  }
}

/** Returns the opaque reference of the VBD. */
export async function createPlace(
  work: Work,
  vm: string,
  place: { readonly disk: string; readonly mode: 'RO' | 'RW'; readonly type: 'CD' | 'Disk' },
): Promise<string> {
  const userdevice = await freeDevice(work, vm, 'VBD');
  const vbd = await work.call('VBD', 'create', [
    {
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
    },
  ]);
  return opaqueOf(vbd);
}

/** Returns the opaque reference of the VIF. An empty address is made up by the server. */
export async function createAdapter(
  work: Work,
  vm: string,
  { network, address }: { readonly network: string; readonly address: string },
): Promise<string> {
  const device = await freeDevice(work, vm, 'VIF');
  const vif = await work.call('VIF', 'create', [
    {
      VM: vm,
      network,
      device,
      MAC: address,
      MTU: 1500,
      other_config: {},
      qos_algorithm_type: '',
      qos_algorithm_params: {},
    },
  ]);
  return opaqueOf(vif);
}

/** The first device number that the VM has free. */
async function freeDevice({ call }: Work, vm: string, owner: 'VBD' | 'VIF'): Promise<string> {
  const free = await call('VM', `get_allowed_${owner}_devices`, [vm]);
  return Array.isArray(free) ? String(free[0] ?? 'autodetect') : 'autodetect';
}
