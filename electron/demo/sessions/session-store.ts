import { randomBytes } from 'node:crypto';
import type { Managed } from '../estate/entity.ts';
import type { ChangeOp, Estate } from '../estate/estate.ts';
import { notAuthenticated, VimFault } from '../wire/fault.ts';
import type { Data } from '../wire/value.ts';
import type { HistoryCollector } from '../events/history-collector.ts';
import { Session } from './demo-session.ts';
import type { User } from './demo-session.ts';

/** Who logs in, at the level of HTTP. */
export interface LoginClient {
  readonly cookie: string;
  readonly locale: string;
  readonly ipAddress: string;
  readonly userAgent: string;
}

/** All sessions, by cookie; passes the estate's changes on to them. */
export class SessionStore {
  readonly #users: readonly User[];
  readonly #sessions = new Map<string, Session>();
  readonly #estate: Estate;
  readonly #stopListening: () => void;
  /** Each is good for one further session. */
  readonly #cloneTickets = new Map<string, Session>();
  readonly #idleSeconds: number;

  /** @param options.idleSeconds a session that was not used for so long is ended */
  constructor(estate: Estate, options: { users: readonly User[]; idleSeconds: number }) {
    this.#estate = estate;
    this.#users = options.users;
    this.#idleSeconds = options.idleSeconds;
    estate.events.listen(() => this.#historyGrew('EventHistoryCollector'));
    this.#stopListening = estate.listen({
      changed: (object, path, op) => this.changed(object, path, op),
      created: (object) => {
        if (object.type === 'Task') this.#historyGrew('TaskHistoryCollector');
        this.#each((session) => session.created(object));
      },
      destroyed: (object) => this.#each((session) => session.destroyed(object)),
    });
  }

  /** A cookie value as the server gives one out, also on a failed login. */
  newCookie(): string {
    return randomBytes(20).toString('hex');
  }

  byCookie(cookie: string | undefined): Session | undefined {
    const session = cookie === undefined ? undefined : this.#sessions.get(cookie);
    if (session === undefined) {
      return undefined;
    }
    const idle = this.#estate.now().getTime() - session.lastActiveTime.getTime();
    if (idle > this.#idleSeconds * 1000) {
      this.end(session);
      return undefined;
    }
    return session;
  }

  list(): Session[] {
    return [...this.#sessions.values()];
  }

  /** Everybody who may log in. */
  get users(): readonly User[] {
    return this.#users;
  }

  /** A user by a name in any of its forms. */
  findUser(name: string): User | undefined {
    return this.#users.find((known) => sameName(known.name, name));
  }

  /** The user whose name and password these are. */
  authenticate(name: string, password: string): User | undefined {
    const user = this.findUser(name);
    return user?.password === password ? user : undefined;
  }

  /**
   * A user by the name of the login, or as the API prints it.
   *
   * @throws VimFault UserNotFound
   */
  userNamed(name: string): User {
    const user = this.#users.find((known) => sameName(known.name, name));
    if (user === undefined) {
      throw new VimFault('UserNotFound', `The user '${name}' was not found.`, {
        principal: name,
        unresolved: true,
      });
    }
    return user;
  }

  /** @throws VimFault InvalidLogin */
  login(name: string, password: string, client: LoginClient): Session {
    const user = this.authenticate(name, password);
    if (user === undefined) {
      this.#write('BadUsernameSessionEvent', name, { ipAddress: client.ipAddress });
      throw new VimFault(
        'InvalidLogin',
        'Cannot complete login due to an incorrect user name or password.',
      );
    }
    return this.#open(user, client);
  }

  /** A ticket with which somebody else may log in once as the user of a session. */
  cloneTicket(session: Session): string {
    const ticket = `cst-VCT-${randomBytes(20).toString('hex')}`;
    this.#cloneTickets.set(ticket, session);
    return ticket;
  }

  /** @throws VimFault InvalidLogin when there is no such ticket, or its session has ended */
  clone(ticket: string, client: Omit<LoginClient, 'locale'>): Session {
    const session = this.#cloneTickets.get(ticket);
    this.#cloneTickets.delete(ticket);
    if (session === undefined || this.byCookie(session.cookie) !== session) {
      throw new VimFault('InvalidLogin', 'Cannot complete login: the clone ticket is not valid.');
    }
    return this.#open(session.user, { ...client, locale: session.locale });
  }

  /** Lets a session go on as a user who is logged in. @throws VimFault InvalidLogin */
  impersonate(session: Session, name: string): void {
    const user = this.findUser(name);
    const other = this.list().find((one) => one !== session && one.user === user);
    if (user === undefined || other === undefined || this.byCookie(other.cookie) === undefined) {
      throw new VimFault('InvalidLogin', `The user '${name}' has no session.`);
    }
    session.user = user;
  }

  #open(user: User, client: LoginClient): Session {
    const { collectorId } = this.#estate.product;
    const session = new Session({ ...client, user, time: this.#estate.now(), collectorId });
    this.#sessions.set(client.cookie, session);
    const { ipAddress, userAgent, locale } = client;
    this.#write('UserLoginSessionEvent', displayName(user), {
      ipAddress,
      userAgent,
      locale,
      sessionId: session.key,
    });
    return session;
  }

  #write(type: string, userName: string, fields: Data): void {
    this.#estate.events.post({ type, subjects: {}, userName, fields });
  }

  /** Ends a session with everything in it; a pending wait gets NotAuthenticated. */
  end(session: Session): void {
    this.#sessions.delete(session.cookie);
    const { ipAddress, userAgent, callCount, loginTime, key: sessionId } = session;
    this.#write('UserLogoutSessionEvent', displayName(session.user), {
      ipAddress,
      userAgent,
      callCount,
      loginTime,
      sessionId,
    });
    for (const collector of session.collectors) {
      collector.cancelWait(notAuthenticated(collector));
    }
  }

  endAll(): void {
    this.#each((session) => this.end(session));
  }

  /** Also for changes of objects that are not the estate's: views, managers. */
  changed(object: Managed, path: string, op: ChangeOp): void {
    this.#each((session) => session.changed(object, path, op));
  }

  close(): void {
    this.endAll();
    this.#stopListening();
  }

  #historyGrew(type: HistoryCollector['type']): void {
    this.#each((session) => session.historyGrew(type));
  }

  #each(act: (session: Session) => void): void {
    for (const session of this.#sessions.values()) {
      act(session);
    }
  }
}

/** `user@domain` and `DOMAIN\user` name the same user, in any case. */
function sameName(known: string, given: string): boolean {
  const [domain, user] = given.includes('\\') ? given.split('\\', 2) : [];
  const normal = domain === undefined ? given : `${user ?? ''}@${domain}`;
  return known.toLowerCase() === normal.toLowerCase();
}

/** How the API prints a user: `VSPHERE.LOCAL\Administrator`; an account of an ESXi host by its name alone. */
export function displayName(user: User): string {
  const [name = '', domain] = user.name.split('@');
  if (domain === undefined) return name;
  return `${domain.toUpperCase()}\\${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
