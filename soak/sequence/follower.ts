import type { ConnectionEvents } from '#core/connections/connection-types.ts';
import { Connection } from '#core/connections/connection.ts';
import { systemClock } from '#core/clock.ts';
import { Inventory } from '#core/inventory/inventory.ts';
import type { Provider, Session } from '#core/providers/provider.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { ProviderAlert } from '#shared/model/alert.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { Row } from '#shared/model/row.ts';
import type { Access } from '../servers/subject.ts';
import { alertsAmong } from './compare-standing.ts';
import { observe } from './observed.ts';
import { until } from './until.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Somebody who follows a server without anything between: the other administrator, and whoever knows how it is. */
export interface Follower {
  readonly session: Session;
  rows(): readonly Row[];
  objects(): ReadonlyMap<Ref, Properties>;
  tasks(): readonly ProviderTask[];
  parts(): readonly SessionPart[];
  alerts(): ReadonlyMap<Ref, ProviderAlert>;
  close(): Promise<void>;
}

function newInventory(provider: Provider): Inventory {
  return new Inventory({
    provider,
    log: silent,
    refetch: () => undefined,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    elapsed: () => performance.now(),
  });
}

/** Of what a connection says, the tasks are kept. */
function eventsInto(tasks: Map<Ref, ProviderTask>): ConnectionEvents {
  const nothing = (): void => undefined;
  return {
    changed: nothing,
    tasks: (list) => {
      for (const task of list) tasks.set(task.ref, task);
    },
    tasksGone: (refs) => {
      for (const ref of refs) tasks.delete(ref);
    },
    // After a restart of the server those of before are known to nobody.
    tasksBegin: () => tasks.clear(),
    tasksComplete: nothing,
    learned: nothing,
    closed: nothing,
  };
}

/** Resolves when everything is loaded. */
export async function follow(
  provider: Provider,
  address: string,
  access: Access,
): Promise<Follower> {
  const observed = observe(provider);
  const tasks = new Map<Ref, ProviderTask>();
  const inventory = newInventory(provider);
  const connection = new Connection({
    provider: observed.provider,
    inventory,
    clock: systemClock,
    log: silent,
    credentials: () => Promise.resolve({ password: access.password, pinnedFingerprint: null }),
    events: eventsInto(tasks),
  });
  const { user, family, protocol } = access;
  await connection.open({
    id: connectionId('witness'),
    family,
    name: 'witness',
    address,
    user,
    autoConnect: false,
    ...onlyDefined({ protocol }),
  });
  await until(() => connection.standing.state === 'live', 'the witness to be live', 30_000);
  return {
    get session() {
      return connection.session;
    },
    rows: () => [...inventory.rows()],
    objects: () => observed.objects(),
    tasks: () => [...tasks.values()],
    parts: () => connection.standing.parts ?? [],
    alerts: () => alertsAmong(provider, observed.objects()),
    close: () => connection.close(),
  };
}
