import { inEnglish } from '#shared/i18n/english.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import type { LinkClient } from '#shared/link/client.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { MorefException, toMorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { ExportFailure } from './export-failure.ts';

export interface AwaitedServers {
  readonly client: Pick<LinkClient<MorefContract>, 'call' | 'open'>;
  /** Names or addresses; none for all. */
  readonly wanted: readonly string[];
  /** For servers whose password is not kept. */
  readonly password: string | undefined;
  readonly timeoutMs: number;
}

export interface ServersThere {
  readonly ready: readonly ConnectionStatus[];
  /** In words: which server, and why it is not there. */
  readonly missing: readonly string[];
}

/** Connects to servers and waits until each has reported all, or cannot. @throws ExportFailure where a name names none, or there is none at all */
export async function awaitServers(options: AwaitedServers): Promise<ServersThere> {
  const watch = watchStatuses(options.client);
  try {
    const all = await watch.first;
    const chosen = chosenServers([...all.values()], options.wanted);
    const failed = new Map<ConnectionId, string>();
    await Promise.all(
      chosen.map(async ({ id, state, hasPassword }) => {
        if (state !== 'offline') return;
        const given =
          hasPassword || options.password === undefined ? {} : { password: options.password };
        await options.client
          .call('connections.open', { id, ...given })
          .catch((thrown: unknown) => void failed.set(id, reasonOf(thrown)));
      }),
    );
    const ids = chosen.map(({ id }) => id).filter((id) => !failed.has(id));
    await watch.until((known) => ids.every((id) => isSettled(known.get(id))), options.timeoutMs);
    const now = chosen.flatMap(({ id }) => watch.known.get(id) ?? []);
    return {
      ready: now.filter(isThere),
      missing: now
        .filter((status) => !isThere(status))
        .map((status) => `${nameOf(status)}: ${failed.get(status.id) ?? whyNot(status)}`),
    };
  } finally {
    watch.stop();
  }
}

function chosenServers(
  all: readonly ConnectionStatus[],
  wanted: readonly string[],
): readonly ConnectionStatus[] {
  if (all.length === 0) throw new ExportFailure('There are no servers: no profile is kept.');
  if (wanted.length === 0) return all;
  return wanted.map((name) => {
    const lower = name.toLowerCase();
    const found = all.find(({ profile }) =>
      [profile.name, profile.address].some((one) => one.toLowerCase() === lower),
    );
    if (found !== undefined) return found;
    const known = all.map((status) => `“${nameOf(status)}”`).join(', ');
    throw new ExportFailure(`No server is called “${name}”. There are: ${known}.`);
  });
}

/** Complete, as far as it is known to become so, or stopped for good. */
function isSettled(status: ConnectionStatus | undefined): boolean {
  if (status === undefined) return true;
  if (status.state === 'offline') return true;
  return isThere(status) && !(status.parts ?? []).some(({ state }) => state === 'loading');
}

function isThere({ state }: ConnectionStatus): boolean {
  return state === 'live' || state === 'stale';
}

function whyNot({ error, state }: ConnectionStatus): string {
  return error === undefined ? `not complete in time (${state})` : inEnglish(error.message);
}

/** What the user calls a server. */
export function nameOf({ profile }: ConnectionStatus): string {
  return profile.name === '' ? profile.address : profile.name;
}

function reasonOf(thrown: unknown): string {
  const error = thrown instanceof MorefException ? thrown.data : toMorefError(thrown);
  return inEnglish(error.message);
}

interface WatchedStatuses {
  readonly known: ReadonlyMap<ConnectionId, ConnectionStatus>;
  /** Resolves with all of them. */
  readonly first: Promise<ReadonlyMap<ConnectionId, ConnectionStatus>>;
  /** Resolves once they are so, or the time is over. */
  until(
    holds: (known: ReadonlyMap<ConnectionId, ConnectionStatus>) => boolean,
    ms: number,
  ): Promise<void>;
  stop(): void;
}

function watchStatuses(client: Pick<LinkClient<MorefContract>, 'open'>): WatchedStatuses {
  const known = new Map<ConnectionId, ConnectionStatus>();
  const reported = new Set<() => void>();
  const first = Promise.withResolvers<ReadonlyMap<ConnectionId, ConnectionStatus>>();
  const stop = client.open(
    'connections',
    {},
    {
      frame: ({ upsert, remove, ready }) => {
        for (const id of remove) known.delete(id);
        for (const [id, status] of upsert) known.set(id, status);
        if (ready) first.resolve(known);
        for (const listener of reported) listener();
      },
      failed: (error) => first.reject(new MorefException(error)),
    },
  );
  return {
    known,
    first: first.promise,
    until: async (holds, ms) => {
      if (holds(known)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const tell = (): void => {
        if (holds(known)) resolve();
      };
      const timer = setTimeout(resolve, ms);
      reported.add(tell);
      await promise;
      clearTimeout(timer);
      reported.delete(tell);
    },
    stop,
  };
}
