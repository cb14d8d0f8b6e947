import { text as say } from '#shared/i18n/make-text.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { LackingPart } from '#shared/model/session-part.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { Lacking, neededText } from '../each-alone.ts';
import { entity, networkType, type Entities } from './entities.ts';
import { keepWhatIsThere } from './keep-what-is-there.ts';
import { Lists } from './lists.ts';
import { readComputeResources } from './read-compute.ts';
import { readFolders } from './read-folders.ts';

export interface InventoryReading {
  readonly entities: Entities;
  /** Lists that could not be read: what is in them may be missing, or as it was before. */
  readonly lacking: LackingPart | undefined;
}

/**
 * The whole inventory by filtered lists, for where nothing else is let through. What is where follows from the filters: hosts are listed by
 * cluster, machines by host and by pool. What was there before and is in no list is asked for by its id before it counts as gone.
 * @param before the reading before this one
 * @throws VapiError and the errors of the wire, where they concern all of it
 */
export async function readInventory(
  client: VapiClient,
  before: Entities,
  signal: AbortSignal,
): Promise<InventoryReading> {
  const lacking = new Lacking();
  const lists = new Lists(client, signal, lacking);
  const entities: Entities = new Map();
  for (const datacenter of await readDatacenters(lists, entities, before))
    await readDatacenter(client, lists, { datacenter, entities, signal, lacking });
  await keepWhatIsThere(lists, { before, entities, lacking });
  return { entities, lacking: lacking.value };
}

/**
 * Data centers, and the folders that they are in. The root folder itself does not stand in the tree. Where the folders cannot be listed
 * the data centers stand where they stood before, or at the top.
 */
async function readDatacenters(
  lists: Lists,
  entities: Entities,
  before: Entities,
): Promise<readonly string[]> {
  const all = await lists.all('com.vmware.vcenter.folder', { type: 'DATACENTER' });
  if (all.length > 0) return readDatacenterFolders(lists, entities, all);
  const datacenters = await lists.must('com.vmware.vcenter.datacenter', {});
  for (const summary of datacenters) {
    const [ref, properties] = entity('Datacenter', summary, {});
    entities.set(ref, { ...before.get(ref), ...properties });
  }
  return datacenters.map(({ datacenter }) => datacenter);
}

async function readDatacenterFolders(
  lists: Lists,
  entities: Entities,
  all: readonly { readonly folder: string }[],
): Promise<readonly string[]> {
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
  readonly lacking: Lacking;
}

async function readDatacenter(
  client: VapiClient,
  lists: Lists,
  { datacenter, entities, signal, lacking }: DatacenterPart,
): Promise<void> {
  const service = 'com.vmware.vcenter.datacenter';
  const info = await lists.one(
    `${service}.get`,
    say('doing.readDatacenter', { name: datacenter }),
    async () => client.call(service, 'get', { datacenter }, { signal }),
  );
  if (info === undefined) return;
  const folderOf = (what: 'host_folder' | 'datastore_folder' | 'network_folder') =>
    lacking.read(say('doing.readDatacenter', { name: datacenter }), undefined, () =>
      Promise.resolve().then(() => neededText(info[what], what)),
    );
  const parent = makeRef('Datacenter', datacenter);
  const part = { entities, parent };
  const hosts = await folderOf('host_folder');
  if (hosts !== undefined) {
    const folders = await readFolders(lists, entities, { root: hosts, parent });
    await readComputeResources(client, lists, { folders, entities, signal });
  }
  const storage = await folderOf('datastore_folder');
  if (storage !== undefined) await readStorage(lists, storage, part);
  const networks = await folderOf('network_folder');
  if (networks !== undefined) await readNetworks(lists, networks, part);
}

interface FolderPart {
  readonly entities: Entities;
  /** The data center. */
  readonly parent: Ref;
}

async function readStorage(
  lists: Lists,
  root: string,
  { entities, parent }: FolderPart,
): Promise<void> {
  const top = topFolder(entities, root, 'DATASTORE', parent);
  for (const { folder, ref } of await readFolders(lists, entities, { root, parent: top }))
    for (const summary of await lists.all('com.vmware.vcenter.datastore', { folders: [folder] }))
      entities.set(...entity('Datastore', summary, { parent: ref }));
}

async function readNetworks(
  lists: Lists,
  root: string,
  { entities, parent }: FolderPart,
): Promise<void> {
  const top = topFolder(entities, root, 'NETWORK', parent);
  const byType = (): Promise<{ readonly types: readonly NetworkType[] }[]> =>
    Promise.resolve(networkTypes.map((type) => ({ types: [type] })));
  for (const { folder, ref } of await readFolders(lists, entities, { root, parent: top }))
    for (const summary of await lists.all(
      'com.vmware.vcenter.network',
      { folders: [folder] },
      byType,
    ))
      entities.set(...entity(networkType(summary.type), summary, { parent: ref }));
}

const networkTypes = ['STANDARD_PORTGROUP', 'DISTRIBUTED_PORTGROUP', 'OPAQUE_NETWORK'] as const;
type NetworkType = (typeof networkTypes)[number];

/** The folder that every data center has for a kind of objects. Its technical name says nothing: the row is named by its type. */
function topFolder(
  entities: Entities,
  folder: string,
  type: 'DATASTORE' | 'NETWORK',
  parent: Ref,
): Ref {
  const [ref, properties] = entity('Folder', { folder, type }, { parent });
  entities.set(ref, properties);
  return ref;
}
