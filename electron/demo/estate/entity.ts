/** The inventory's objects as the server holds them: compact state, from which properties are made when asked for. */
export { AlarmObject, Entity, type Managed, type Status } from './entity-base.ts';
export {
  ComputeResource,
  Datacenter,
  Datastore,
  DistributedSwitch,
  Folder,
  Host,
  Network,
  ResourcePool,
  type HostModel,
  type FirstClassDisk,
  type StoredFile,
} from './containers.ts';
export { VirtualMachine, type Snapshot, type ToolsState } from './machine/virtual-machine.ts';
export type { GuestOs, PowerState, VmDisk, VmNic } from './machine/vm-parts.ts';
