import type { LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  countFact,
  factsOf,
  pathOf,
  shareFact,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, flag, follow, number, reference, references } from '../../map/read.ts';

/**
 * What a host is compared with others by. Its use of processors is in no record (rrd_updates has it), so the processors promised to its
 * machines stand for it.
 */
export function hostFacts(
  host: Properties | undefined,
  lookup: Lookup,
): Pick<LookupOption, 'facts'> {
  const metricsRef = reference(host?.['metrics']);
  const metrics = follow(lookup, host, 'metrics');
  const isLive = metrics !== undefined && metrics['live'] !== false;
  const [free, total] = [number(metrics, 'memory_free'), number(metrics, 'memory_total')];
  const used = free === undefined || total === undefined ? undefined : total - free;
  const of = (path: string) => (metricsRef === undefined ? path : pathOf(metricsRef, path));
  const guests = guestsOf(host, lookup);
  const cpus = entry(host, 'cpu_info', 'cpu_count');
  return factsOf({
    ...(isLive && {
      memory: shareFact(used, total, 'bytes', of('memory_free'), of('memory_total')),
      memoryFree: bytesFact(free, of('memory_free')),
    }),
    cpus: shareFact(
      guests.reduce((sum, { vm }) => sum + (number(vm, 'VCPUs_at_startup') ?? 0), 0),
      cpus === undefined ? undefined : Number(cpus),
      'count',
      'cpu_info',
      'resident_VMs',
    ),
    machines: countFact(guests.length, 'resident_VMs'),
    version: wordsFact(entry(host, 'software_version', 'product_version'), 'software_version'),
  });
}

/** The machines that run on a host, without the one that is part of it. */
function guestsOf(
  host: Properties | undefined,
  lookup: Lookup,
): readonly { readonly ref: Ref; readonly vm: Properties }[] {
  return references(host, 'resident_VMs').flatMap((ref) => {
    const vm = lookup.get(ref);
    return vm === undefined || flag(vm, 'is_control_domain') ? [] : [{ ref, vm }];
  });
}
