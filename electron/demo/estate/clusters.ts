import { VimFault } from '../wire/fault.ts';
import { ComputeResource, ResourcePool } from './entity.ts';
import type { Folder } from './entity.ts';
import type { Estate } from './estate.ts';
import { enter, leave } from './folders.ts';
import { checkName } from './operations.ts';

/** Clusters, made and deleted. */

/** @throws VimFault NotSupported, DuplicateName, InvalidName */
export function createCluster(estate: Estate, parent: Folder, name: string): ComputeResource {
  if (!parent.childTypes.includes('ComputeResource'))
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  checkName(undefined, name, parent.children);
  const poolSerial = estate.nextSerial();
  const rootPool = new ResourcePool(estate.product.poolId(poolSerial), poolSerial, 'Resources');
  const serial = estate.nextSerial();
  const cluster = new ComputeResource(`domain-c${serial}`, serial, name, {
    rootPool,
    cluster: { ha: false, drs: false, vsan: false },
  });
  rootPool.owner = cluster;
  rootPool.parent = cluster;
  estate.add(rootPool);
  enter(estate, parent, cluster);
  return cluster;
}

/** Only an empty one: hosts are not taken out of the inventory here. @throws VimFault ResourceInUse, NotSupported */
export function destroyCluster(estate: Estate, cluster: ComputeResource): void {
  if (!cluster.isCluster)
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  if (cluster.hosts.size > 0)
    throw new VimFault('ResourceInUse', `The resource '${cluster.name}' is in use.`, {
      type: 'ClusterComputeResource',
      name: cluster.name,
    });
  for (const pool of cluster.rootPool.pools) estate.remove(pool);
  estate.remove(cluster.rootPool);
  leave(estate, cluster);
}
