import { setImmediate } from 'node:timers/promises';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { columnOf, type Column } from '#shared/query/column.ts';
import { compileQuery, type CompiledQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { silentLog } from '../../log.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createFakeProvider } from '../../testing/fake-provider.ts';
import type { QuerySource } from '../source.ts';
import type { ViewOptions } from '../view-options.ts';
import { View } from '../view.ts';

export const breathe = (): Promise<void> => setImmediate();

/** A server without objects. */
export function createSource(id: string): QuerySource {
  const provider = {
    ...createFakeProvider(),
    facts: (_ref: Ref, { note }: Properties) => ({ note: typeof note === 'string' ? note : '' }),
  };
  const inventory = new Inventory({
    provider,
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  const read = (ref: Ref, path: string) => Promise.resolve({ path, value: `${ref} ${path}` });
  return { id: connectionId(id), inventory, provider, read, name: () => id };
}

export function compiled(text: string): CompiledQuery {
  const query = compileQuery(parseQuery(text).query, { now: () => 0 });
  if (!('test' in query)) throw new Error(JSON.stringify(query));
  return query;
}

export function column(id: string): Column {
  const found = columnOf(id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** A view of some servers, with the names of what it lists. */
export function open(
  sources: readonly QuerySource[],
  options: Partial<ViewOptions> = {},
  changed: () => void = () => undefined,
) {
  const clock = createFakeClock();
  const view = new View(
    {
      sources: { list: () => sources, watch: () => () => undefined },
      query: compiled(''),
      namesOnly: false,
      sort: [],
      summed: [],
      first: 2,
      clock,
      breathe,
      ...options,
    },
    changed,
  );
  const names = (): readonly string[] => [...view.entries()].map(({ row }) => row.name);
  return { view, clock, names };
}
