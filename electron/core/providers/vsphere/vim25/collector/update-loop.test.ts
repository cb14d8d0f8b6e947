import { expect, it } from 'vitest';
import { text as say } from '#shared/i18n/make-text.ts';
import { TimeoutError } from '../../../../net/errors.ts';
import type { PartReport } from '../../../../net/failing-parts.ts';
import type { Session } from '../session/vim-session.ts';
import type { VimValue } from '../values.ts';
import { UpdateLoop } from './update-loop.ts';

const silence = new TimeoutError(say('net.late.headers', { server: 'x' }));

interface Filter {
  readonly type: string;
  reported: boolean;
}

/**
 * A server that takes a while until it begins to report a type. It takes no time here: whoever waits for less than that has waited in
 * vain at once.
 */
class SlowServer {
  readonly generation = 1;
  readonly #needsMs: Readonly<Record<string, number>>;
  #filters: Filter[] = [];
  #view = '';
  #version = 0;
  /** What was waited for the slow type each time, milliseconds. */
  readonly waits: number[] = [];

  constructor(needsMs: Readonly<Record<string, number>>) {
    this.#needsMs = needsMs;
  }

  onRelogin = () => () => undefined;
  renew = () => Promise.resolve(false);
  isValid = () => Promise.resolve(true);
  found = () => undefined;
  call = (_target: unknown, method: string, parameters: object): Promise<VimValue> => {
    const { type } = parameters as { readonly type?: readonly string[] };
    if (method === 'CreateContainerView') this.#view = type?.[0] ?? '';
    if (method === 'CreatePropertyCollector') this.#filters = [];
    if (method === 'CreateFilter') this.#filters.push({ type: this.#view, reported: false });
    return Promise.resolve({ $type: 'ManagedObjectReference', type: method, value: this.#view });
  };

  callOnce = async (
    target: { readonly value: string },
    method: string,
    parameters: object,
    options: { readonly headersTimeoutMs: number; readonly signal: AbortSignal },
    stream?: { readonly items: (items: readonly object[]) => Promise<void> },
  ): Promise<VimValue | undefined> => {
    if (method === 'DestroyPropertyFilter')
      this.#filters = this.#filters.filter(({ type }) => type !== target.value);
    if (method !== 'WaitForUpdatesEx') return undefined;
    const due = this.#filters.filter(({ reported }) => !reported);
    const needed = Math.max(0, ...due.map(({ type }) => this.#needsMs[type] ?? 0));
    const { maxWaitSeconds } = (parameters as { readonly options: { maxWaitSeconds: number } })
      .options;
    const waited = options.headersTimeoutMs - maxWaitSeconds * 1000;
    if (needed > 0) this.waits.push(waited);
    if (needed > waited) throw silence;
    if (due.length === 0) {
      // Nothing is new: the server holds the answer back.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 20);
        options.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      return undefined;
    }
    await stream?.items(
      due.map(({ type }) => ({
        $type: 'ObjectUpdate',
        kind: 'enter',
        obj: { $type: 'ManagedObjectReference', type, value: `${type}-1` },
        changeSet: [],
      })),
    );
    for (const filter of due) filter.reported = true;
    this.#version += 1;
    return { $type: 'UpdateSet', version: String(this.#version), truncated: false };
  };
}

const object = (type: string) => ({ $type: 'ManagedObjectReference', type, value: type }) as const;

function follow(server: SlowServer, types: readonly string[]) {
  const entered = new Set<string>();
  const reports: string[] = [];
  const abort = new AbortController();
  const parts = types.map((type) => ({ id: type, type, pathSet: ['name'] }));
  const spec = {
    viewManager: object('ViewManager'),
    propertyCollector: object('PropertyCollector'),
    container: object('Folder'),
    parts,
  };
  const consumer = {
    resync: () => undefined,
    updates: (batch: readonly { readonly obj: { readonly type: string } }[]) => {
      for (const { obj } of batch) entered.add(obj.type);
    },
    synced: () => undefined,
    heard: () => undefined,
    partState: (id: string, { state }: PartReport) => void reports.push(`${id} ${state}`),
  };
  const loop = new UpdateLoop(server as unknown as Session, spec, consumer, {
    retryMs: [0, 0, 0, 0, 0, 0],
    pauseMs: 0,
  });
  const running = loop.run(abort.signal);
  return {
    entered,
    reports,
    end: async () => {
      abort.abort();
      await running;
    },
  };
}

it.each([
  ['the last of several', ['HostSystem', 'Folder', 'VirtualMachine']],
  ['the first of several', ['VirtualMachine', 'HostSystem', 'Folder']],
  ['the only one', ['VirtualMachine']],
])(
  'a type that takes the server 90 s to begin with is there in the end: %s',
  { timeout: 60_000 },
  async (_which, types) => {
    const server = new SlowServer({ VirtualMachine: 90_000 });
    const { entered, reports, end } = follow(server, types);
    await expect
      .poll(() => reports.includes('VirtualMachine live'), { timeout: 40_000 })
      .toBe(true);
    expect([...entered].sort()).toEqual([...types].sort());
    await end();
    expect(server.waits.at(-1)).toBe(160_000);
    expect(server.waits[0]).toBe(40_000);
  },
);
