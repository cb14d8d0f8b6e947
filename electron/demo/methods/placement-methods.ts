import { Datastore, Folder, Host, ResourcePool, VirtualMachine } from '../estate/entity.ts';
import type { ComputeResource } from '../estate/entity.ts';
import { findings } from '../estate/machine/compatibility.ts';
import { chooseHost, destinationOf } from '../estate/machine/relocation.ts';
import type { RelocateSpec } from '../estate/machine/relocation.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, notSupported, VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import type { Data, Reference } from '../wire/value.ts';
import { demand, objectOf, optionalObject } from './arguments.ts';
import { startTask } from './start-task.ts';

/** What DRS and Storage DRS advise: where a machine may go. */

interface PlacementSpec {
  readonly vm?: Reference;
  readonly relocateSpec?: RelocateSpec;
  readonly placementType?: string;
  readonly hosts?: readonly Reference[];
  readonly datastores?: readonly Reference[];
}

interface Place {
  readonly host: Host;
  readonly pool: ResourcePool;
  readonly datastore?: Datastore | undefined;
}

/** The datastore with the most room, of those that a host can write to. */
function roomiest(stores: Iterable<Datastore>): Datastore | undefined {
  let best: Datastore | undefined;
  for (const store of stores)
    if (store.accessible && (best === undefined || store.freeSpace > best.freeSpace)) best = store;
  return best;
}

/** Where a new machine, or a copy, starts: the host that has the least to do, and its roomiest datastore. */
function placeNew(
  call: Call<ComputeResource>,
  { hosts = [], datastores = [] }: PlacementSpec,
): Place | undefined {
  const { self, world } = call;
  const named = new Set(hosts.map(({ id }) => id));
  const host = chooseHost([...self.hosts].filter(({ id }) => named.size === 0 || named.has(id)));
  if (host === undefined) return undefined;
  const stores = datastores.flatMap(({ id }) => {
    const store = world.estate.get(id);
    return store instanceof Datastore && host.datastores.has(store) ? [store] : [];
  });
  const datastore = roomiest(datastores.length === 0 ? host.datastores : stores);
  return datastore === undefined ? undefined : { host, pool: self.rootPool, datastore };
}

function placeExisting(
  call: Call<ComputeResource>,
  vm: VirtualMachine,
  relocateSpec: RelocateSpec,
): Place | undefined {
  const { self, world } = call;
  const named = relocateSpec.pool ?? self.rootPool;
  const pool = objectOf(call, named, ResourcePool, 'placementSpec.relocateSpec.pool');
  const fits = [...self.hosts].filter((host) => {
    const to = destinationOf(world.estate, vm, { ...relocateSpec, pool, host });
    return [...findings(vm, to)].every(({ isError }) => !isError);
  });
  const store = relocateSpec.datastore === undefined ? [] : [relocateSpec.datastore];
  const host = chooseHost(
    fits,
    store.flatMap(({ id }) => (world.estate.get(id) as Datastore | undefined) ?? []),
  );
  return host === undefined ? undefined : { host, pool };
}

function placeVm(call: Call<ComputeResource>): object {
  const { self, args } = call;
  const spec = args.placementSpec as PlacementSpec;
  const { vm: named, relocateSpec = {}, placementType } = spec;
  if (!self.settings.drs) throw new VimFault('InvalidState', 'DRS is not enabled on the cluster.');
  if (placementType === 'create' || placementType === 'clone') {
    const place = placeNew(call, spec);
    return placement(call, place, undefined);
  }
  if (placementType !== 'relocate' || named === undefined) throw notSupported();
  const vm = objectOf(call, named, VirtualMachine, 'placementSpec.vm');
  return placement(call, placeExisting(call, vm, relocateSpec), vm);
}

function placement(
  call: Call<ComputeResource>,
  place: Place | undefined,
  vm: VirtualMachine | undefined,
): object {
  if (place === undefined) return data('PlacementResult', { recommendations: [] });
  const { host } = place;
  const relocateSpec = vm === undefined ? { ...place } : undefined;
  const action = { type: 'PlacementV1', vm, target: host, targetHost: host, relocateSpec };
  const made = recommendation(call, {
    target: call.self,
    reason: 'xvmotionPlacement',
    reasonText: 'Place the virtual machine for vMotion',
    action: data('PlacementAction', action),
  });
  return data('PlacementResult', { recommendations: [made] });
}

/** A ClusterRecommendation with one action. */
function recommendation(
  { world }: Call,
  {
    action,
    ...said
  }: {
    readonly target: object;
    readonly reason: string;
    readonly reasonText: string;
    readonly action: object;
  },
): object {
  return { key: '1', type: 'V1', time: world.estate.now(), rating: 5, ...said, action: [action] };
}

export const placementMethods: Handlers<ComputeResource> = { PlaceVm: placeVm };

interface StorageSpec {
  readonly type: string;
  readonly podSelectionSpec: {
    readonly storagePod?: Reference;
    readonly initialVmConfig?: readonly { readonly storagePod: Reference }[];
  };
  readonly vm?: Reference;
  readonly host?: Reference;
  readonly resourcePool?: Reference;
}

/** The hosts that have to see the datastore. */
function hostsFor(call: Call, { host, resourcePool }: StorageSpec): readonly Host[] {
  const named = optionalObject(call, host, Host, 'storageSpec.host');
  const pool = optionalObject(call, resourcePool, ResourcePool, 'storageSpec.resourcePool');
  return named === undefined ? [...(pool?.owner?.hosts ?? [])] : [named];
}

/** Only what is of the whole datastore cluster, not of single machines. */
function configurePod(call: Call): Task {
  const { estate } = call.world;
  const pod = objectOf(call, call.args.pod, Folder, 'pod');
  demand(call, pod, 'StoragePod.Config');
  const { podConfigSpec = {}, vmConfigSpec } = call.args.spec as PodSpec;
  const { rule, option, ...plain } = podConfigSpec;
  if (vmConfigSpec !== undefined || rule !== undefined || option !== undefined)
    throw notSupported();
  return startTask(call, {
    descriptionId: 'StorageResourceManager.configureStorageDrsForPod',
    entity: pod,
    run: () => {
      pod.storageDrs = call.args.modify === true ? { ...pod.storageDrs, ...plain } : plain;
      estate.changed(pod, 'podStorageDrsEntry');
    },
  });
}

interface PodSpec {
  readonly podConfigSpec?: Data;
  readonly vmConfigSpec?: readonly unknown[];
}

export const storageResourceMethods: Handlers = {
  ConfigureStorageDrsForPod_Task: configurePod,
  /** The member of the datastore cluster that has the most room; none of an empty one. */
  RecommendDatastores: (call) => {
    const spec = call.args.storageSpec as StorageSpec;
    const { storagePod, initialVmConfig = [] } = spec.podSelectionSpec;
    const named = initialVmConfig[0]?.storagePod ?? storagePod;
    const pod = optionalObject(call, named, Folder, 'storageSpec.podSelectionSpec');
    if (pod?.type !== 'StoragePod') throw invalidArgument('storageSpec.podSelectionSpec');
    const hosts = hostsFor(call, spec);
    const members = [...pod.children].filter((child) => child instanceof Datastore);
    const store = roomiest(
      members.filter(
        (member) => hosts.length === 0 || hosts.some(({ datastores }) => datastores.has(member)),
      ),
    );
    if (store === undefined) return { recommendations: [] };
    const used = 100 * (1 - store.freeSpace / store.capacity);
    const action = data('StoragePlacementAction', {
      type: 'StoragePlacementV1',
      target: store,
      destination: store,
      relocateSpec: { datastore: store },
      spaceUtilBefore: used,
      spaceUtilAfter: used,
    });
    const reasonText = 'Satisfy storage initial placement requests';
    const made = { target: pod, reason: 'storagePlacement', reasonText, action };
    return { recommendations: [recommendation(call, made)] };
  },
};
