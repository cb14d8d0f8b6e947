import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { entity, type Entities } from './entities.ts';
import { Lists } from './lists.ts';
import { readComputeResources } from './read-compute.ts';
import { readFolders } from './read-folders.ts';

/**
 * The whole inventory by filtered lists, for where nothing else is let through. What is where follows from the filters: hosts are listed by
 * cluster, machines by host and by pool.
 * @throws VapiError and the errors of the wire: a tree with a part missing would not be told from the truth
 */
export async function readInventory(client: VapiClient, signal: AbortSignal): Promise<Entities> {
  const lists = new Lists(client, signal);
  const entities: Entities = new Map();
  for (const datacenter of await readDatacenters(lists, entities))
    await readDatacenter(client, lists, { datacenter, entities, signal });
  return entities;
}

/** Data centers, and the folders that they are in. The root folder itself does not stand in the tree. */
async function readDatacenters(lists: Lists, entities: Entities): Promise<readonly string[]> {
  const all = await lists.all('com.vmware.vcenter.folder', { type: 'DATACENTER' });
  const parents = new Map<string, string>();
  for (const { folder } of all)
    for (const child of await lists.all('com.vmware.vcenter.folder', { parent_folders: [folder] }))
      if (child.type === 'DATACENTER') parents.set(child.folder, folder);
  const found: string[] = [];
  for (const summary of all) {
    const { folder } = summary;
    const inRoot = !parents.has(folder);
    const above = parents.get(folder);
    const nested = above !== undefined && parents.has(above);
    if (!inRoot) {
      const placement = nested ? { parent: makeRef('Folder', above) } : {};
      const [ref, properties] = entity('Folder', summary, placement);
      entities.set(ref, properties);
    }
    const inside = await lists.all('com.vmware.vcenter.datacenter', { folders: [folder] });
    for (const datacenter of inside) {
      const placement = inRoot ? {} : { parent: makeRef('Folder', folder) };
      const [ref, properties] = entity('Datacenter', datacenter, placement);
      entities.set(ref, properties);
      found.push(datacenter.datacenter);
    }
  }
  return found;
}

interface DatacenterPart {
  readonly datacenter: string;
  readonly entities: Entities;
  readonly signal: AbortSignal;
}

async function readDatacenter(
  client: VapiClient,
  lists: Lists,
  { datacenter, entities, signal }: DatacenterPart,
): Promise<void> {
  const info = await client.call(
    'com.vmware.vcenter.datacenter',
    'get',
    { datacenter },
    { signal },
  );
  const parent = makeRef('Datacenter', datacenter);
  const hostFolders = await readFolders(lists, entities, { root: info.host_folder, parent });
  await readComputeResources(client, lists, { folders: hostFolders, entities, signal });
  const storage = topFolder(entities, info.datastore_folder, 'DATASTORE', 'Storage', parent);
  const storageFolders = await readFolders(lists, entities, {
    root: info.datastore_folder,
    parent: storage,
  });
  for (const { folder, ref } of storageFolders)
    for (const summary of await lists.all('com.vmware.vcenter.datastore', { folders: [folder] }))
      entities.set(...entity('Datastore', summary, { parent: ref }));
  const networks = topFolder(entities, info.network_folder, 'NETWORK', 'Networks', parent);
  const networkFolders = await readFolders(lists, entities, {
    root: info.network_folder,
    parent: networks,
  });
  for (const { folder, ref } of networkFolders)
    for (const summary of await lists.all('com.vmware.vcenter.network', { folders: [folder] }, () =>
      Promise.resolve(
        (['STANDARD_PORTGROUP', 'DISTRIBUTED_PORTGROUP', 'OPAQUE_NETWORK'] as const).map(
          (type) => ({ types: [type] }),
        ),
      ),
    ))
      entities.set(...entity('Network', summary, { parent: ref }));
}

/** The folder that every data center has for a kind of objects; it has a technical name only. */
function topFolder(
  entities: Entities,
  folder: string,
  type: string,
  name: string,
  parent: Ref,
): Ref {
  const [ref, properties] = entity('Folder', { folder, type, name }, { parent });
  entities.set(ref, properties);
  return ref;
}
