import { lineage } from '../api/model.ts';
import type { Managed } from '../estate/entity-base.ts';
import type { Product } from '../estate/product.ts';

/**
 * What the API reference says only vCenter Server does: an ESXi host answers NotSupported. Methods of managers that a host lacks need no
 * mention, since there is no object to call them on.
 */
const onlyVcenter: Readonly<Record<string, readonly string[]>> = {
  ManagedEntity: ['setCustomValue'],
  Folder: [
    'CreateFolder',
    'CreateDatacenter',
    'CreateCluster',
    'CreateClusterEx',
    'CreateDVS_Task',
    'CreateStoragePod',
    'AddStandaloneHost_Task',
    'MoveIntoFolder_Task',
    'UnregisterAndDestroy_Task',
    'Rename_Task',
    'Destroy_Task',
  ],
  Datacenter: ['PowerOnMultiVM_Task', 'ReconfigureDatacenter_Task', 'Rename_Task', 'Destroy_Task'],
  ComputeResource: ['Rename_Task', 'Destroy_Task'],
  HostSystem: ['DisconnectHost_Task', 'ReconnectHost_Task', 'Rename_Task', 'Destroy_Task'],
  Network: ['Rename_Task', 'Destroy_Task'],
  ResourcePool: ['CreateVApp'],
  VirtualMachine: [
    'CloneVM_Task',
    'InstantClone_Task',
    'MigrateVM_Task',
    'RelocateVM_Task',
    'PromoteDisks_Task',
    'CustomizeVM_Task',
    'CheckCustomizationSpec',
    'MarkAsTemplate',
    'MarkAsVirtualMachine',
  ],
  TaskManager: ['CreateCollectorForTasks', 'CreateCollectorWithInfoFilterForTasks', 'CreateTask'],
  SessionManager: [
    'LoginBySSPI',
    'LoginByToken',
    'LoginExtensionByCertificate',
    'LoginExtensionBySubjectName',
    'ImpersonateUser',
    'SessionIsActive',
  ],
};

const methods = new Map(Object.entries(onlyVcenter).map(([type, list]) => [type, new Set(list)]));

/** Whether a server of this kind does what a method asks. */
export function offers({ apiType }: Product, { type }: Managed, method: string): boolean {
  if (apiType === 'VirtualCenter') return true;
  for (const ancestor of lineage(type)) {
    if (methods.get(ancestor)?.has(method) === true) return false;
  }
  return true;
}
