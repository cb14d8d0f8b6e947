import { addRole, removeRole, rolesOf, updateRole } from '../estate/authorization.ts';
import {
  permissionsAt,
  permissionsOver,
  removePermission,
  resetPermissions,
  setPermissions,
  type PermissionSpec,
} from '../estate/permissions.ts';
import { Entity } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { User } from '../sessions/demo-session.ts';
import { displayName } from '../sessions/session-store.ts';
import { VimFault } from '../wire/fault.ts';
import { demand, objectOf } from './arguments.ts';
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

/**
 * The name of a principal as the server prints it. Besides those who may log in it knows the administrators of its domain, and the
 * appliance's own user.
 *
 * @throws VimFault UserNotFound
 */
function principalOf({ world }: Call, { principal, group }: PermissionSpec): string {
  const known = world.estate.permissions.find(
    (one) => one.group === group && one.principal.toLowerCase() === principal.toLowerCase(),
  );
  if (known !== undefined) return known.principal;
  if (!group && principal === 'root') return principal;
  const user = group ? undefined : world.sessions.findUser(principal);
  if (user !== undefined) return displayName(user);
  throw new VimFault('UserNotFound', `The user or group '${principal}' was not found.`, {
    principal,
    unresolved: true,
  });
}

function specsOf(call: Call): PermissionSpec[] {
  const list = (call.args.permission ?? []) as readonly PermissionSpec[];
  return list.map((spec) => ({ ...spec, principal: principalOf(call, spec) }));
}

/** The entity of a call that gives or takes permissions. @throws VimFault NoPermission */
function entityToChange(call: Call): Entity {
  const entity = objectOf(call, call.args.entity, Entity, 'entity');
  demand(call, entity, 'Authorization.ModifyPermissions');
  return entity;
}

const roleSpec = (call: Call, name: unknown) => ({
  name: String(name),
  privileges: (call.args.privIds ?? []) as readonly string[],
});

/** @throws VimFault NotFound */
function permissionsOfRole(call: Call): readonly object[] {
  const { roleId } = call.args;
  if (!rolesOf(call.world.estate, []).some(({ id }) => id === roleId)) {
    throw new VimFault('NotFound', `There is no role ${String(roleId)}.`);
  }
  return call.world.estate.permissions.filter((one) => one.roleId === roleId);
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
  RetrieveAllPermissions: ({ world }) => world.estate.permissions,
  RetrieveRolePermissions: permissionsOfRole,
  RetrieveEntityPermissions: (call) => {
    const entity = objectOf(call, call.args.entity, Entity, 'entity');
    const { estate } = call.world;
    return call.args.inherited === true
      ? permissionsOver(estate, entity)
      : permissionsAt(estate, entity);
  },
  SetEntityPermissions: (call) =>
    setPermissions(call.world.estate, entityToChange(call), specsOf(call)),
  ResetEntityPermissions: (call) =>
    resetPermissions(call.world.estate, entityToChange(call), specsOf(call)),
  RemoveEntityPermission: (call) => {
    const { user, isGroup } = call.args;
    const who = { principal: String(user), group: isGroup === true };
    const found = call.world.sessions.findUser(who.principal);
    const principal = found === undefined || who.group ? who.principal : displayName(found);
    removePermission(call.world.estate, entityToChange(call), { ...who, principal });
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
