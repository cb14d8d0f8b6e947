import { text as say } from '#shared/i18n/make-text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { entity, poolRef, type Entities } from './entities.ts';
import type { Lists } from './lists.ts';
import type { FoundFolder } from './read-folders.ts';

interface ComputePart {
  readonly folders: readonly FoundFolder[];
  readonly entities: Entities;
  readonly signal: AbortSignal;
}

/** A cluster or a standalone host: what has a root pool. */
interface ComputeResource {
  readonly ref: Ref;
  readonly hosts: readonly string[];
  /** The root pool; undefined where it has to be found. */
  readonly rootPool?: string;
  readonly filter: { readonly clusters: readonly string[] } | { readonly hosts: readonly string[] };
}

/** Clusters, hosts, pools and machines in the host folders of a data center. */
export async function readComputeResources(
  client: VapiClient,
  lists: Lists,
  { folders, ...part }: ComputePart,
): Promise<void> {
  const resources = await lists.each(folders, async (folder) => [
    ...(await readClusters(client, lists, { folder, ...part })),
    ...(await readStandaloneHosts(lists, folder, part.entities)),
  ]);
  await lists.each(resources, async (resource) => {
    await readMachines(lists, resource, part.entities);
    return [];
  });
}

async function readClusters(
  client: VapiClient,
  lists: Lists,
  part: Omit<ComputePart, 'folders'> & { readonly folder: FoundFolder },
): Promise<readonly ComputeResource[]> {
  const { folder, entities, signal } = part;
  const clusters = await lists.all('com.vmware.vcenter.cluster', { folders: [folder.folder] });
  return lists.each(clusters, async (summary) => {
    const { cluster } = summary;
    const [ref, properties] = entity('ClusterComputeResource', summary, { parent: folder.ref });
    entities.set(ref, properties);
    const hosts = await lists.all('com.vmware.vcenter.host', { clusters: [cluster] });
    for (const host of hosts) entities.set(...entity('HostSystem', host, { parent: ref }));
    const service = 'com.vmware.vcenter.cluster';
    const info = await lists.one(
      `${service}.get`,
      say('doing.readCluster', { name: typeof summary.name === 'string' ? summary.name : cluster }),
      async () => client.call(service, 'get', { cluster }, { signal }),
    );
    return [
      {
        ref,
        hosts: hosts.map(({ host }) => host),
        ...(typeof info?.resource_pool === 'string' && { rootPool: info.resource_pool }),
        filter: { clusters: [cluster] },
      },
    ];
  });
}

async function readStandaloneHosts(
  lists: Lists,
  folder: FoundFolder,
  entities: Entities,
): Promise<readonly ComputeResource[]> {
  const filter = { folders: [folder.folder], standalone: true };
  const hosts = await lists.all('com.vmware.vcenter.host', filter);
  return hosts.map((summary) => {
    const [ref, properties] = entity('HostSystem', summary, { parent: folder.ref });
    entities.set(ref, properties);
    return { ref, hosts: [summary.host], filter: { hosts: [summary.host] } };
  });
}

/** Machines by their hosts, then those in pools once more by their pools: neither is reported of a machine itself. */
async function readMachines(
  lists: Lists,
  resource: ComputeResource,
  entities: Entities,
): Promise<void> {
  await lists.each(resource.hosts, async (host) => {
    const ref = makeRef('HostSystem', host);
    for (const vm of await lists.all('com.vmware.vcenter.VM', { hosts: [host] }, byState))
      entities.set(...entity('VirtualMachine', vm, { parent: resource.ref, host: ref }));
    return [];
  });
  const pools = await readPools(lists, resource, entities);
  const byHost = (): Promise<{ readonly hosts: readonly string[] }[]> =>
    Promise.resolve(resource.hosts.map((host) => ({ hosts: [host] })));
  await lists.each(pools, async (pool) => {
    const filter = { resource_pools: [pool] };
    for (const vm of await lists.all('com.vmware.vcenter.VM', filter, byHost, byState))
      place(entities, vm, poolRef(pool));
    return [];
  });
}

type States = readonly ('POWERED_ON' | 'POWERED_OFF' | 'SUSPENDED')[];

/** Machines by what they can be. */
function byState(): Promise<readonly { readonly power_states: States }[]> {
  const states: States = ['POWERED_ON', 'POWERED_OFF', 'SUSPENDED'];
  return Promise.resolve(states.map((state) => ({ power_states: [state] })));
}

/** The pools that administrators made, each below its own; the root pool does not stand in the tree. */
async function readPools(
  lists: Lists,
  { ref, rootPool, filter }: ComputeResource,
  entities: Entities,
): Promise<readonly string[]> {
  const service = 'com.vmware.vcenter.resource_pool';
  const all = await lists.all(
    service,
    filter,
    ...(rootPool === undefined ? [] : [() => byParent(lists, rootPool)]),
  );
  const children = new Map<string, readonly string[]>();
  await lists.each(all, async ({ resource_pool: pool }) => {
    const inside = await lists.all(service, { parent_resource_pools: [pool] });
    children.set(
      pool,
      inside.map((child) => child.resource_pool),
    );
    return [];
  });
  const inner = new Set([...children.values()].flat());
  const root = rootPool ?? all.find(({ resource_pool: pool }) => !inner.has(pool))?.resource_pool;
  const parentOf = new Map<string, Ref>();
  for (const [pool, inside] of children)
    for (const child of inside) parentOf.set(child, pool === root ? ref : poolRef(pool));
  const made = all.filter(({ resource_pool: pool }) => pool !== root);
  for (const summary of made) {
    const parent = parentOf.get(summary.resource_pool) ?? ref;
    entities.set(...entity('ResourcePool', summary, { parent }));
  }
  return made.map(({ resource_pool: pool }) => pool);
}

/** A filter for the children of each pool below a root. */
async function byParent(
  lists: Lists,
  root: string,
): Promise<readonly { readonly parent_resource_pools: readonly string[] }[]> {
  const found = [root];
  const seen = new Set(found);
  for (let level: readonly string[] = found; level.length > 0; ) {
    const children = await lists.each(level, async (pool) => {
      const filter = { parent_resource_pools: [pool] };
      return (await lists.all('com.vmware.vcenter.resource_pool', filter)).map(
        (child) => child.resource_pool,
      );
    });
    level = children.filter((pool) => !seen.has(pool));
    for (const pool of level) seen.add(pool);
    found.push(...level);
  }
  return found.map((pool) => ({ parent_resource_pools: [pool] }));
}

/** A machine that has moved meanwhile may be in a pool and on no host that was listed: then it stands in the pool. */
function place(entities: Entities, vm: { readonly vm: string }, parent: Ref): void {
  const [ref, properties] = entity('VirtualMachine', vm, { parent });
  entities.set(ref, { ...properties, ...entities.get(ref), ...placementOf(properties) });
}

function placementOf(properties: Properties): Properties {
  const placed = properties['placement.parent'];
  return placed === undefined ? {} : { 'placement.parent': placed };
}
