import type { Properties } from '#shared/model/object-update.ts';
import type { Vim25Client } from '../vim25/client.ts';
import type { PerfCounterInfo } from '../vim25/types.gen.ts';

/**
 * What performance counters are (PerformanceManager.QueryPerfCounter): group, name and unit. Ids are the server's own: they differ
 * between versions, and between a vCenter and a host.
 *
 * @throws VimFault and the errors of the wire
 */
export async function readCounters(
  client: Pick<Vim25Client, 'call' | 'content'>,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Properties>> {
  const manager = client.content.perfManager;
  if (manager === undefined) return new Map();
  const call = { counterId: ids };
  const told = await client.call(manager, 'QueryPerfCounter', call, { signal });
  return new Map((told ?? []).map((info) => [info.key, propertiesOf(info)]));
}

function propertiesOf({ key, groupInfo, nameInfo, unitInfo }: PerfCounterInfo): Properties {
  return {
    key,
    'groupInfo.key': groupInfo.key,
    'groupInfo.label': groupInfo.label,
    'nameInfo.key': nameInfo.key,
    'nameInfo.label': nameInfo.label,
    'unitInfo.key': unitInfo.key,
  };
}
