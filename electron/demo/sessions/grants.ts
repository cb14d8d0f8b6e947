import { adminRole, readOnlyRole, roleHas } from '../estate/authorization.ts';
import { Entity } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import type { Permission } from '../estate/permission.ts';
import { rolesAt } from '../estate/permissions.ts';
import type { Grants } from './access.ts';
import type { User } from './demo-session.ts';
import { displayName } from './session-store.ts';

/** Who has all rights at the root besides those who may log in: a group, or the accounts of a host. */
const administrators = {
  VirtualCenter: ['VSPHERE.LOCAL\\Administrators'],
  HostAgent: ['vpxuser', 'dcui', 'root'],
} as const;

/** What a server begins with: everybody has a role at the root, and all below it. */
export function firstPermissions(estate: Estate, users: readonly User[]): readonly Permission[] {
  const { product, rootFolder: entity } = estate;
  const at = { entity, propagate: true };
  const group = product.apiType === 'VirtualCenter';
  const given = administrators[product.apiType].map((principal) => ({
    ...at,
    principal,
    group,
    roleId: adminRole,
  }));
  const own = users.map((user) => ({
    ...at,
    principal: displayName(user),
    group: false,
    roleId: user.readOnly ? readOnlyRole : adminRole,
  }));
  return [...given, ...own.filter((one) => !given.some((it) => it.principal === one.principal))];
}

/** What permissions say; what is no entity counts as the root does. */
export function grantsOf(estate: Estate): Grants {
  return (user, object, privilege) => {
    const entity = object instanceof Entity ? object : estate.rootFolder;
    const roles = rolesAt(estate, entity, displayName(user));
    return roles.length === 0 ? undefined : roles.some((role) => roleHas(estate, role, privilege));
  };
}
