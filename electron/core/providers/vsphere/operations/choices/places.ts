import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { fullness, tableOf } from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, references } from '../../map/read.ts';
import { hostRefusal } from '../hosts/host-state.ts';
import { computeOf, datacenterOf, hostsOf, nameOf } from '../placement/placement.ts';
import type { HostNeeds } from '../placement/settled-place.ts';
import { clusterFacts, hostFacts, poolFacts } from './place-facts.ts';

export interface PlacesWanted {
  /** Only what is in this cluster or pool. */
  readonly under?: string | undefined;
  /** What is in its cluster, then what is in its data center, comes first. */
  readonly near: Ref;
  /** Only what is in the data center of this object. */
  readonly within?: Ref | undefined;
  /** What a machine needs of its host, where it is one that exists: what a host lacks speaks against it, and the one that it is on is no destination. */
  readonly needs?: HostNeeds | undefined;
  /** The host that the object is on: it may be chosen all the same. */
  readonly present?: Ref | undefined;
  /** What is meant as a rule stands first: a host for what is moved, a cluster for what is new. */
  readonly first?: 'host' | 'cluster';
}

/** Hosts, clusters, pools and vApps that a machine can be put on: near ones first, of these the least loaded. */
export function placeChoices(lookup: Lookup, wanted: PlacesWanted): LookupChoices {
  const { under, near, within, first = 'cluster' } = wanted;
  const [home, homeCenter] = [
    computeOf(hostsOf(near, lookup)[0] ?? near, lookup),
    datacenterOf(near, lookup),
  ];
  const only = within === undefined ? undefined : datacenterOf(within, lookup);
  const isWanted = (ref: Ref): boolean =>
    (only === undefined || datacenterOf(ref, lookup) === only) &&
    (under === undefined || isInside(ref, under as Ref, lookup));
  const kinds = first === 'host' ? hostFirst : clusterFirst;
  const options = bestFirst(
    [...places(lookup)].filter(isWanted).map((ref) => optionOf(ref, lookup, wanted)),
    (option) => {
      const ref = option.value as Ref;
      const isHome = first === 'host' && computeOf(ref, lookup) === home;
      return [
        Number(datacenterOf(ref, lookup) !== homeCenter),
        kinds.indexOf(option.kind ?? ''),
        Number(!isHome),
        fullness(option, 'cpu', 'memory'),
      ];
    },
  );
  return tableOf(options, 'cpu', 'memory', 'memoryFree', 'place', 'version', 'hosts');
}

const hostFirst = ['host', 'cluster', 'resource-pool', 'vapp'];
const clusterFirst = ['cluster', 'host', 'resource-pool', 'vapp'];

/** The pool of a compute resource stands for that, as it does in the tree, and so does a host for the compute resource of it alone. */
function* places(lookup: Lookup): Iterable<Ref> {
  yield* lookup.ofType('ClusterComputeResource');
  yield* lookup.ofType('HostSystem');
  for (const type of ['ResourcePool', 'VirtualApp'])
    for (const ref of lookup.ofType(type)) if (!isRoot(ref, lookup)) yield ref;
}

function isRoot(pool: Ref, lookup: Lookup): boolean {
  const compute = computeOf(pool, lookup);
  return compute !== undefined && references(lookup.get(compute) ?? {}, 'resourcePool')[0] === pool;
}

/** Whether a place is in a cluster, or in a pool however deep. */
function isInside(ref: Ref, within: Ref, lookup: Lookup): boolean {
  if (ref === within) return false;
  if (refType(within).endsWith('ComputeResource')) return computeOf(ref, lookup) === within;
  let at: Ref | undefined = ref;
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    at = references(lookup.get(at) ?? {}, 'parent')[0];
    if (at === within) return true;
  }
  return false;
}

function optionOf(ref: Ref, lookup: Lookup, wanted: PlacesWanted): LookupOption {
  const object = lookup.get(ref) ?? {};
  const label = entityName(object, ref);
  switch (refType(ref)) {
    case 'HostSystem':
      return hostOption(ref, lookup, wanted);
    case 'ClusterComputeResource':
      return {
        value: ref,
        label,
        kind: 'cluster',
        ...clusterFacts(ref, object, lookup),
        ...(references(object, 'host').length === 0 && { refused: say('choice.noHosts') }),
      };
    case 'VirtualApp':
      return { value: ref, label, kind: 'vapp', ...poolFacts(ref, object, lookup) };
    default:
      return { value: ref, label, kind: 'resource-pool', ...poolFacts(ref, object, lookup) };
  }
}

function hostOption(ref: Ref, lookup: Lookup, { needs, present }: PlacesWanted): LookupOption {
  const host = lookup.get(ref) ?? {};
  const isHere = needs?.here === ref;
  const refused = isHere ? say('choice.thereAlready') : hostRefusal(host);
  const warning =
    refused === undefined && needs !== undefined ? lack(ref, lookup, needs) : undefined;
  return {
    value: ref,
    label: entityName(host, ref),
    kind: 'host',
    ...((isHere || ref === present) && { present: true }),
    ...hostFacts(ref, host, lookup),
    ...onlyDefined({ refused, warning }),
  };
}

/** What the machine is on, and the host does not have. */
function lack(
  host: Ref,
  lookup: Lookup,
  { datastores = [], networks = [] }: HostNeeds,
): Text | undefined {
  const properties = lookup.get(host) ?? {};
  const has = (path: string) => new Set(references(properties, path));
  const [seenStores, seenNetworks] = [has('datastore'), has('network')];
  // A host that reports neither has not been read whole.
  if (seenStores.size === 0 && seenNetworks.size === 0) return undefined;
  const storage = datastores.find((one) => !seenStores.has(one));
  if (storage !== undefined)
    return say('choice.storageUnseen', { storage: nameOf(storage, lookup) });
  const network = networks.find((one) => !seenNetworks.has(one));
  return network === undefined
    ? undefined
    : say('choice.lacksNetwork', { network: nameOf(network, lookup) });
}
