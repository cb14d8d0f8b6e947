import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../api/failure.ts';
import { datetime } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';
import type { Role } from './roles.ts';
import { permissionsOf } from './roles.ts';

/** Somebody who may log in. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
}

/** A session; its reference is what a client shows. */
export interface Session {
  readonly ref: string;
  readonly user: User;
  readonly originator: string;
  lastUsed: number;
  /** Aborted when the session ends: whoever waits in its name wakes. */
  readonly ended: AbortController;
  /** Classes of the deprecated `event.register`, and the generation that `event.next` has reached. */
  readonly registered: Set<string>;
  seen: number;
}

export interface SessionPolicy {
  /** Answer to a wrong password, in seconds. */
  readonly wrongPasswordSeconds: number;
  /** Sessions of one originator; the one used longest ago gives way. */
  readonly mostPerOriginator: number;
  readonly idleSeconds: number;
}

export const defaultSessionPolicy: SessionPolicy = {
  wrongPasswordSeconds: 5,
  mostPerOriginator: 500,
  idleSeconds: 86_400,
};

/** Open sessions; each is an object of the database too, as on a real server. */
export class Sessions {
  readonly #db: Database;
  readonly #users: readonly User[];
  readonly #policy: SessionPolicy;
  readonly #now: () => Date;
  readonly #open = new Map<string, Session>();

  constructor(db: Database, users: readonly User[], policy: SessionPolicy, now: () => Date) {
    this.#db = db;
    this.#users = users;
    this.#policy = policy;
    this.#now = now;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Throws SESSION_AUTHENTICATION_FAILED, after the deliberate delay. Without a password to check, root is let in. */
  async login(
    name: string,
    password: string,
    originator: string,
    trusted = false,
  ): Promise<Session> {
    const user = trusted
      ? this.#users[0]
      : this.#users.find((known) => known.name === name && known.password === password);
    if (user === undefined) {
      await sleep(this.#policy.wrongPasswordSeconds * 1000);
      throw new Failure('SESSION_AUTHENTICATION_FAILED', name, 'Authentication failure');
    }
    this.#makeRoom(originator);
    const session = this.#record(user, originator);
    this.#open.set(session.ref, session);
    return session;
  }

  /** Throws SESSION_INVALID. */
  get(ref: string): Session {
    const session = this.#open.get(ref);
    if (session === undefined) {
      throw new Failure('SESSION_INVALID', ref);
    }
    const now = this.#now().getTime();
    if (now - session.lastUsed > this.#policy.idleSeconds * 1000) {
      this.end(session);
      throw new Failure('SESSION_INVALID', ref);
    }
    session.lastUsed = now;
    return session;
  }

  end(session: Session): void {
    this.#open.delete(session.ref);
    const row = this.#db.find('session', session.ref);
    if (row !== undefined) {
      this.#db.destroy(row);
    }
    session.ended.abort();
  }

  endAll(): void {
    for (const session of this.#open.values()) {
      this.end(session);
    }
  }

  #record(user: User, originator: string): Session {
    const [pool] = this.#db.all('pool');
    const now = this.#now();
    const row: Row = this.#db.create('session', {
      this_host: pool?.values['master'] ?? '',
      last_active: datetime(now),
      pool: true,
      is_local_superuser: user.role === 'pool-admin',
      auth_user_name: user.name,
      // The local superuser's list is empty: there is nothing that it may not do
      rbac_permissions: user.role === 'pool-admin' ? [] : permissionsOf(user.role),
      originator,
    });
    return {
      ref: row.ref,
      user,
      originator,
      lastUsed: now.getTime(),
      ended: new AbortController(),
      registered: new Set(),
      seen: 0,
    };
  }

  #makeRoom(originator: string): void {
    const same = [...this.#open.values()].filter((session) => session.originator === originator);
    if (same.length >= this.#policy.mostPerOriginator) {
      const oldest = same.reduce((a, b) => (b.lastUsed < a.lastUsed ? b : a));
      this.end(oldest);
    }
  }
}
