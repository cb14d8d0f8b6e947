import { ComputeResource, Datacenter, Folder, ResourcePool } from '../../estate/entity.ts';
import { on } from '../server/call.ts';
import type { Service } from '../server/call.ts';
import { collect, datacenterOf, folderOf, isWanted, objectsOf, requireEnum } from './filter.ts';
import type { Wanted } from './filter.ts';
import { find } from './find.ts';
import { folderType } from './states.ts';
import { number, part, readData, text } from './vim-values.ts';
import type { VimValue } from './vim-values.ts';

/** Data centers, folders, clusters and resource pools. */

interface Filtered {
  readonly filter?: Readonly<Record<string, Wanted>>;
}

export const datacenter: Service = {
  list: on(({ filter = {} }: Filtered, { world }) =>
    collect(
      objectsOf(world.vim.estate.objects.values(), Datacenter),
      (entity) =>
        isWanted(filter.datacenters, entity.id) &&
        isWanted(filter.names, entity.name) &&
        isWanted(filter.folders, folderOf(entity)?.id),
      { part: 'datacenter', plural: 'datacenters', limit: 1000 },
    ).map(({ id, name }) => ({ datacenter: id, name })),
  ),
  get: on(({ datacenter: id }: { datacenter: string }, call) => {
    const { name, datastoreFolder, hostFolder, networkFolder, vmFolder } = find(
      call,
      'datacenter',
      id,
    );
    return {
      name,
      datastore_folder: datastoreFolder.id,
      host_folder: hostFolder.id,
      network_folder: networkFolder.id,
      vm_folder: vmFolder.id,
    };
  }),
};

interface FolderFilter {
  readonly filter?: {
    readonly folders?: Wanted;
    readonly names?: Wanted;
    readonly type?: string;
    readonly parent_folders?: Wanted;
    readonly datacenters?: Wanted;
  };
}

export const folder: Service = {
  list: on(({ filter = {} }: FolderFilter, { world }) => {
    requireEnum('com.vmware.vcenter.folder.type', filter.type ?? []);
    return collect(
      objectsOf(world.vim.estate.objects.values(), Folder),
      (entity) =>
        isWanted(filter.folders, entity.id) &&
        isWanted(filter.names, entity.name) &&
        (filter.type === undefined || filter.type === folderType(entity)) &&
        isWanted(
          filter.parent_folders,
          entity.parent instanceof Folder ? entity.parent.id : undefined,
        ) &&
        isWanted(filter.datacenters, datacenterOf(entity)?.id),
      { part: 'folder', plural: 'folders', limit: 1000 },
    ).map((entity) => ({ folder: entity.id, name: entity.name, type: folderType(entity) }));
  }),
};

export const cluster: Service = {
  list: on(({ filter = {} }: Filtered, { world }) =>
    collect(
      objectsOf(world.vim.estate.objects.values(), ComputeResource),
      (entity) =>
        entity.isCluster &&
        isWanted(filter.clusters, entity.id) &&
        isWanted(filter.names, entity.name) &&
        isWanted(filter.folders, folderOf(entity)?.id) &&
        isWanted(filter.datacenters, datacenterOf(entity)?.id),
      { part: 'cluster', plural: 'clusters', limit: 1000 },
    ).map(({ id, name, settings }) => ({
      cluster: id,
      name,
      ha_enabled: settings.ha,
      drs_enabled: settings.drs,
    })),
  ),
  get: on(({ cluster: id }: { cluster: string }, call) => {
    const { name, rootPool } = find(call, 'cluster', id);
    return { name, resource_pool: rootPool.id };
  }),
};

/** From the pool's vim25 configuration. */
function allocation(value: VimValue): object {
  const shares = part(value, 'shares');
  const level = text(shares, 'level').toUpperCase();
  return {
    reservation: number(value, 'reservation'),
    expandable_reservation: value.expandableReservation === true,
    limit: number(value, 'limit'),
    shares: { level, shares: level === 'CUSTOM' ? number(shares, 'shares') : undefined },
  };
}

export const resourcePool: Service = {
  list: on(({ filter = {} }: Filtered, { world }) =>
    collect(
      objectsOf(world.vim.estate.objects.values(), ResourcePool),
      (pool) => {
        const { owner } = pool;
        return (
          isWanted(filter.resource_pools, pool.id) &&
          isWanted(filter.names, pool.name) &&
          isWanted(
            filter.parent_resource_pools,
            pool.parent instanceof ResourcePool ? pool.parent.id : undefined,
          ) &&
          isWanted(filter.clusters, owner?.isCluster === true ? owner.id : undefined) &&
          isWanted(
            filter.hosts,
            owner?.isCluster === false ? [...owner.hosts][0]?.id : undefined,
          ) &&
          isWanted(filter.datacenters, owner === undefined ? undefined : datacenterOf(owner)?.id)
        );
      },
      { part: 'resourcepool', plural: 'resource pools', limit: 1000 },
    ).map(({ id, name }) => ({ resource_pool: id, name })),
  ),
  get: on(({ resource_pool: id }: { resource_pool: string }, call) => {
    const pool = find(call, 'resource_pool', id);
    const config = readData(call, pool, 'config');
    return {
      name: pool.name,
      resource_pools: [...pool.pools].map((child) => child.id),
      cpu_allocation: allocation(part(config, 'cpuAllocation')),
      memory_allocation: allocation(part(config, 'memoryAllocation')),
    };
  }),
};
