import { invalidArgument, VimFault } from '../wire/fault.ts';
import { ResourcePool, VirtualMachine } from './entity.ts';
import type { Entity } from './entity.ts';
import type { Estate } from './estate.ts';
import { checkName, rename } from './operations.ts';
import { allocationWith } from './machine/reconfigure.ts';
import type { AllocationSpec } from './machine/reconfigure.ts';
import { setPool } from './machine/vm-changes.ts';
import type { Allocation } from './allocation.ts';
import { vmsOf } from './machine/residents.ts';

/** Resource pools: made, changed, moved, deleted. */

export interface PoolSpec {
  readonly cpuAllocation: AllocationSpec;
  readonly memoryAllocation: AllocationSpec;
}

const levels = {
  cpu: { low: 2000, normal: 4000, high: 8000 },
  memory: { low: 81_920, normal: 163_840, high: 327_680 },
};

function withShares(allocation: Allocation, kind: keyof typeof levels): Allocation {
  const { level } = allocation;
  return level === 'custom' ? allocation : { ...allocation, shares: levels[kind][level] };
}

function allocations(
  pool: ResourcePool,
  spec: PoolSpec,
): Pick<ResourcePool, 'cpuAllocation' | 'memoryAllocation'> {
  const { cpuAllocation, memoryAllocation } = pool;
  return {
    cpuAllocation: withShares(
      allocationWith(cpuAllocation, spec.cpuAllocation, 'cpuAllocation'),
      'cpu',
    ),
    memoryAllocation: withShares(
      allocationWith(memoryAllocation, spec.memoryAllocation, 'memoryAllocation'),
      'memory',
    ),
  };
}

/** @throws VimFault NotSupported in a cluster without DRS */
function requirePools({ owner }: ResourcePool): void {
  if (owner?.isCluster === true && !owner.settings.drs) {
    throw new VimFault('NotSupported', 'DRS is not enabled: the cluster has no resource pools.');
  }
}

/** @throws VimFault NotSupported, DuplicateName, InvalidName, InvalidArgument */
export function createPool(
  estate: Estate,
  parent: ResourcePool,
  { name, spec }: { name: string; spec: PoolSpec },
): ResourcePool {
  requirePools(parent);
  checkName(undefined, name, parent.pools);
  const serial = estate.nextSerial();
  const pool = new ResourcePool(estate.product.poolId(serial), serial, name);
  Object.assign(pool, allocations(pool, spec));
  pool.parent = parent;
  pool.owner = parent.owner;
  parent.pools.add(pool);
  estate.add(pool);
  estate.memberChanged(parent, 'resourcePool', pool, 'add');
  estate.changed(parent, 'childConfiguration');
  return pool;
}

const isRoot = (pool: ResourcePool): boolean => pool.parent === pool.owner;

/** @throws VimFault NotSupported for the root pool of a cluster */
function requireNoRoot(pool: ResourcePool): void {
  if (isRoot(pool)) {
    throw new VimFault('NotSupported', 'The operation is not supported on the root resource pool.');
  }
}

/** @throws VimFault NotSupported, DuplicateName, InvalidName, InvalidArgument */
export function updatePool(
  estate: Estate,
  pool: ResourcePool,
  { name, spec }: { name: string | undefined; spec: PoolSpec | undefined },
): void {
  requireNoRoot(pool);
  if (name !== undefined && name !== pool.name) {
    rename(estate, pool, name);
  }
  if (spec !== undefined) {
    Object.assign(pool, allocations(pool, spec));
    estate.changed(pool, 'config', 'summary.config');
    if (pool.parent !== undefined) {
      estate.changed(pool.parent, 'childConfiguration');
    }
  }
}

function isInside(pool: Entity | undefined, container: ResourcePool): boolean {
  return pool !== undefined && (pool === container || isInside(pool.parent, container));
}

function movePool(estate: Estate, pool: ResourcePool, into: ResourcePool): void {
  const from = pool.parent;
  if (!(from instanceof ResourcePool) || from === into) {
    return;
  }
  from.pools.delete(pool);
  into.pools.add(pool);
  pool.parent = into;
  estate.memberChanged(from, 'resourcePool', pool, 'remove');
  estate.memberChanged(into, 'resourcePool', pool, 'add');
  estate.changed(from, 'childConfiguration');
  estate.changed(into, 'childConfiguration');
  estate.changed(pool, 'parent');
}

/** @throws VimFault InvalidArgument for what belongs to another cluster, DuplicateName */
export function moveIntoPool(estate: Estate, into: ResourcePool, list: readonly Entity[]): void {
  for (const entity of list) {
    if (entity instanceof VirtualMachine) {
      if (entity.template || entity.host.compute !== into.owner) {
        throw invalidArgument('list');
      }
      setPool(estate, entity, into);
    } else if (entity instanceof ResourcePool) {
      requireNoRoot(entity);
      if (entity.owner !== into.owner || isInside(into, entity)) {
        throw invalidArgument('list');
      }
      checkName(entity, entity.name, into.pools);
      movePool(estate, entity, into);
    } else {
      throw invalidArgument('list');
    }
  }
}

/** Deletes a pool; what is in it moves up. @throws VimFault NotSupported */
export function destroyPool(estate: Estate, pool: ResourcePool): void {
  requireNoRoot(pool);
  const parent = pool.parent;
  if (!(parent instanceof ResourcePool) || pool.type === 'VirtualApp') {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  for (const vm of vmsOf(pool)) {
    setPool(estate, vm, parent);
  }
  for (const child of pool.pools) {
    movePool(estate, child, parent);
  }
  parent.pools.delete(pool);
  estate.memberChanged(parent, 'resourcePool', pool, 'remove');
  estate.changed(parent, 'childConfiguration');
  estate.remove(pool);
}
