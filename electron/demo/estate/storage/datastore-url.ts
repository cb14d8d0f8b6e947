import { escapeName } from '../../properties/entity-properties.ts';
import { Datacenter, type Datastore } from '../entity.ts';
import type { Estate } from '../estate.ts';

/** Addresses of files on datastores: `https://SERVER/folder/PATH?dcPath=DATACENTER&dsName=DATASTORE`. */

/** The inventory path of a data center, without a slash at its beginning. */
function inventoryPath(datacenter: Datacenter): string {
  const names = [escapeName(datacenter.name)];
  for (let at = datacenter.parent; at?.parent !== undefined; at = at.parent)
    names.unshift(escapeName(at.name));
  return names.join('/');
}

/** The datastore that an address names, if it is there and can be read. */
export function storeOfUrl(estate: Estate, { searchParams }: URL): Datastore | undefined {
  const isHost = estate.product.apiType === 'HostAgent';
  const wanted = searchParams.get('dcPath')?.replace(/^\/+/, '') ?? (isHost ? 'ha-datacenter' : '');
  for (const object of estate.objects.values()) {
    if (!(object instanceof Datacenter) || inventoryPath(object) !== wanted) continue;
    for (const store of object.datastores)
      if (store.name === searchParams.get('dsName') && store.accessible) return store;
  }
  return undefined;
}

/** The path below the datastore, without a slash at either end. */
export function pathOfUrl({ pathname }: URL): string {
  return decodeURIComponent(pathname)
    .replace(/^\/folder\/?/, '')
    .replace(/\/+$/, '');
}
