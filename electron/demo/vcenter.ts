import { BackgroundActivity } from './activity/background.ts';
import { StatisticsClock } from './activity/statistics.ts';
import { ChangeStorm } from './activity/storm.ts';
import { AlarmMonitor } from './estate/alarms.ts';
import { Entity } from './estate/entity.ts';
import type { Estate } from './estate/estate.ts';
import { generateEstate } from './generate/generate.ts';
import { generateLab, type LabPlan } from './generate/lab.ts';
import { makeCertificate } from './server/certificate.ts';
import { HttpServer } from './server/http-server.ts';
import { addManagers, defaultPolicy } from './server/world.ts';
import type { Policy, World } from './server/world.ts';
import { Access } from './sessions/access.ts';
import type { Denial } from './sessions/access.ts';
import { SessionStore } from './sessions/session-store.ts';
import type { User } from './sessions/demo-session.ts';
import { TaskEngine } from './tasks/engine.ts';
import { VapiGate } from './vapi/gate.ts';
import type { SeenCall, VapiOptions } from './vapi/options.ts';
import { Changes, type ChangeWatcher } from './server/changes.ts';
import { Failures } from './tasks/failures.ts';
import type { FailureRule } from './tasks/failures.ts';

/** How a demo vCenter is to be. */
export interface DemoOptions {
  /** Number of VMs; hosts, clusters and datastores follow. Default 200. */
  readonly vms?: number;
  /** A plain estate of this shape instead of the usual one. */
  readonly lab?: LabPlan;
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

/** The users that a demo vCenter has unless told otherwise. */
const demoUsers: readonly [User, User] = [
  {
    name: 'administrator@vsphere.local',
    password: 'demo',
    fullName: 'Administrator vsphere.local',
    readOnly: false,
  },
  { name: 'readonly@vsphere.local', password: 'demo', fullName: 'Auditor', readOnly: true },
];

/** What a demo vCenter does wrong on request. */
interface Misbehaviour {
  /** Ends all sessions, as after the idle timeout. */
  expireSessions(): void;
  /** Cuts all connections, and refuses new ones for so many seconds. */
  dropConnections(seconds?: number): void;
  /** The service starts anew: sessions, collectors and views are gone, finished tasks too. */
  restart(seconds?: number): void;
  /** Every answer waits so long; 0 ends it. */
  answerSlowly(milliseconds: number): void;
  /** Another certificate from now on; returns its SHA-256 fingerprint. */
  changeCertificate(): string;
  /** Takes a privilege or a property away; returns what gives it back. */
  deny(denial: Denial): () => void;
  /** The next so many answers of `/api` break off in the middle. */
  cutVapiAnswers(count: number): void;
  /** Makes operations fail, by object, by method or by chance; returns what ends it. */
  failOperations(rule: FailureRule): () => void;
  /** Be there when something is changed: from there, connections can be cut. Returns what ends it. */
  watchChanges(watcher: ChangeWatcher): () => void;
  /** Another program disables methods of an object, in place of those that it disabled before. */
  disableMethods(id: string, methods: readonly string[]): void;
  /** News of objects of a type end WaitForUpdatesEx with a fault; returns what ends it. */
  failUpdates(type: string): () => void;
  /** Finished tasks are gone at once. */
  forgetTasks(forget?: boolean): void;
}

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
  const seed = options.seed ?? 1;
  const estate =
    options.lab === undefined
      ? generateEstate({ vms: options.vms ?? 200, seed, now })
      : generateLab(options.lab, seed, now);
  addManagers(estate);
  const users = options.users ?? demoUsers;
  const policy = { ...defaultPolicy, ...options.policy };
  const timers = new Set<NodeJS.Timeout>();
  const world: World = {
    estate,
    policy,
    access: new Access(),
    failures: new Failures(estate.seed),
    changes: new Changes(),
    untellable: new Set(),
    tasks: new TaskEngine(estate, options.taskSeconds ?? [1, 6]),
    sessions: new SessionStore(estate, { users, idleSeconds: policy.sessionIdleSeconds }),
    later: (seconds, act) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, seconds * 1000);
      timers.add(timer);
    },
  };
  const tls = options.tls !== undefined && options.tls !== false;
  const certificate = tls ? makeCertificate(now()) : undefined;
  const vapi = new VapiGate(() => world, users, vapiOptions(options));
  const server = new HttpServer(() => world, vapi, certificate);
  const host = options.host ?? '127.0.0.1';
  const { port } = await server.listen(host, options.port ?? 0);
  const activities = startActivities(world, options);
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/sdk`,
    users,
    user: users[0]?.name ?? '',
    password: users[0]?.password ?? '',
    certificateFingerprint: certificate?.fingerprint,
    vapiCalls: vapi.calls,
    get sessions() {
      return world.sessions.list().length + vapi.sessions;
    },
    estate,
    misbehave: misbehaviour(world, { server, vapi, now }),
    close: async () => {
      for (const activity of activities) {
        activity.close();
      }
      vapi.close();
      world.tasks.close();
      world.sessions.close();
      for (const timer of timers) {
        clearTimeout(timer);
      }
      await server.close();
    },
  };
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

function vapiOptions({ vapi = {} }: DemoOptions): VapiOptions | undefined {
  return vapi === false ? undefined : vapi;
}

function misbehaviour(
  world: World,
  { server, vapi, now }: { server: HttpServer; vapi: VapiGate; now: () => Date },
): Misbehaviour {
  const { sessions, tasks, access } = world;
  const expireSessions = (): void => {
    sessions.endAll();
    vapi.expireSessions();
  };
  return {
    expireSessions,
    cutVapiAnswers: (count) => vapi.cutAnswers(count),
    dropConnections: (seconds = 0) => server.dropConnections(seconds),
    restart: (seconds = 0) => {
      server.dropConnections(seconds);
      expireSessions();
      tasks.list.forget();
      tasks.list.remember();
    },
    answerSlowly: (milliseconds) => {
      server.delay = milliseconds;
    },
    changeCertificate: () => {
      const certificate = makeCertificate(now());
      server.useCertificate(certificate);
      return certificate.fingerprint;
    },
    deny: (denial) => {
      access.denials.push(denial);
      return () => {
        const index = access.denials.indexOf(denial);
        if (index >= 0) {
          access.denials.splice(index, 1);
        }
      };
    },
    failOperations: (rule) => world.failures.add(rule),
    watchChanges: (watcher) => world.changes.watch(watcher),
    disableMethods: (id, methods) => {
      const entity = world.estate.objects.get(id);
      if (!(entity instanceof Entity)) {
        throw new Error(`The demo vCenter has no entity ${id}.`);
      }
      entity.disabledByOthers = methods;
      world.estate.changed(entity, 'disabledMethod');
    },
    failUpdates: (type) => {
      world.untellable.add(type);
      return () => void world.untellable.delete(type);
    },
    forgetTasks: (forget = true) => (forget ? tasks.list.forget() : tasks.list.remember()),
  };
}
