import { BackgroundActivity } from './activity/background.ts';
import { StatisticsClock } from './activity/statistics.ts';
import { ChangeStorm } from './activity/storm.ts';
import { AlarmMonitor } from './estate/alarms.ts';
import type { Estate } from './estate/estate.ts';
import { makePast } from './events/past.ts';
import { EventRecorder } from './events/recorder.ts';
import { generateEstate } from './generate/generate.ts';
import { generateLab, type LabPlan } from './generate/lab.ts';
import { generateSingleHost, type HostPlan } from './generate/single-host.ts';
import { misbehaviour, type Misbehaviour } from './misbehaviour.ts';
import { makeCertificate, type Certificate } from './server/certificate.ts';
import { HttpServer } from './server/http-server.ts';
import { ServerLog } from './server/server-log.ts';
import { Timers } from './server/timers.ts';
import { addManagers, defaultPolicy } from './server/world.ts';
import type { Policy, World } from './server/world.ts';
import { Access } from './sessions/access.ts';
import { firstPermissions, grantsOf } from './sessions/grants.ts';
import { SessionStore } from './sessions/session-store.ts';
import type { User } from './sessions/demo-session.ts';
import { TaskEngine } from './tasks/engine.ts';
import { VapiGate } from './vapi/gate.ts';
import type { SeenCall, VapiOptions } from './vapi/options.ts';
import { Changes } from './server/changes.ts';
import { Failures } from './tasks/failures.ts';

/** How a demo vCenter is to be. */
export interface DemoOptions {
  /** Number of VMs; hosts, clusters and datastores follow. Default 200. */
  readonly vms?: number;
  /** A plain estate of this shape instead of the usual one. */
  readonly lab?: LabPlan;
  /** A single ESXi host instead of a vCenter, which has no Automation protocol. */
  readonly singleHost?: HostPlan;
  /** The same seed gives the same estate. Default 1. */
  readonly seed?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** HTTPS with a certificate made at the start. Default false. */
  readonly tls?: boolean | 'self-signed';
  /** Period of the quick statistics; 0 holds them still. Default 5. */
  readonly quickStatsSeconds?: number;
  /** Mean time between things that others do on the server; 0, the default, leaves it quiet. */
  readonly activitySeconds?: number;
  /** Changes of properties per second, for load tests. Default 0. */
  readonly changesPerSecond?: number;
  /** How long tasks take, least and most. Default [1, 6]. */
  readonly taskSeconds?: readonly [number, number];
  /** Default: an administrator and a read-only user, see `demoUsers`. */
  readonly users?: readonly User[];
  readonly policy?: Partial<Policy>;
  /** The vSphere Automation protocol on `/api`; false for a server without it. */
  readonly vapi?: false | VapiOptions;
  /** Default: the system's. */
  readonly clock?: () => Date;
}

/** The accounts of a single host. */
const hostUsers: readonly [User, User] = [
  { name: 'root', password: 'demo', fullName: 'Administrator', readOnly: false },
  { name: 'auditor', password: 'demo', fullName: 'Auditor', readOnly: true },
];

/** The users that a demo vCenter has unless stated otherwise. */
const demoUsers: readonly [User, User] = [
  {
    name: 'administrator@vsphere.local',
    password: 'demo',
    fullName: 'Administrator vsphere.local',
    readOnly: false,
  },
  { name: 'readonly@vsphere.local', password: 'demo', fullName: 'Auditor', readOnly: true },
];

/** A running demo vCenter. */
export interface DemoVcenter {
  /** `http://127.0.0.1:PORT/sdk` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Everybody who may log in; the first is `user`. */
  readonly users: readonly User[];
  /** SHA-256 with colons; undefined without TLS. */
  readonly certificateFingerprint: string | undefined;
  /** The last calls of the vSphere Automation protocol, as they were asked for, oldest first. */
  readonly vapiCalls: readonly SeenCall[];
  /** Sessions of both protocols that stand now. */
  readonly sessions: number;
  /** The truth, for tests: look, do not touch. */
  readonly estate: Estate;
  readonly misbehave: Misbehaviour;
  close(): Promise<void>;
}

/** Starts a simulated vCenter. Rejects when the port is taken. */
export async function startDemoVcenter(options: DemoOptions = {}): Promise<DemoVcenter> {
  const now = options.clock ?? (() => new Date());
  const users = usersOf(options);
  const timers = new Timers();
  const certificate = certificateFor(options, now);
  const useCertificate = (next: Certificate): void => {
    if (certificate !== undefined) server.replaceCertificate(next);
  };
  const world = createWorld(options, { users, now, timers, useCertificate });
  if (options.singleHost !== undefined) shareCertificate(world, certificate);
  const vapi = new VapiGate(() => world, users, vapiOptions(options));
  const server = new HttpServer(() => world, vapi, certificate);
  const host = options.host ?? '127.0.0.1';
  const { port } = await server.listen(host, options.port ?? 0);
  const activities = startActivities(world, options);
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://${bracketed(host)}:${port}/sdk`,
    users,
    user: users[0]?.name ?? '',
    password: users[0]?.password ?? '',
    certificateFingerprint: certificate?.fingerprint,
    vapiCalls: vapi.calls,
    get sessions() {
      return world.sessions.list().length + vapi.sessions;
    },
    estate: world.estate,
    misbehave: misbehaviour(world, { server, vapi, now }),
    close: async () => {
      for (const part of [...activities, vapi, world.tasks, world.sessions, timers]) {
        part.close();
      }
      await server.close();
    },
  };
}

function certificateFor(
  { tls = false, singleHost }: DemoOptions,
  now: () => Date,
): Certificate | undefined {
  return tls === false ? undefined : makeCertificate(now(), singleHost?.name);
}

/** What a single host shows is its own. */
function shareCertificate({ estate }: World, certificate: Certificate | undefined): void {
  for (const host of estate.hosts) host.certificate = certificate;
}

/** As an address of version 6 stands in a URL. */
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

interface WorldParts {
  readonly users: readonly User[];
  readonly now: () => Date;
  readonly timers: Timers;
  readonly useCertificate: World['useCertificate'];
}

function createWorld(
  options: DemoOptions,
  { users, now, timers, useCertificate }: WorldParts,
): World {
  const seed = options.seed ?? 1;
  const estate = estateOf(options, seed, now);
  estate.permissions = firstPermissions(estate, users);
  addManagers(estate);
  const tasks = new TaskEngine(estate, options.taskSeconds ?? [1, 6]);
  recordHistory(estate, tasks);
  const policy = { ...defaultPolicy, ...options.policy };
  return {
    estate,
    policy,
    access: new Access(grantsOf(estate)),
    failures: new Failures(estate.seed),
    changes: new Changes(),
    unreportable: new Set(),
    tasks,
    sessions: new SessionStore(estate, { users, idleSeconds: policy.sessionIdleSeconds }),
    later: (seconds, act) => timers.start(seconds, act),
    useCertificate,
    log: new ServerLog(estate.product.apiType === 'HostAgent' ? 'hostd' : 'vpxd', now),
  };
}

function estateOf(options: DemoOptions, seed: number, now: () => Date): Estate {
  if (options.singleHost !== undefined) return generateSingleHost(options.singleHost, seed, now);
  if (options.lab !== undefined) return generateLab(options.lab, seed, now);
  return generateEstate({ vms: options.vms ?? 200, seed, now });
}

const usersOf = ({ users, singleHost }: DemoOptions): readonly User[] =>
  users ?? (singleHost === undefined ? demoUsers : hostUsers);

/** Events of what happens from now on; and a past, whose events are written when somebody asks for them. */
function recordHistory(estate: Estate, tasks: TaskEngine): void {
  const past = makePast(estate);
  estate.events.startWith(() => past.events);
  tasks.list.startWith(past.tasks);
  estate.listen(new EventRecorder(estate));
}

/** What moves by itself. */
function startActivities({ estate, tasks }: World, options: DemoOptions): { close(): void }[] {
  const period = options.quickStatsSeconds ?? 5;
  const activity = options.activitySeconds ?? 0;
  const changes = options.changesPerSecond ?? 0;
  return [
    new AlarmMonitor(estate),
    ...(period > 0 ? [new StatisticsClock(estate, period)] : []),
    ...(activity > 0 ? [new BackgroundActivity(estate, tasks, activity)] : []),
    ...(changes > 0 ? [new ChangeStorm(estate, changes)] : []),
  ];
}

function vapiOptions({ vapi = {}, singleHost }: DemoOptions): VapiOptions | undefined {
  return vapi === false || singleHost !== undefined ? undefined : vapi;
}
