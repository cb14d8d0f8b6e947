import { text as say } from '#shared/i18n/make-text.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { Lacking } from '../each-alone.ts';
import { concernsMore } from '../each-alone.ts';
import { entity, type Entities } from './entities.ts';
import type { Lists } from './lists.ts';

/** Ids in one filter. */
const atOnce = 200;

type Find = (lists: Lists, ids: readonly string[]) => Promise<readonly object[]>;

const pools: Find = (lists, ids) =>
  lists.must('com.vmware.vcenter.resource_pool', { resource_pools: ids });

const networks: Find = (lists, ids) => lists.must('com.vmware.vcenter.network', { networks: ids });
const folders: Find = (lists, ids) => lists.must('com.vmware.vcenter.folder', { folders: ids });

/** How objects of a type are found by their ids. */
const byIds: Readonly<Record<string, Find>> = {
  VirtualMachine: (lists, ids) => lists.must('com.vmware.vcenter.VM', { vms: ids }),
  HostSystem: (lists, ids) => lists.must('com.vmware.vcenter.host', { hosts: ids }),
  ClusterComputeResource: (lists, ids) =>
    lists.must('com.vmware.vcenter.cluster', { clusters: ids }),
  Datacenter: (lists, ids) => lists.must('com.vmware.vcenter.datacenter', { datacenters: ids }),
  Datastore: (lists, ids) => lists.must('com.vmware.vcenter.datastore', { datastores: ids }),
  Network: networks,
  DistributedVirtualPortgroup: networks,
  OpaqueNetwork: networks,
  Folder: folders,
  StoragePod: folders,
  ResourcePool: pools,
  VirtualApp: pools,
};

/**
 * Adds to a reading what was there before, is in none of its lists, and exists all the same: a machine that moved from one host to another
 * while both were listed, or what is in a list that could not be read. It stays where it stood.
 */
export async function keepWhatIsThere(
  lists: Lists,
  {
    before,
    entities,
    lacking,
  }: { readonly before: Entities; readonly entities: Entities; readonly lacking: Lacking },
): Promise<void> {
  const missing = Map.groupBy(
    [...before.keys()].filter((ref) => !entities.has(ref)),
    refType,
  );
  for (const [type, refs] of missing)
    for (let start = 0; start < refs.length; start += atOnce) {
      const some = refs.slice(start, start + atOnce);
      for (const [ref, summary] of await stillThere(lists, type, some, lacking))
        entities.set(ref, { ...before.get(ref), ...summary });
    }
}

/** Those that exist, with what is reported of them. Where nobody can be asked all of them may. */
async function stillThere(
  lists: Lists,
  type: string,
  refs: readonly Ref[],
  lacking: Lacking,
): Promise<ReturnType<typeof entity>[]> {
  const find = byIds[type];
  const as = (): ReturnType<typeof entity>[] => refs.map((ref) => [ref, {}]);
  if (find === undefined) return [];
  try {
    const noted = lacking.count;
    const found = await find(lists, refs.map(refId));
    // What was answered and could not be read may be any of them.
    return lacking.count > noted ? as() : found.map((summary) => entity(type, summary, {}));
  } catch (error) {
    if (concernsMore(error) && !lists.isSilent(error)) throw error;
    lacking.note(error, say('doing.lookFor', { type }));
    return as();
  }
}
