import type { LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  countFact,
  factsOf,
  pathOf,
  shareFact,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import type { Lookup } from '../../../provider.ts';
import { number, references, text } from '../../map/read.ts';
import { computeOf, datacenterOf, nameOf } from '../placement/placement.ts';

const usedCpu = 'summary.quickStats.overallCpuUsage';
const usedMemory = 'summary.quickStats.overallMemoryUsage';
const mebibyte = 1024 ** 2;
const megahertz = 1_000_000;

type Facts = Pick<LookupOption, 'facts'>;

/** What a host is compared with others by: its load, what is free, its version and where it stands. */
export function hostFacts(ref: Ref, host: Properties, lookup: Lookup): Facts {
  const load = loadOf(host);
  return factsOf({
    ...(load !== undefined && {
      cpu: shareFact(load.cpu, load.cpuOf, 'hertz', usedCpu, ...hostCpu),
      memory: shareFact(load.memory, load.memoryOf, 'bytes', usedMemory, hostMemory),
      memoryFree: bytesFact(load.memoryOf - load.memory, usedMemory, hostMemory),
    }),
    version: wordsFact(
      text(host, 'summary.config.product.fullName')?.replace(/^VMware /, ''),
      'summary.config.product.fullName',
    ),
    place: standsIn(ref, lookup),
  });
}

const hostCpu = ['summary.hardware.cpuMhz', 'summary.hardware.numCpuCores'];
const hostMemory = 'summary.hardware.memorySize';

interface Load {
  readonly cpu: number;
  readonly cpuOf: number;
  readonly memory: number;
  readonly memoryOf: number;
}

/** Undefined for a host that is not there: what it reports then is nobody's load. */
function loadOf(host: Properties): Load | undefined {
  const isThere =
    text(host, 'runtime.connectionState') === 'connected' &&
    text(host, 'runtime.powerState') !== 'standBy';
  const cpu = number(host, usedCpu);
  const memory = number(host, usedMemory);
  const memoryOf = number(host, hostMemory);
  const mhz = number(host, 'summary.hardware.cpuMhz');
  const cores = number(host, 'summary.hardware.numCpuCores');
  if (!isThere || cpu === undefined || memory === undefined) return undefined;
  if (memoryOf === undefined || mhz === undefined || cores === undefined) return undefined;
  return {
    cpu: cpu * megahertz,
    cpuOf: mhz * cores * megahertz,
    memory: Math.min(memory * mebibyte, memoryOf),
    memoryOf,
  };
}

/** What a cluster is compared with others by: the load of its hosts together. */
export function clusterFacts(ref: Ref, cluster: Properties, lookup: Lookup): Facts {
  const hosts = references(cluster, 'host');
  const loads = hosts.flatMap((host) => {
    const load = loadOf(lookup.get(host) ?? {});
    return load === undefined ? [] : [{ host, load }];
  });
  const sum = (of: (load: Load) => number): number =>
    loads.reduce((total, { load }) => total + of(load), 0);
  const from = (...paths: readonly string[]) =>
    loads.flatMap(({ host }) => paths.map((path) => pathOf(host, path)));
  const [memory, memoryOf] = [sum((one) => one.memory), sum((one) => one.memoryOf)];
  return factsOf({
    ...(loads.length > 0 && {
      cpu: shareFact(
        sum((one) => one.cpu),
        sum((one) => one.cpuOf),
        'hertz',
        ...from(usedCpu).slice(0, someSources),
      ),
      memory: shareFact(memory, memoryOf, 'bytes', ...from(usedMemory).slice(0, someSources)),
      memoryFree: bytesFact(memoryOf - memory, ...from(usedMemory).slice(0, someSources)),
    }),
    hosts: countFact(hosts.length, 'host'),
    place: standsIn(ref, lookup),
  });
}

/** Where a sum is of more objects, the first of them say what it is of. */
const someSources = 5;

/** What a pool is compared with others by: how much of what it may use is used. */
export function poolFacts(ref: Ref, pool: Properties, lookup: Lookup): Facts {
  const part = (resource: 'cpu' | 'memory', unit: 'hertz' | 'bytes') => {
    const [used, of] = [`runtime.${resource}.overallUsage`, `runtime.${resource}.maxUsage`];
    const factor = unit === 'hertz' ? megahertz : 1;
    const [usage, most] = [number(pool, used), number(pool, of)];
    return {
      usage: usage === undefined ? undefined : usage * factor,
      most: most === undefined ? undefined : most * factor,
      from: [used, of],
    };
  };
  const [cpu, memory] = [part('cpu', 'hertz'), part('memory', 'bytes')];
  const free =
    memory.usage === undefined || memory.most === undefined || memory.most <= 0
      ? undefined
      : Math.max(0, memory.most - memory.usage);
  return factsOf({
    cpu: shareFact(cpu.usage, cpu.most, 'hertz', ...cpu.from),
    memory: shareFact(memory.usage, memory.most, 'bytes', ...memory.from),
    memoryFree: bytesFact(free, ...memory.from),
    place: standsIn(ref, lookup),
  });
}

/** The cluster that it is in, or the data center; the same name may stand in several. */
function standsIn(ref: Ref, lookup: Lookup) {
  const compute = computeOf(ref, lookup);
  const isInCluster =
    compute !== undefined && compute !== ref && refType(compute) === 'ClusterComputeResource';
  const place = isInCluster ? compute : datacenterOf(ref, lookup);
  if (place === undefined) return undefined;
  return wordsFact(nameOf(place, lookup), pathOf(place, 'name'));
}
