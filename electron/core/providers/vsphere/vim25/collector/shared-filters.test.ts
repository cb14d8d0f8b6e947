import { afterEach, describe, expect, test } from 'vitest';
import { connectVim25 } from '../client.ts';
import { type Reply, type Script, startScripted } from '../testing/scripted-server.ts';
import { moref } from '../values.ts';
import { objectsSpec } from './specs.ts';
import type { WatchedPart } from './watch.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const filter = 'all';
const parts: readonly WatchedPart[] = [
  { id: 'hosts', type: 'HostSystem', pathSet: ['name', 'both'], filter },
  { id: 'vms', type: 'VirtualMachine', pathSet: ['name', 'odd', 'both'], filter },
  {
    id: 'fields',
    specs: [objectsSpec([moref('CustomFieldsManager', 'c')], 'CustomFieldsManager', ['field'])],
    filter,
  },
];

const enter = (...ids: readonly string[]): string =>
  ids
    .map((id) => `<objectSet><kind>enter</kind><obj type="VirtualMachine">${id}</obj></objectSet>`)
    .join('');
const set = (version: string, updates: string, truncated = false): Reply => ({
  result: `<returnval><version>${version}</version><filterSet><filter type="PropertyFilter">f</filter>${updates}</filterSet><truncated>${truncated}</truncated></returnval>`,
});

/** Plays replies to WaitForUpdatesEx in turn, then stops. @returns what was told, and the types of each filter with their paths */
async function follow(replies: readonly Reply[], other: Script = () => undefined) {
  const stop = new AbortController();
  const filters: string[][] = [];
  let at = 0;
  const server = await startScripted((call) => {
    if (call.method === 'CreateFilter')
      filters.push(
        [...call.body.matchAll(/<propSet>.*?<\/propSet>/g)].map(([spec]) =>
          [...spec.matchAll(/<(?:type|pathSet)>(\w+)</g)].map(([, text]) => text).join(' '),
        ),
      );
    if (call.method !== 'WaitForUpdatesEx') return other(call);
    const reply = replies[at];
    at += 1;
    if (reply !== undefined) return reply;
    setTimeout(() => stop.abort(), 5);
    return new Promise(() => undefined);
  }, null);
  ends.push(() => server.close());
  const client = await connectVim25({ url: server.url, keepAliveMs: 0 });
  ends.push(() => client.close());
  await client.login({ userName: 'u', password: 'p' });
  const log: string[] = [];
  const consumer = {
    resync: () => void log.push('resync'),
    updates: (
      batch: readonly { readonly kind: string; readonly obj: { readonly value: string } }[],
    ) => batch.forEach(({ kind, obj }) => log.push(`${kind} ${obj.value}`)),
    synced: (failing: ReadonlySet<string>) => void log.push(['synced', ...failing].join(' but ')),
    lacks: (part: string, path: string) => void log.push(`${part} lacks ${path}`),
    heard: () => undefined,
    interrupted: () => void log.push('interrupted'),
  };
  await client.watch({ parts }, consumer, stop.signal, { retryMs: [1, 1], pauseMs: 0 });
  return { log, filters, server };
}

const refusing =
  (types: (count: number) => boolean, fault: Reply): Script =>
  ({ method, body }) =>
    method === 'CreateFilter' && types(body.split('<propSet>').length - 1) ? fault : undefined;

const all = ['HostSystem name both', 'VirtualMachine name odd both', 'CustomFieldsManager field'];

describe('parts that share a filter', () => {
  test('have one view and one filter, which end with the loop', async () => {
    const { log, filters, server } = await follow([set('1', enter('vm-1'))]);
    expect(filters).toEqual([all]);
    expect(server.count('CreateContainerView')).toBe(1);
    expect(server.count('DestroyView')).toBe(1);
    expect(log).toEqual(['resync', 'enter vm-1', 'synced']);
  });

  test('have one each where the server refuses it', async () => {
    const { log, filters, server } = await follow(
      [set('1', enter('vm-1'))],
      refusing((count) => count > 1, { fault: 'InvalidArgument' }),
    );
    expect(filters).toEqual([all, ...all.map((one) => [one])]);
    // The view of what was refused is not left behind.
    expect(server.count('DestroyView')).toBe(server.count('CreateContainerView'));
    expect(log).toEqual(['resync', 'enter vm-1', 'synced']);
  });

  test('leave out together what the server does not have of one', async () => {
    const { log, filters } = await follow([set('1', enter('vm-1'))], (call) =>
      call.method === 'CreateFilter' && call.body.includes('<pathSet>odd<')
        ? { fault: 'InvalidProperty', members: '<name>odd</name>' }
        : undefined,
    );
    expect(filters.at(-1)).toEqual([all[0], 'VirtualMachine name both', all[2]]);
    expect(log).toEqual(['vms lacks odd', 'resync', 'enter vm-1', 'synced']);
  });

  test('find out each by itself which of them lacks what several have', async () => {
    const { log, filters } = await follow([set('1', enter('vm-1'))], (call) => {
      const isLacking = /VirtualMachine<\/type>(?:(?!<\/propSet>).)*<pathSet>both</.test(call.body);
      return call.method === 'CreateFilter' && isLacking
        ? { fault: 'InvalidProperty', members: '<name>both</name>' }
        : undefined;
    });
    expect(filters).toContainEqual(['VirtualMachine name odd']);
    expect(filters).toContainEqual(['HostSystem name both']);
    expect(log).toEqual(['vms lacks both', 'resync', 'enter vm-1', 'synced']);
  });
});

describe('a set in several answers', () => {
  test('is read to its end where a server does not count them', async () => {
    const { log } = await follow([
      set('-', enter('vm-1'), true),
      set('P', enter('vm-2'), true),
      set('P', enter('vm-3'), true),
      set('P', enter('vm-4')),
    ]);
    expect(log).toEqual([
      'resync',
      'enter vm-1',
      'enter vm-2',
      'enter vm-3',
      'enter vm-4',
      'synced',
    ]);
  });

  test('whose first was lost on its way is asked of another collector: the server may not tell that again', async () => {
    const { log, server } = await follow([{ cut: true }, set('1', enter('vm-1', 'vm-2'))]);
    expect(server.count('CreatePropertyCollector')).toBe(2);
    expect(log).toEqual(['resync', 'interrupted', 'resync', 'enter vm-1', 'enter vm-2', 'synced']);
  });

  test.each(['P', '1'])(
    'that is told again with the version %s is not asked for without end',
    async (version) => {
      const again = set(version, enter('vm-1'), true);
      const { log } = await follow([again, again, set('2', enter('vm-1'))]);
      expect(log.slice(0, 5)).toEqual([
        'resync',
        'enter vm-1',
        'enter vm-1',
        'interrupted',
        'resync',
      ]);
    },
  );
});
