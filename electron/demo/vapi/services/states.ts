import type { Datastore, Folder, Host, Network, PowerState } from '../../estate/entity.ts';

/** States and types as this protocol names them. */

export const powerStates: Readonly<Record<PowerState, string>> = {
  poweredOn: 'POWERED_ON',
  poweredOff: 'POWERED_OFF',
  suspended: 'SUSPENDED',
};

export const connectionStates: Readonly<Record<Host['connectionState'], string>> = {
  connected: 'CONNECTED',
  disconnected: 'DISCONNECTED',
  notResponding: 'NOT_RESPONDING',
};

export const datastoreTypes: Readonly<Record<Datastore['kind'], string>> = {
  VMFS: 'VMFS',
  NFS: 'NFS',
  vsan: 'VSAN',
};

export function networkType({ dvs }: Network): string {
  return dvs === undefined ? 'STANDARD_PORTGROUP' : 'DISTRIBUTED_PORTGROUP';
}

const folderTypes: readonly (readonly [child: string, type: string])[] = [
  ['Datacenter', 'DATACENTER'],
  ['VirtualMachine', 'VIRTUAL_MACHINE'],
  ['ComputeResource', 'HOST'],
  ['Datastore', 'DATASTORE'],
  ['Network', 'NETWORK'],
];

export function folderType({ childTypes }: Folder): string {
  return folderTypes.find(([child]) => childTypes.includes(child))?.[1] ?? 'VIRTUAL_MACHINE';
}
