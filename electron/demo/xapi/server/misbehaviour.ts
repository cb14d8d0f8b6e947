import type { ChangeWatcher } from '../../server/changes.ts';
import { refreshAll } from '../operations/allowed.ts';
import { reviveQuiesce } from '../operations/vm-rules.ts';
import type { Fields } from '../api/value.ts';
import { poolOf } from '../db/pool-of.ts';
import type { World } from './world.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import type { FailureRule } from './failures.ts';
import { renewReferences } from './restart.ts';

/** What a demo pool does wrong on request. */
export interface Misbehaviour {
  /** Ends all sessions; waits in their name wake with SESSION_INVALID. */
  expireSessions(): void;
  /** The toolstack starts anew: every opaque reference is another one, sessions and tasks are gone. */
  restart(seconds?: number): void;
  /** Every deletion of the class so far is reported to nobody any more. */
  forgetDeletions(owner: string): void;
  /**
   * Another host becomes coordinator; sessions and tasks are gone. The old one refuses connections for so many seconds
   * (default 0: at once a member that redirects). Throws in a pool without members.
   */
  failover(seconds?: number): { readonly address: string; readonly url: string };
  /** Cuts all connections, and refuses new ones for so many seconds. */
  dropConnections(seconds?: number): void;
  /** Every answer waits so long, in milliseconds; 0 ends it. */
  answerSlowly(milliseconds: number): void;
  /** No /jsonrpc, as on servers before XenServer 7.3: 404 (default), or XML that says what is wrong with JSON. */
  jsonRpcOff(off?: false | '404' | 'xml'): void;
  /** One console a machine: whoever comes second is told who has it. */
  oneConsole(one?: boolean): void;
  /** HOST_STILL_BOOTING before anything is dispatched. */
  booting(booting?: boolean): void;
  /** Takes the permission for a message (`VM.start`) away from everybody; returns what gives it back. */
  deny(message: string): () => void;
  /** Operations fail as the rule says: a task after its time, a call at once. Returns what takes the rule away. */
  failOperations(rule: FailureRule): () => void;
  /** Be there when something is changed: from there, connections can be cut. Returns what ends it. */
  watchChanges(watcher: ChangeWatcher): () => void;
  /** `session.login_with_password` takes so many parameters at most, as on older servers. */
  oldLogin(parameters: 2 | 3 | 4): void;
  /** A removed message (`VM.snapshot_with_quiesce`) works, as on the older servers that have it. */
  revive(message: string): void;
  /** An object is otherwise: of what the pool itself has found, decided, or is licensed for. */
  become(owner: string, ref: string, fields: Fields): void;
  /** Something else is there: what the pool has, and no client makes. Returns its reference. */
  add(owner: string, fields: Fields): string;
  /** Keys of maps go out unescaped in XML-RPC, as xapi sends them: `&` and `<` make it malformed. */
  rawNames(raw?: boolean): void;
}

export function misbehaviour(world: World, endpoints: Endpoints): Misbehaviour {
  return {
    ...lossesOf(world, endpoints),
    ...refusalsOf(world),
    ...oddAnswersOf(world),
    ...changesOf(world),
  };
}

/** What of connections, sessions, tasks or memory is lost. */
function lossesOf(world: World, endpoints: Endpoints) {
  const { db, sessions, tasks } = world;
  const forget = (): void => {
    sessions.endAll();
    tasks.forget();
  };
  return {
    expireSessions: () => sessions.endAll(),
    restart: (seconds = 0) => {
      forget();
      endpoints.dropConnections(seconds);
      renewReferences(db);
    },
    forgetDeletions: (owner) => {
      db.table(owner).deletions = [];
    },
    failover: (seconds = 0) => {
      const old = endpoints.coordinator;
      const next = endpoints.moveCoordinator();
      forget();
      for (const task of db.all('task')) {
        db.destroy(task);
      }
      moveMaster(world, next);
      old.server.dropConnections(seconds);
      return { address: next.address, url: next.url };
    },
    dropConnections: (seconds = 0) => endpoints.dropConnections(seconds),
  } satisfies Partial<Misbehaviour>;
}

function refusalsOf({ faults, failures }: World) {
  return {
    oneConsole: (one = true) => {
      faults.oneConsole = one;
    },
    booting: (booting = true) => {
      faults.booting = booting;
    },
    deny: (message) => {
      faults.denied.add(message);
      return () => faults.denied.delete(message);
    },
    failOperations: (rule) => failures.add(rule),
    oldLogin: (parameters) => {
      faults.loginParameters = parameters;
    },
  } satisfies Partial<Misbehaviour>;
}

/** How answers come, or are written. */
function oddAnswersOf({ faults }: World) {
  return {
    answerSlowly: (milliseconds) => {
      faults.delay = milliseconds;
    },
    jsonRpcOff: (off = '404') => {
      faults.jsonRpcOff = off;
    },
    rawNames: (raw = true) => {
      faults.rawNames = raw;
    },
  } satisfies Partial<Misbehaviour>;
}

/** What is changed in the pool, or watched there. */
function changesOf({ faults, db, changes }: World) {
  return {
    watchChanges: (watcher) => changes.watch(watcher),
    revive: (message) => {
      faults.revived.add(message);
      if (message === 'VM.snapshot_with_quiesce') {
        reviveQuiesce(db);
        refreshAll(db);
      }
    },
    become: (owner, ref, fields) => {
      db.set(db.get(owner, ref), fields);
      refreshAll(db);
    },
    add: (owner, fields) => {
      const { ref } = db.create(owner, fields);
      refreshAll(db);
      return ref;
    },
  } satisfies Partial<Misbehaviour>;
}

/** The pool's coordinator is the host that has the endpoint's address. */
function moveMaster({ db }: World, { address }: Endpoint): void {
  for (const host of db.all('host')) {
    if (host.values['address'] === address) {
      db.set(poolOf(db), { master: host.ref });
    }
  }
}
