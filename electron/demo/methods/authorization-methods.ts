import {
  addRole,
  adminRole,
  readOnlyRole,
  removeRole,
  rolesOf,
  updateRole,
} from '../estate/authorization.ts';
import { Entity } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { User } from '../sessions/demo-session.ts';
import { displayName } from '../sessions/session-store.ts';
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

/** Users have their role at the root folder, and below it what follows from that: nobody can be given another. */
function permissions({ world }: Call): object[] {
  return world.sessions.users.map((user) => ({
    entity: world.estate.rootFolder,
    principal: displayName(user),
    group: false,
    roleId: user.readOnly ? readOnlyRole : adminRole,
    propagate: true,
  }));
}

const roleSpec = (call: Call, name: unknown) => ({
  name: String(name),
  privileges: (call.args.privIds ?? []) as readonly string[],
});

/** @throws VimFault NotFound */
function permissionsOfRole(call: Call): object[] {
  const { roleId } = call.args;
  if (!rolesOf(call.world.estate, []).some(({ id }) => id === roleId)) {
    throw new VimFault('NotFound', `There is no role ${String(roleId)}.`);
  }
  return permissions(call).filter((one) => 'roleId' in one && one.roleId === roleId);
}

export const authorizationMethods: Handlers = {
  AddAuthorizationRole: (call) =>
    addRole(call.world.estate, roleSpec(call, call.args.name), allPrivileges()),
  UpdateAuthorizationRole: (call) =>
    updateRole(
      call.world.estate,
      Number(call.args.roleId),
      roleSpec(call, call.args.newName),
      allPrivileges(),
    ),
  RemoveAuthorizationRole: ({ args, world }) => removeRole(world.estate, Number(args.roleId)),
  RetrieveAllPermissions: permissions,
  RetrieveRolePermissions: permissionsOfRole,
  RetrieveEntityPermissions: (call) => {
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    const isRoot = entity === call.world.estate.rootFolder;
    return isRoot || call.args.inherited === true ? permissions(call) : [];
  },
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
