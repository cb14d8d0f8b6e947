import type { HistoryKind } from '#shared/model/history.ts';
import type { Vim25Client } from '../vim25/client.ts';
import type { VimValue } from '../vim25/values.ts';

/** How long a server keeps what happened. */
export interface Retention {
  /** Milliseconds since 1970 before which nothing of these kinds is kept; undefined where nobody knows. */
  since(kinds: readonly HistoryKind[], now: number): number | undefined;
}

const dayMs = 86_400_000;

/**
 * From the settings `event.maxAge` and `task.maxAge` (days) of the vCenter, unless `…MaxAgeEnabled` says that they do not count. An account that
 * may not read them, and a host that has none, leave it unknown.
 */
export async function readRetention(
  client: Pick<Vim25Client, 'call' | 'content'>,
): Promise<Retention> {
  const [event, task] = await Promise.all([daysOf(client, 'event'), daysOf(client, 'task')]);
  const known = { event, task };
  return {
    since: (kinds, now) => {
      const ages = kinds.flatMap((kind) => known[kind] ?? []);
      return ages.length < kinds.length || ages.length === 0
        ? undefined
        : now - Math.max(...ages) * dayMs;
    },
  };
}

async function daysOf(
  client: Pick<Vim25Client, 'call' | 'content'>,
  kind: HistoryKind,
): Promise<number | undefined> {
  const [age, enabled] = await Promise.all([
    option(client, `${kind}.maxAge`),
    option(client, `${kind}.maxAgeEnabled`),
  ]);
  return typeof age === 'number' && age > 0 && enabled !== false ? age : undefined;
}

async function option(
  client: Pick<Vim25Client, 'call' | 'content'>,
  name: string,
): Promise<VimValue | undefined> {
  const { setting } = client.content;
  if (setting === undefined) return undefined;
  try {
    const options = await client.call(setting, 'QueryOptions', { name });
    return options?.find(({ key }) => key === name)?.value;
  } catch {
    return undefined;
  }
}
