import type { Handlers } from '../server/call.ts';
import { sessionOf } from '../server/call.ts';
import { serviceContent } from '../properties/service-content.ts';
import { userSession } from '../properties/service-properties.ts';
import { displayName } from '../sessions/session-store.ts';
import { VimFault } from '../wire/fault.ts';

/** ServiceInstance and SessionManager. */

export const serviceInstanceMethods: Handlers = {
  RetrieveServiceContent: ({ world }) => serviceContent(world.estate),
  CurrentTime: ({ world }) => world.estate.now(),
};

export const sessionManagerMethods: Handlers = {
  Login: ({ args, world, session, client }) => {
    // vpxd gives out a cookie even when the login fails
    const cookie = world.sessions.newCookie();
    client.setCookie(cookie);
    if (session !== undefined) {
      throw new VimFault('InvalidLogin', 'Cannot complete login: the session is in use already.');
    }
    const login = world.sessions.login(String(args.userName), String(args.password), {
      cookie,
      locale: typeof args.locale === 'string' && args.locale !== '' ? args.locale : 'en',
      ipAddress: client.ipAddress,
      userAgent: client.userAgent,
    });
    return userSession(login);
  },
  AcquireCloneTicket: (call) => call.world.sessions.cloneTicket(sessionOf(call)),
  CloneSession: ({ args, world, client }) => {
    const cookie = world.sessions.newCookie();
    client.setCookie(cookie);
    const { ipAddress, userAgent } = client;
    return userSession(
      world.sessions.clone(String(args.cloneTicket), { cookie, ipAddress, userAgent }),
    );
  },
  ImpersonateUser: (call) => {
    const session = sessionOf(call);
    call.world.sessions.impersonate(session, String(call.args.userName));
    return userSession(session);
  },
  Logout: (call) => {
    call.world.sessions.end(sessionOf(call));
  },
  SessionIsActive: ({ args, world }) =>
    world.sessions
      .list()
      .some(({ key, user }) => key === args.sessionID && displayName(user) === args.userName),
  TerminateSession: (call) => {
    const mine = sessionOf(call);
    for (const key of call.args.sessionId as readonly string[]) {
      const session = call.world.sessions.list().find((other) => other.key === key);
      if (session === undefined || session === mine) {
        throw new VimFault('NotFound', 'The session was not found, or is the own one.');
      }
      call.world.sessions.end(session);
    }
  },
};
