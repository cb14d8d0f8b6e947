import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts, RunState } from '#shared/model/row.ts';
import {
  entry,
  flag,
  follow,
  known,
  nameOf,
  number,
  organisation,
  poolOf,
  reference,
  text,
  texts,
  toMiB,
} from './read.ts';

/** A pool. One without a name is no more than its only host, which stands in its place. */
export function mapPool(ref: Ref, pool: Properties, lookup: Lookup): MappedRow {
  const coordinator = reference(pool['master']);
  const name = text(pool, 'name_label');
  const [, second] = lookup.ofType('host');
  const standalone = name === undefined && second === undefined && coordinator !== undefined;
  return {
    ref,
    kind: 'pool',
    name:
      name ??
      (coordinator === undefined
        ? nameOf(ref, pool)
        : nameOf(coordinator, lookup.get(coordinator))),
    state: 'none',
    health: 'unknown',
    parent: null,
    facts: known<RowFacts>({
      ...totals(lookup),
      host: coordinator,
      guestOs: coordinator === undefined ? undefined : product(lookup.get(coordinator) ?? {}),
      uuid: text(pool, 'uuid'),
      note:
        flag(pool, 'ha_enabled') && flag(pool, 'ha_overcommitted')
          ? say('note.haOvercommitted')
          : undefined,
      ...organisation(pool),
    }),
    ...(standalone && { hidden: true, standIn: coordinator }),
  };
}

/** What the hosts have together; memory in use is of those that answer. */
function totals(lookup: Lookup): Pick<RowFacts, 'cpus' | 'memoryMiB' | 'memoryUsedMiB'> {
  const hosts = [...lookup.ofType('host')].map((ref) => {
    const host = lookup.get(ref) ?? {};
    return hostFacts(host, follow(lookup, host, 'metrics'));
  });
  const sum = (fact: 'cpus' | 'memoryMiB' | 'memoryUsedMiB'): number | undefined =>
    hosts.reduce((all, host) => all + (host[fact] ?? 0), 0) || undefined;
  return known<RowFacts>({
    cpus: sum('cpus'),
    memoryMiB: sum('memoryMiB'),
    memoryUsedMiB: sum('memoryUsedMiB'),
  });
}

function hostFacts(
  host: Properties,
  metrics: Properties | undefined,
): { readonly [K in 'cpus' | 'memoryMiB' | 'memoryUsedMiB']: number | undefined } {
  const total = number(metrics, 'memory_total');
  const free = number(metrics, 'memory_free');
  return {
    cpus: Number(entry(host, 'cpu_info', 'cpu_count') ?? '') || undefined,
    memoryMiB: toMiB(total || undefined),
    memoryUsedMiB:
      total && free !== undefined && isAlive(metrics) ? toMiB(total - free) : undefined,
  };
}

function isAlive(metrics: Properties | undefined): boolean {
  return metrics === undefined || flag(metrics, 'live');
}

export function mapHost(ref: Ref, host: Properties, lookup: Lookup): MappedRow {
  const metrics = follow(lookup, host, 'metrics');
  const alive = isAlive(metrics);
  return {
    ref,
    kind: 'host',
    name: nameOf(ref, host),
    state: hostState(host, alive),
    health: 'unknown',
    parent: poolOf(lookup) ?? null,
    facts: known<RowFacts>({
      guestOs: product(host),
      ipAddress: text(host, 'address'),
      hostName: text(host, 'hostname'),
      ...hostFacts(host, metrics),
      uuid: text(host, 'uuid'),
      note: note(host, alive),
      ...organisation(host),
    }),
  };
}

function hostState(host: Properties, alive: boolean): RunState {
  if (!alive) return 'disconnected';
  const maintenance = entry(host, 'other_config', 'MAINTENANCE_MODE') !== undefined;
  return maintenance || host['enabled'] === false ? 'maintenance' : 'on';
}

/** `XenServer 8.4.0`, `XCP-ng 8.3.0`. */
function product(host: Properties): string | undefined {
  const brand = entry(host, 'software_version', 'product_brand');
  const version =
    entry(host, 'software_version', 'product_version_text') ??
    entry(host, 'software_version', 'product_version');
  const parts = [brand, version].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

function note(host: Properties, alive: boolean): Text | undefined {
  if (!alive) return say('note.notResponding');
  return texts(host, 'pending_guidances').includes('reboot_host') ? say('note.restart') : undefined;
}
