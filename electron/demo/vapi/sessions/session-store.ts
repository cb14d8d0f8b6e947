import { randomBytes } from 'node:crypto';
import { Session } from '../../sessions/demo-session.ts';
import type { User } from '../../sessions/demo-session.ts';
import { message, VapiError } from '../wire/error.ts';

/** A session of the vSphere Automation side. */
export interface VapiSession {
  readonly id: string;
  readonly user: User;
  readonly created: Date;
  lastAccess: Date;
  /** In whose name the endpoint calls vim25 methods. */
  readonly vim: Session;
}

/** Sessions by their ids; they end after idling, after their whole time, and on request. */
export class VapiSessions {
  readonly #now: () => Date;
  readonly #limits: { idleSeconds: number; totalSeconds: number; perUser: number };
  readonly #sessions = new Map<string, VapiSession>();

  constructor(
    now: () => Date,
    limits: { idleSeconds: number; totalSeconds: number; perUser: number },
  ) {
    this.#now = now;
    this.#limits = limits;
  }

  /** @throws VapiError service_unavailable when the user holds too many */
  create(user: User, client: { ipAddress: string; userAgent: string }): VapiSession {
    const own = [...this.#sessions.values()].filter(
      (session) => session.user === user && this.#isAlive(session),
    );
    if (own.length >= this.#limits.perUser) {
      const limit = String(this.#limits.perUser);
      throw new VapiError('service_unavailable', [
        message(
          'com.vmware.vapi.endpoint.failedToLoginMaxUserSessionCountReached',
          `User session count is limited to ${limit}. Existing session count is ${own.length} for user ${user.name}.`,
          [limit, String(own.length), user.name],
        ),
      ]);
    }
    const created = this.#now();
    const session: VapiSession = {
      id: randomBytes(16).toString('hex'),
      user,
      created,
      lastAccess: created,
      vim: new Session({ cookie: '', user, time: created, locale: 'en', ...client }),
    };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** Finds a session that has not ended. */
  find(id: string): VapiSession | undefined {
    const session = this.#sessions.get(id);
    if (session !== undefined && !this.#isAlive(session)) {
      this.#sessions.delete(id);
      return undefined;
    }
    return session;
  }

  /** Also of those that have idled for too long, and that nobody has asked for since. */
  get size(): number {
    return this.#sessions.size;
  }

  end({ id }: VapiSession): void {
    this.#sessions.delete(id);
  }

  endAll(): void {
    this.#sessions.clear();
  }

  #isAlive({ created, lastAccess }: VapiSession): boolean {
    const now = this.#now().getTime();
    const { idleSeconds, totalSeconds } = this.#limits;
    return (
      now - lastAccess.getTime() <= idleSeconds * 1000 &&
      now - created.getTime() <= totalSeconds * 1000
    );
  }
}
