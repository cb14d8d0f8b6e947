import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import type { Lookup } from '../../provider.ts';
import { list } from '../map/read.ts';
import { MODEL_DATA } from '../vim25/model/model-data.ts';
import { apiModel } from '../vim25/model/api-model.ts';
import type { MethodName } from './call.ts';

/** Role id → its privileges. Made once for each list of roles that the server sent. */
const known = new WeakMap<readonly PropertyValue[], ReadonlyMap<number, ReadonlySet<string>>>();

/** The system role that has every privilege, those of later versions, too (AuthorizationManager, roles). */
const administrator = -1;

/**
 * The first of some privileges that the account lacks on an object; undefined if it lacks none, or where nobody can tell.
 * vSphere grants by object: `effectiveRole` says which roles the account has there.
 */
export function lackingPrivilege(
  object: Properties,
  lookup: Lookup,
  needed: readonly string[],
): string | undefined {
  if (needed.length === 0) return undefined;
  const roleIds = list(object, 'effectiveRole');
  if (roleIds.length === 0 || roleIds.includes(administrator)) return undefined;
  const roles = rolesOf(lookup);
  if (roles === undefined) return undefined;
  const granted = roleIds.flatMap((id) =>
    typeof id === 'number' ? (roles.get(id) ?? []) : [],
  ) as readonly ReadonlySet<string>[];
  // A role that the list does not have (yet) may hold anything.
  if (granted.length < roleIds.length) return undefined;
  return needed.find((privilege) => !granted.some((role) => role.has(privilege)));
}

function rolesOf(lookup: Lookup): ReadonlyMap<number, ReadonlySet<string>> | undefined {
  for (const ref of lookup.ofType('AuthorizationManager')) {
    const roles = list(lookup.get(ref) ?? {}, 'roleList');
    if (roles.length === 0) return undefined;
    let byId = known.get(roles);
    if (byId === undefined) {
      byId = new Map(roles.flatMap(readRole));
      known.set(roles, byId);
    }
    return byId;
  }
  return undefined;
}

function readRole(role: PropertyValue): readonly (readonly [number, ReadonlySet<string>])[] {
  if (!isDataObject(role) || typeof role['roleId'] !== 'number') return [];
  const privileges = Array.isArray(role['privilege']) ? role['privilege'] : [];
  return [[role['roleId'], new Set(privileges.map(String))]];
}

/** What some methods ask for. Asked again and again, of the same lists. */
const asked = new WeakMap<readonly MethodName[], readonly string[]>();

/** What the API model asks for, for a call on the object itself. */
export function privilegesOf(methods: readonly MethodName[]): readonly string[] {
  let needed = asked.get(methods);
  if (needed === undefined) {
    needed = readPrivileges(methods);
    asked.set(methods, needed);
  }
  return needed;
}

function readPrivileges(methods: readonly MethodName[]): readonly string[] {
  return methods.flatMap((method) => {
    const owner = apiModel().method(method)?.owner;
    const privilege = owner === undefined ? null : MODEL_DATA.managed[owner]?.[2][method]?.[3];
    return typeof privilege === 'string' ? [privilege] : [];
  });
}
