import type { FeedFrame } from '#shared/link/message.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Family, Profile } from '#shared/model/profile.ts';
import { replicate, type FeedReplica, type TestCore } from './harness.ts';

export interface LiveServer {
  readonly id: ConnectionId;
  /** How it stands now. */
  status(): ConnectionStatus | undefined;
  /** Every standing so far that differs from the one before in its state. */
  readonly states: readonly string[];
  readonly rows: ReturnType<typeof rowsOf>;
  until(wanted: (status: ConnectionStatus) => boolean, ms?: number): Promise<ConnectionStatus>;
}

interface ServerAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

interface OpenOptions {
  readonly family: Family;
  readonly protocol?: Profile['protocol'];
  readonly live?: boolean;
}

const rowsOf = (test: TestCore, id: ConnectionId) =>
  replicate(test.client, 'inventory', { connection: id });

/** See LiveServer; goes on. */
function statesOf({ client }: TestCore, id: ConnectionId): readonly string[] {
  const states: string[] = [];
  const listener = {
    frame: ({ upsert }: FeedFrame<ConnectionId, ConnectionStatus>) => {
      for (const [key, { state }] of upsert)
        if (key === id && states.at(-1) !== state) states.push(state);
    },
    failed: () => undefined,
  };
  client.open('connections', {}, listener);
  return states;
}

async function saveServer(
  { client }: TestCore,
  { url, user, password }: ServerAccess,
  { family, protocol }: Pick<OpenOptions, 'family' | 'protocol'>,
): Promise<ConnectionId> {
  const { id } = await client.call('profiles.save', {
    family,
    name: url,
    address: url,
    user,
    password,
    autoConnect: false,
    ...onlyDefined({ protocol }),
  });
  return id;
}

/** A server of the core that is open and live. Without `live` it may be anything. */
export async function openServer(
  test: TestCore,
  server: ServerAccess,
  more: OpenOptions,
): Promise<LiveServer> {
  const { client } = test;
  const { live = true } = more;
  const id = await saveServer(test, server, more);
  const connections: FeedReplica<ConnectionId, ConnectionStatus> = replicate(
    client,
    'connections',
    {},
  );
  const opened: LiveServer = {
    id,
    states: statesOf(test, id),
    status: () => connections.items.get(id),
    rows: rowsOf(test, id),
    until: async (wanted, ms = 30_000) => {
      await connections.until(({ items }) => {
        const status = items.get(id);
        return status !== undefined && wanted(status);
      }, ms);
      return connections.items.get(id) as ConnectionStatus;
    },
  };
  await client.call('connections.open', { id });
  if (live) await opened.until(({ state }) => state === 'live');
  return opened;
}
