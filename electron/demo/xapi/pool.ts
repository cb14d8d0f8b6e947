import { readFile } from 'node:fs/promises';
import { Changes } from '../server/changes.ts';
import { Consoles } from './consoles/consoles.ts';
import { BackgroundActivity } from './activity/background.ts';
import { MovingMetrics } from './activity/metrics.ts';
import { ChangeStorm } from './activity/storm.ts';
import type { Database } from './db/database.ts';
import type { Row } from './db/row.ts';
import { loadDump } from './dump/load-dump.ts';
import { generatePool } from './generate/generate.ts';
import { operations } from './operations/table.ts';
import { Endpoints, thumbprints } from './server/endpoints.ts';
import { Events } from './server/events.ts';
import { Failures } from './server/failures.ts';
import { misbehaviour } from './server/misbehaviour.ts';
import type { Misbehaviour } from './server/misbehaviour.ts';
import { defaultSessionPolicy, Sessions } from './server/sessions.ts';
import type { SessionPolicy, User } from './server/sessions.ts';
import { Tasks } from './server/pool-tasks.ts';
import { Waits } from './server/waits.ts';
import { poolOf } from './db/pool-of.ts';
import type { Faults, World } from './server/world.ts';

/** How a demo pool is to be. */
export interface DemoPoolOptions {
  /** Number of VMs of a generated pool. Default 50. */
  readonly vms?: number;
  /** Number of its hosts. Default: one for 80 VMs, at least two. */
  readonly hosts?: number;
  /** The same seed gives the same pool. Default 1. */
  readonly seed?: number;
  /** Path of a pool's database dump to start from instead. */
  readonly dump?: string;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** HTTPS with certificates made at the start, one a host. Default false. */
  readonly tls?: boolean;
  /** A path to listen on as well, as the host's own socket: no password is asked for there. */
  readonly unixSocket?: string;
  /** How many hosts beside the coordinator listen, each on an address of its own; they answer HOST_IS_SLAVE. Default 0. */
  readonly members?: number;
  /** How long tasks take, least and most. Default [1, 4]. */
  readonly taskSeconds?: readonly [number, number];
  /** Period of the moving metrics; 0 holds them still. Default 0. */
  readonly metricsSeconds?: number;
  /** Mean time between things that others do in the pool; 0, the default, leaves it quiet. */
  readonly activitySeconds?: number;
  /** Changes of objects per second, for load tests. Default 0. */
  readonly changesPerSecond?: number;
  /** The answer to a wrong password. Default 0.2; a real server takes 5. */
  readonly wrongPasswordSeconds?: number;
  /** Default: `demoPoolUsers`. The first is `user`, who is let in on the socket too. */
  readonly users?: readonly [User, ...User[]];
  readonly sessions?: Partial<SessionPolicy>;
  /** Default: the system's. */
  readonly clock?: () => Date;
}

/** Who may log in to a demo pool unless stated otherwise. */
export const demoPoolUsers: readonly [User, User, User] = [
  { name: 'root', password: 'demo', role: 'pool-admin' },
  { name: 'operator', password: 'demo', role: 'vm-operator' },
  { name: 'reader', password: 'demo', role: 'read-only' },
];

/** A host of the pool that listens. */
export interface DemoPoolHost {
  readonly address: string;
  readonly url: string;
  /** SHA-256 with colons; undefined without TLS. */
  readonly certificateFingerprint: string | undefined;
}

/** The pool's objects, for tests: look, do not touch. */
export interface DemoPoolTruth {
  all(owner: string): IterableIterator<Row>;
  find(owner: string, ref: string): Row | undefined;
  count(owner: string): number;
}

/** A running demo pool. */
export interface DemoPool {
  /** Of the coordinator: `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly users: readonly User[];
  /** SHA-256 of the coordinator's certificate, with colons; undefined without TLS. */
  readonly certificateFingerprint: string | undefined;
  readonly unixSocket: string | undefined;
  /** All hosts that listen, the first coordinator first. */
  readonly hosts: readonly DemoPoolHost[];
  readonly database: DemoPoolTruth;
  /** Sessions that stand now. */
  readonly sessions: number;
  /** What the guest of a machine shows, line by line; undefined while nobody has looked at it. */
  screenOf(machine: string): readonly string[] | undefined;
  readonly misbehave: Misbehaviour;
  close(): Promise<void>;
}

function noFaults(): Faults {
  return {
    jsonRpcOff: false,
    booting: false,
    oneConsole: false,
    delay: 0,
    rawNames: false,
    loginParameters: 4,
    denied: new Set(),
    revived: new Set(),
  };
}

function makeWorld(db: Database, options: DemoPoolOptions, waits: Waits): World {
  const now = options.clock ?? (() => new Date());
  const wait: World['wait'] = (milliseconds, signals) => waits.wait(milliseconds, signals);
  const policy = {
    ...defaultSessionPolicy,
    wrongPasswordSeconds: options.wrongPasswordSeconds ?? 0.2,
    ...options.sessions,
  };
  return {
    db,
    sessions: new Sessions(db, options.users ?? demoPoolUsers, policy, now),
    tasks: new Tasks(db, now),
    events: new Events(db, wait),
    faults: noFaults(),
    failures: new Failures(),
    changes: new Changes(),
    now,
    taskSeconds: options.taskSeconds ?? [1, 4],
    wait,
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(`The database dump ${path} cannot be read.`, { cause: error });
  }
}

/** From the dump, or generated. Throws where the dump cannot be read. */
async function makeDatabase(
  options: DemoPoolOptions,
  addresses: readonly string[],
): Promise<Database> {
  if (options.dump !== undefined) {
    const db = loadDump(await readText(options.dump));
    giveAddresses(db, addresses);
    return db;
  }
  const vms = options.vms ?? 50;
  const hosts = options.hosts ?? Math.max(2, Math.ceil(vms / 80));
  return generatePool({
    vms,
    hosts: Math.max(hosts, addresses.length),
    seed: options.seed ?? 1,
    now: (options.clock ?? (() => new Date()))(),
    addresses: addresses.length > 1 ? addresses : [],
  });
}

/** The dump's hosts move to where this pool listens, its coordinator first, so that a client finds them. */
function giveAddresses(db: Database, addresses: readonly string[]): void {
  const { master } = poolOf(db).values;
  const hosts = [...db.all('host')].sort(
    (a, b) => Number(b.ref === master) - Number(a.ref === master),
  );
  for (const [index, host] of (addresses.length > 1 ? hosts : []).entries()) {
    const address = addresses[index];
    if (address !== undefined) {
      db.set(host, { address });
    }
  }
}

/** Listens first, as the pool's hosts have the addresses that this finds. */
async function open(
  options: DemoPoolOptions,
  endpoints: Endpoints,
  waits: Waits,
): Promise<{ readonly world: World; readonly consoles: Consoles }> {
  await endpoints.listen({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    tls: options.tls === true,
    members: options.members ?? 0,
    unixSocket: options.unixSocket,
  });
  const addresses = endpoints.all.map(({ address }) => address);
  const db = await makeDatabase(options, addresses);
  giveCertificates(db, endpoints);
  const world = makeWorld(db, options, waits);
  const consoles = new Consoles(world);
  endpoints.serve(world, consoles);
  return { world, consoles };
}

/** Whoever reads the hosts' certificates finds those that they show. */
function giveCertificates(db: Database, { all }: Endpoints): void {
  const { master } = poolOf(db).values;
  for (const [index, { address, certificate }] of all.entries()) {
    const prints = thumbprints(certificate);
    for (const row of prints === undefined ? [] : db.all('Certificate')) {
      const host = db.find('host', row.values['host']);
      const isOurs = index === 0 ? host?.ref === master : host?.values['address'] === address;
      if (isOurs && prints !== undefined) {
        db.set(row, {
          fingerprint: prints.sha256,
          fingerprint_sha256: prints.sha256,
          fingerprint_sha1: prints.sha1,
        });
      }
    }
  }
}

/** What moves by itself. */
function startActivities(world: World, options: DemoPoolOptions): { close(): void }[] {
  const metrics = options.metricsSeconds ?? 0;
  const activity = options.activitySeconds ?? 0;
  const changes = options.changesPerSecond ?? 0;
  return [
    ...(metrics > 0 ? [new MovingMetrics(world, metrics)] : []),
    ...(activity > 0 ? [new BackgroundActivity(world, operations, activity)] : []),
    ...(changes > 0 ? [new ChangeStorm(world, changes)] : []),
  ];
}

/** Starts a simulated pool. Rejects when a port is taken, or the dump cannot be read. */
export async function startDemoPool(options: DemoPoolOptions = {}): Promise<DemoPool> {
  const endpoints = new Endpoints(operations);
  const waits = new Waits();
  const { world, consoles } = await open(options, endpoints, waits).catch(
    async (error: unknown) => {
      await endpoints.close();
      throw error;
    },
  );
  const activities = startActivities(world, options);
  const users = options.users ?? demoPoolUsers;
  const hosts = endpoints.all.map(({ address, url, certificate }) => ({
    address,
    url,
    certificateFingerprint: certificate?.fingerprint,
  }));
  return {
    url: endpoints.coordinator.url,
    user: users[0].name,
    password: users[0].password,
    users,
    certificateFingerprint: endpoints.coordinator.certificate?.fingerprint,
    unixSocket: options.unixSocket,
    hosts,
    database: world.db,
    get sessions() {
      return world.sessions.size;
    },
    screenOf: (machine) => consoles.screenOf(machine),
    misbehave: misbehaviour(world, endpoints),
    close: async () => {
      for (const activity of activities) {
        activity.close();
      }
      waits.close();
      consoles.close();
      await endpoints.close();
    },
  };
}
