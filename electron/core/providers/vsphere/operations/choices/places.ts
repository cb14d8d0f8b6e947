import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, number, references } from '../../map/read.ts';
import { freeMemory, hostRefusal } from '../hosts/host-state.ts';
import { datacenterOf, nameOf, parentOf } from '../placement/placement.ts';
import { byLabel, inParts } from '../words.ts';

export interface PlacesWanted {
  /** The cluster or pool that is looked into. */
  readonly under?: string | undefined;
  /** What is in its data center comes first. */
  readonly near: Ref;
  /** Only what is in the data center of this object. */
  readonly within?: Ref | undefined;
  /** The host that is no destination: the VM is there already. */
  readonly here?: Ref | undefined;
}

/** Clusters and single hosts; within a cluster, or a pool, its hosts and pools. */
export function placeChoices(
  lookup: Lookup,
  { under, near, within, here }: PlacesWanted,
): LookupChoices {
  if (under !== undefined) return { options: inside(under as Ref, lookup, here) };
  const home = datacenterOf(near, lookup);
  const only = within === undefined ? undefined : datacenterOf(within, lookup);
  const several = [...lookup.ofType('Datacenter')].length > 1;
  const found = [...computeResources(lookup)].flatMap((ref) => {
    const option = topOption(ref, lookup, here);
    if (option === undefined) return [];
    const datacenter = datacenterOf(ref, lookup);
    if (only !== undefined && datacenter !== only) return [];
    const place = several && datacenter !== undefined ? nameOf(datacenter, lookup) : undefined;
    const detail = inParts(option.detail, place);
    return [{ far: datacenter !== home, option: { ...option, detail } }];
  });
  found.sort((a, b) => Number(a.far) - Number(b.far) || byLabel(a.option, b.option));
  return { options: found.map(({ option }) => option) };
}

function* computeResources(lookup: Lookup): Iterable<Ref> {
  yield* lookup.ofType('ClusterComputeResource');
  yield* lookup.ofType('ComputeResource');
}

/** A host by itself stands for its compute resource, as it does in the tree. */
function topOption(ref: Ref, lookup: Lookup, here: Ref | undefined): LookupOption | undefined {
  const compute = lookup.get(ref);
  if (compute === undefined) return undefined;
  if (refType(ref) === 'ComputeResource') {
    const [host] = references(compute, 'host');
    return host === undefined ? undefined : hostOption(host, lookup, here);
  }
  const hosts = references(compute, 'host').length;
  return {
    value: ref,
    label: entityName(compute, ref),
    detail: say('choice.hosts', { count: hosts }),
    kind: 'cluster',
    folder: 'choosable',
    ...(hosts === 0 && { refused: say('choice.noHosts') }),
  };
}

function inside(ref: Ref, lookup: Lookup, here: Ref | undefined): readonly LookupOption[] {
  const compute = lookup.get(ref) ?? {};
  const isCompute = refType(ref).endsWith('ComputeResource');
  const hosts = isCompute ? references(compute, 'host') : [];
  const [root] = isCompute ? references(compute, 'resourcePool') : [ref];
  const pools = root === undefined ? [] : childPools(root, lookup);
  return [
    ...hosts.map((host) => hostOption(host, lookup, here)).sort(byLabel),
    ...pools.map((pool) => poolOption(pool, lookup)).sort(byLabel),
  ];
}

function childPools(parent: Ref, lookup: Lookup): readonly Ref[] {
  return ['ResourcePool', 'VirtualApp'].flatMap((type) =>
    [...lookup.ofType(type)].filter((ref) => parentOf(ref, lookup) === parent),
  );
}

function poolOption(ref: Ref, lookup: Lookup): LookupOption {
  return {
    value: ref,
    label: nameOf(ref, lookup),
    kind: refType(ref) === 'VirtualApp' ? 'vapp' : 'resource-pool',
    ...(childPools(ref, lookup).length > 0 && { folder: 'choosable' }),
  };
}

function hostOption(ref: Ref, lookup: Lookup, here: Ref | undefined): LookupOption {
  const host = lookup.get(ref) ?? {};
  const refused = ref === here ? say('choice.thereAlready') : hostRefusal(host);
  return {
    value: ref,
    label: entityName(host, ref),
    detail: load(host),
    kind: 'host',
    ...onlyDefined({ refused }),
  };
}

/** `CPU 34 %, 120 GiB of memory free`. */
function load(host: Properties): Text {
  const mhz =
    (number(host, 'summary.hardware.cpuMhz') ?? 0) *
    (number(host, 'summary.hardware.numCpuCores') ?? 0);
  const used = number(host, 'summary.quickStats.overallCpuUsage');
  const cpu =
    mhz > 0 && used !== undefined
      ? say('choice.cpuUse', { use: Math.round((used / mhz) * 100) / 100 })
      : undefined;
  const memory = freeMemory(host);
  const free = memory > 0 ? say('choice.memoryFree', { free: memory }) : undefined;
  return inParts(cpu, free);
}
