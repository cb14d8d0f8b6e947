import { Entity } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { User } from '../sessions/session.ts';
import { VimFault } from '../wire/fault.ts';
import { objectOf } from './arguments.ts';
import { allPrivileges } from './privileges.ts';

/** AuthorizationManager: who may do what. */

function entities(call: Call, list: unknown): Entity[] {
  return (list as readonly unknown[]).map((it) => objectOf(call, it, Entity, 'entity'));
}

/** @throws VimFault NotFound */
function userOfSession({ world }: Call, key: string): User {
  const session = world.sessions.list().find((it) => it.key === key);
  if (session === undefined) {
    throw new VimFault('InvalidArgument', 'A specified parameter was not correct: sessionId', {
      invalidProperty: 'sessionId',
    });
  }
  return session.user;
}

function granted(call: Call, user: User, entity: Entity): object {
  const wanted = (call.args.privId ?? []) as readonly string[];
  return {
    entity,
    privAvailability: wanted.map((privId) => ({
      privId,
      isGranted: call.world.access.mayCall(user, entity, privId),
    })),
  };
}

export const authorizationMethods: Handlers = {
  HasPrivilegeOnEntity: (call) => {
    const user = userOfSession(call, String(call.args.sessionId));
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    const wanted = (call.args.privId ?? []) as readonly string[];
    return wanted.map((privilege) => call.world.access.mayCall(user, entity, privilege));
  },
  HasPrivilegeOnEntities: (call) => {
    const user = userOfSession(call, String(call.args.sessionId));
    return entities(call, call.args.entity).map((entity) => granted(call, user, entity));
  },
  FetchUserPrivilegeOnEntities: (call) => {
    const user = call.world.sessions.userNamed(String(call.args.userName));
    return entities(call, call.args.entities).map((entity) => ({
      entity,
      privileges: allPrivileges().filter((privilege) =>
        call.world.access.mayCall(user, entity, privilege),
      ),
    }));
  },
};
