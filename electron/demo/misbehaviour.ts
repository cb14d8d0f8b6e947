import { Entity } from './estate/entity.ts';
import { makeCertificate } from './server/certificate.ts';
import type { ChangeWatcher } from './server/changes.ts';
import type { HttpServer } from './server/http-server.ts';
import type { World } from './server/world.ts';
import type { Denial } from './sessions/access.ts';
import type { FailureRule } from './tasks/failures.ts';
import type { VapiGate } from './vapi/gate.ts';

/** What a demo vCenter does wrong on request. */
export interface Misbehaviour {
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
  /** Updates of objects of a type end WaitForUpdatesEx with a fault; returns what ends it. */
  failUpdates(type: string): () => void;
  /** Finished tasks are gone at once. */
  forgetTasks(forget?: boolean): void;
}

/** The parts of a demo vCenter that can be disturbed. */
interface Parts {
  readonly server: HttpServer;
  readonly vapi: VapiGate;
  readonly now: () => Date;
}

export function misbehaviour(world: World, parts: Parts): Misbehaviour {
  return { ...connectionFaults(parts), ...lossesOf(world, parts), ...refusalsOf(world) };
}

function connectionFaults({ server, vapi, now }: Parts) {
  return {
    cutVapiAnswers: (count) => vapi.cutAnswers(count),
    dropConnections: (seconds = 0) => server.dropConnections(seconds),
    answerSlowly: (milliseconds) => {
      server.delay = milliseconds;
    },
    changeCertificate: () => {
      const certificate = makeCertificate(now());
      server.useCertificate(certificate);
      return certificate.fingerprint;
    },
  } satisfies Partial<Misbehaviour>;
}

/** Sessions and tasks that are gone. */
function lossesOf({ sessions, tasks }: World, { server, vapi }: Parts) {
  const expireSessions = (): void => {
    sessions.endAll();
    vapi.expireSessions();
  };
  return {
    expireSessions,
    restart: (seconds = 0) => {
      server.dropConnections(seconds);
      expireSessions();
      tasks.list.forget();
      tasks.list.remember();
    },
    forgetTasks: (forget = true) => (forget ? tasks.list.forget() : tasks.list.remember()),
  } satisfies Partial<Misbehaviour>;
}

function refusalsOf({ access, failures, changes, estate, unreportable }: World) {
  return {
    deny: (denial) => {
      access.denials.push(denial);
      return () => {
        const index = access.denials.indexOf(denial);
        if (index >= 0) {
          access.denials.splice(index, 1);
        }
      };
    },
    failOperations: (rule) => failures.add(rule),
    watchChanges: (watcher) => changes.watch(watcher),
    disableMethods: (id, methods) => {
      const entity = estate.objects.get(id);
      if (!(entity instanceof Entity)) {
        throw new Error(`The demo vCenter has no entity ${id}.`);
      }
      entity.disabledByOthers = methods;
      estate.changed(entity, 'disabledMethod');
    },
    failUpdates: (type) => {
      unreportable.add(type);
      return () => void unreportable.delete(type);
    },
  } satisfies Partial<Misbehaviour>;
}
