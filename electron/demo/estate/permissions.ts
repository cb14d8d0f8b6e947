import { invalidArgument, VimFault } from '../wire/fault.ts';
import { adminRole, rolesOf } from './authorization.ts';
import { VirtualMachine } from './entity.ts';
import type { Entity } from './entity.ts';
import { childrenOf, type Estate } from './estate.ts';
import type { Permission } from './permission.ts';

/** Permissions, given and taken. */

export type PermissionSpec = Omit<Permission, 'entity'>;

const isOf = (one: Permission, { principal, group }: Pick<PermissionSpec, 'principal' | 'group'>) =>
  one.group === group && one.principal.toLowerCase() === principal.toLowerCase();

/** What is given at an entity itself, by name or by what the server began with. */
export function permissionsAt(estate: Estate, entity: Entity): readonly Permission[] {
  return estate.permissions.filter((one) => one.entity === entity);
}

/** What counts at an entity and comes down one line of parents to it, nearest first. */
function permissionsAlong(estate: Estate, line: readonly Entity[]): readonly Permission[] {
  const found: Permission[] = [];
  for (const [n, at] of line.entries())
    for (const one of permissionsAt(estate, at))
      if ((n === 0 || one.propagate) && !found.some((other) => isOf(other, one))) found.push(one);
  return found;
}

function upward(entity: Entity | undefined): Entity[] {
  return entity === undefined ? [] : [entity, ...upward(entity.parent)];
}

/** A machine stands below its folder and below its pool: what comes down either way counts. */
function linesTo(entity: Entity): readonly (readonly Entity[])[] {
  const usual = upward(entity);
  return entity instanceof VirtualMachine && entity.pool !== undefined
    ? [usual, [entity, ...upward(entity.pool)]]
    : [usual];
}

/** What counts at an entity: its own, and what comes down to it. */
export function permissionsOver(estate: Estate, entity: Entity): readonly Permission[] {
  return [...new Set(linesTo(entity).flatMap((line) => permissionsAlong(estate, line)))];
}

function event(
  estate: Estate,
  type: string,
  { entity, principal, group, roleId, propagate }: Permission,
): void {
  const role = rolesOf(estate, []).find(({ id }) => id === roleId);
  estate.events.post({
    type,
    subjects: {},
    also: [entity],
    fields: {
      entity: { name: entity.name, entity },
      principal,
      group,
      ...(type !== 'PermissionRemovedEvent' && {
        role: { roleId, name: role?.name ?? '' },
        propagate,
      }),
    },
  });
}

/** Rights change here and at all that is below. */
function tell(estate: Estate, entity: Entity): void {
  estate.changed(entity, 'permission', 'effectiveRole');
  for (const child of childrenOf(entity)) tellBelow(estate, child);
}

function tellBelow(estate: Estate, entity: Entity): void {
  estate.changed(entity, 'effectiveRole');
  for (const child of childrenOf(entity)) tellBelow(estate, child);
}

/** Somebody has to be able to take back what was done. @throws VimFault AuthMinimumAdminPermission */
function requireAdministrator(estate: Estate, after: readonly Permission[]): void {
  const root = estate.rootFolder;
  if (!after.some(({ entity, roleId }) => entity === root && roleId === adminRole))
    throw new VimFault('AuthMinimumAdminPermission', 'The root folder needs an administrator.');
}

/**
 * Gives roles at an entity; who has one there gets the new one.
 *
 * @throws VimFault NotFound for a role that there is not, InvalidArgument, AuthMinimumAdminPermission
 */
export function setPermissions(
  estate: Estate,
  entity: Entity,
  specs: readonly PermissionSpec[],
): void {
  const before = estate.permissions;
  let after = before;
  const said: (() => void)[] = [];
  for (const spec of specs) {
    if (!rolesOf(estate, []).some(({ id }) => id === spec.roleId))
      throw new VimFault('NotFound', `There is no role ${spec.roleId}.`);
    if (spec.principal.trim() === '') throw invalidArgument('permission.principal');
    const { principal, group, roleId, propagate } = spec;
    const made: Permission = { entity, principal, group, roleId, propagate };
    const old = after.find((one) => one.entity === entity && isOf(one, spec));
    after = [...after.filter((one) => one !== old), made];
    const type = old === undefined ? 'PermissionAddedEvent' : 'PermissionUpdatedEvent';
    said.push(() => event(estate, type, made));
  }
  requireAdministrator(estate, after);
  estate.permissions = after;
  for (const say of said) say();
  tell(estate, entity);
}

/** @throws VimFault NotFound, AuthMinimumAdminPermission */
export function removePermission(
  estate: Estate,
  entity: Entity,
  who: Pick<PermissionSpec, 'principal' | 'group'>,
): void {
  const gone = permissionsAt(estate, entity).find((one) => isOf(one, who));
  if (gone === undefined)
    throw new VimFault('NotFound', `'${who.principal}' has no permission at '${entity.name}'.`);
  const after = estate.permissions.filter((one) => one !== gone);
  requireAdministrator(estate, after);
  estate.permissions = after;
  event(estate, 'PermissionRemovedEvent', gone);
  tell(estate, entity);
}

/** Gives these roles and takes all others at the entity. @throws VimFault as `setPermissions` */
export function resetPermissions(
  estate: Estate,
  entity: Entity,
  specs: readonly PermissionSpec[],
): void {
  const before = estate.permissions;
  const others = permissionsAt(estate, entity).filter(
    (one) => !specs.some((spec) => isOf(one, spec)),
  );
  estate.permissions = before.filter((one) => !others.includes(one));
  try {
    setPermissions(estate, entity, specs);
  } catch (error) {
    estate.permissions = before;
    throw error;
  }
  for (const one of others) event(estate, 'PermissionRemovedEvent', one);
}

/** The roles that somebody has at an entity; none where nothing was given. */
export function rolesAt(estate: Estate, entity: Entity, principal: string): readonly number[] {
  const own = { principal, group: false };
  const roles = linesTo(entity).flatMap((line) => {
    const found = permissionsAlong(estate, line).find((one) => isOf(one, own));
    return found === undefined ? [] : [found.roleId];
  });
  return [...new Set(roles)];
}
