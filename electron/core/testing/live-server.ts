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

const rowsOf = (test: TestCore, id: ConnectionId) =>
  replicate(test.client, 'inventory', { connection: id });

/** A server of the core that is open and live. Without `live` it may be anything. */
export async function openServer(
  test: TestCore,
  server: { readonly url: string; readonly user: string; readonly password: string },
  more: {
    readonly family: Family;
    readonly protocol?: Profile['protocol'];
    readonly live?: boolean;
  },
): Promise<LiveServer> {
  const { client } = test;
  const { family, protocol, live = true } = more;
  const { id } = await client.call('profiles.save', {
    family,
    name: server.url,
    address: server.url,
    user: server.user,
    password: server.password,
    autoConnect: false,
    ...onlyDefined({ protocol }),
  });
  const states: string[] = [];
  const connections: FeedReplica<ConnectionId, ConnectionStatus> = replicate(
    client,
    'connections',
    {},
  );
  client.open(
    'connections',
    {},
    {
      frame: ({ upsert }) => {
        for (const [key, { state }] of upsert)
          if (key === id && states.at(-1) !== state) states.push(state);
      },
      failed: () => undefined,
    },
  );
  const opened: LiveServer = {
    id,
    states,
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
