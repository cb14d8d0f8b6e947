import { Datastore, Network } from '../../estate/entity.ts';
import { on } from '../server/call.ts';
import type { Service } from '../server/call.ts';
import { collect, datacenterOf, folderOf, isWanted, objectsOf, requireEnum } from './filter.ts';
import type { Wanted } from './filter.ts';
import { find } from './find.ts';
import { datastoreTypes, networkType } from './states.ts';

/** Datastores and networks. */

interface Filtered {
  readonly filter?: Readonly<Record<string, Wanted>>;
}

export const datastore: Service = {
  list: on(({ filter = {} }: Filtered, { world }) => {
    requireEnum('com.vmware.vcenter.datastore.type', filter.types);
    return collect(
      objectsOf(world.vim.estate.objects.values(), Datastore),
      (entity) =>
        isWanted(filter.datastores, entity.id) &&
        isWanted(filter.names, entity.name) &&
        isWanted(filter.types, datastoreTypes[entity.kind]) &&
        isWanted(filter.folders, folderOf(entity)?.id) &&
        isWanted(filter.datacenters, entity.datacenter.id),
      { part: 'datastore', plural: 'datastores', limit: 2500 },
    ).map((entity) => ({
      datastore: entity.id,
      name: entity.name,
      type: datastoreTypes[entity.kind],
      free_space: entity.accessible ? Math.round(entity.freeSpace) : undefined,
      capacity: entity.accessible ? entity.capacity : undefined,
    }));
  }),
  get: on(({ datastore: id }: { datastore: string }, call) => {
    const entity = find(call, 'datastore', id);
    return {
      name: entity.name,
      type: datastoreTypes[entity.kind],
      accessible: entity.accessible,
      free_space: entity.accessible ? Math.round(entity.freeSpace) : undefined,
      multiple_host_access: entity.hosts.size > 1,
      thin_provisioning_supported: true,
    };
  }),
};

export const network: Service = {
  list: on(({ filter = {} }: Filtered, { world }) => {
    requireEnum('com.vmware.vcenter.network.type', filter.types);
    return collect(
      objectsOf(world.vim.estate.objects.values(), Network),
      (entity) =>
        isWanted(filter.networks, entity.id) &&
        isWanted(filter.names, entity.name) &&
        isWanted(filter.types, networkType(entity)) &&
        isWanted(filter.folders, folderOf(entity)?.id) &&
        isWanted(filter.datacenters, datacenterOf(entity)?.id),
      { part: 'network', plural: 'networks', limit: 1000 },
    ).map((entity) => ({ network: entity.id, name: entity.name, type: networkType(entity) }));
  }),
};
