import { replicate, startTestCore, type FeedReplica } from '#core/testing/harness.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import type { LinkClient } from '#shared/link/client.ts';
import type { FeedFrame } from '#shared/link/message.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import type { Subject } from '../servers/subject.ts';
import { observe } from './observed.ts';

/** The whole core with one server, as a page sees it. */
export interface CoreUnderTest {
  readonly client: LinkClient<MorefContract>;
  readonly connection: ConnectionId;
  readonly rows: FeedReplica<Ref, Row>;
  readonly tasks: FeedReplica<TaskKey, Task>;
  readonly alerts: FeedReplica<Ref, Alert>;
  status(): ConnectionStatus;
  /** Calls back whenever the connection stands otherwise than before. */
  onStatus(reported: (status: ConnectionStatus) => void): void;
  objects(): ReadonlyMap<Ref, Properties>;
  log(): readonly string[];
  close(): Promise<void>;
}

function known(status: ConnectionStatus | undefined): ConnectionStatus {
  if (status !== undefined) return status;
  throw new Error('The server is not known to the core any more.');
}

function followStatus(
  client: LinkClient<MorefContract>,
  id: ConnectionId,
  reported: (status: ConnectionStatus) => void,
): void {
  const listener = {
    frame: ({ upsert }: FeedFrame<ConnectionId, ConnectionStatus>) => {
      for (const [key, status] of upsert) if (key === id) reported(status);
    },
    failed: () => undefined,
  };
  client.open('connections', {}, listener);
}

/** Knows the server; nothing is connected yet. */
export async function startCoreUnderTest(
  subject: Subject,
  address: string,
): Promise<CoreUnderTest> {
  const { family, protocol, user, password } = subject.access;
  const observed = observe(subject.provider);
  const core = await startTestCore({ providers: { [family]: observed.provider } });
  const { client } = core;
  const { id } = await client.call('profiles.save', {
    family,
    name: 'Soak',
    address,
    user,
    password,
    rememberPassword: false,
    autoConnect: false,
    ...onlyDefined({ protocol }),
  });
  const statuses = replicate(client, 'connections', {});
  const rows = replicate(client, 'inventory', { connection: id });
  const tasks = replicate(client, 'tasks', {});
  const alerts = replicate(client, 'alerts', { connection: id });
  await statuses.until(({ items }) => items.has(id));
  const status = (): ConnectionStatus => known(statuses.items.get(id));
  return {
    client,
    connection: id,
    rows,
    tasks,
    alerts,
    status,
    onStatus: (reported) => followStatus(client, id, reported),
    objects: () => observed.objects(),
    log: () => core.log.recent(),
    close: () => core.stop(),
  };
}
