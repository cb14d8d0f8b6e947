import {
  ComputeResource,
  Datacenter,
  DistributedSwitch,
  Folder,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { destroyCluster } from '../estate/clusters.ts';
import { destroyDatacenter, destroyFolder, requireFolderRemovable } from '../estate/folders.ts';
import type { Estate } from '../estate/estate.ts';
import { requireConnected } from '../estate/operations.ts';
import { destroyPool } from '../estate/pools.ts';
import { destroyPortgroup, destroySwitch } from '../estate/switches.ts';
import { destroyVm, requireRemovable } from '../estate/machine/vm-changes.ts';
import type { Handlers } from '../server/call.ts';
import { notSupported } from '../wire/fault.ts';
import { startTask } from './start-task.ts';

/** Destroy_Task. */

interface Deletion {
  readonly check?: () => void;
  readonly run: () => void;
}

function deletionOf(estate: Estate, entity: Entity): Deletion {
  if (entity instanceof VirtualMachine) {
    requireConnected(entity);
    return { check: () => requireRemovable(entity), run: () => destroyVm(estate, entity) };
  }
  if (entity instanceof Folder) {
    return {
      check: () => requireFolderRemovable(entity),
      run: () => destroyFolder(estate, entity, false),
    };
  }
  if (entity instanceof ResourcePool) {
    return { run: () => destroyPool(estate, entity) };
  }
  if (entity instanceof Network) {
    return { run: () => destroyPortgroup(estate, entity) };
  }
  if (entity instanceof DistributedSwitch) {
    return { run: () => destroySwitch(estate, entity) };
  }
  if (entity instanceof ComputeResource) {
    return { run: () => destroyCluster(estate, entity) };
  }
  if (entity instanceof Datacenter) {
    return { run: () => destroyDatacenter(estate, entity) };
  }
  throw notSupported();
}

export const destroyMethods: Handlers<Entity> = {
  Destroy_Task: (call) => {
    const { self, world } = call;
    const kind = self instanceof VirtualMachine ? 'VirtualMachine' : 'ManagedEntity';
    return startTask(call, {
      descriptionId: `${kind}.destroy`,
      entity: self,
      ...deletionOf(world.estate, self),
    });
  },
};
