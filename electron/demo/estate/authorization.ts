import { invalidArgument, VimFault } from '../wire/fault.ts';
import type { Estate } from './estate.ts';
import type { Role } from './role.ts';

/** The ids of the roles that every server has; users of the demo have one of these two. */
export const adminRole = -1;
export const readOnlyRole = -2;

/** What every role has. */
const always = ['System.Anonymous', 'System.Read', 'System.View'];

/** @param all every privilege of the server */
export function rolesOf({ roles }: Estate, all: readonly string[]): readonly Role[] {
  return [
    {
      id: adminRole,
      name: 'Admin',
      label: 'Administrator',
      summary: 'Full access rights',
      system: true,
      privileges: all,
    },
    {
      id: readOnlyRole,
      name: 'ReadOnly',
      label: 'Read-only',
      summary: 'See details of objects, but not make changes',
      system: true,
      privileges: always,
    },
    ...roles,
  ];
}

/** Whether a role has a privilege. */
export function roleHas(estate: Estate, id: number, privilege: string): boolean {
  if (id === adminRole) return true;
  if (id === readOnlyRole) return always.includes(privilege);
  return estate.roles.find((role) => role.id === id)?.privileges.includes(privilege) ?? false;
}

/** @throws VimFault NotFound; InvalidArgument for a role of the system */
function own(estate: Estate, id: number): Role {
  if (id === adminRole || id === readOnlyRole) throw invalidArgument('roleId');
  const found = estate.roles.find((role) => role.id === id);
  if (found === undefined) throw new VimFault('NotFound', `There is no role ${id}.`);
  return found;
}

interface RoleSpec {
  readonly name: string;
  readonly privileges: readonly string[];
}

/** @throws VimFault InvalidName, AlreadyExists; InvalidArgument for what is no privilege */
function check(
  estate: Estate,
  { name, privileges }: RoleSpec,
  id: number,
  all: readonly string[],
): void {
  if (name.trim() === '') throw new VimFault('InvalidName', 'A role needs a name.', { name });
  if (rolesOf(estate, all).some((role) => role.name === name && role.id !== id))
    throw new VimFault('AlreadyExists', `There is a role ${name} already.`, { name });
  if (privileges.some((one) => !all.includes(one))) throw invalidArgument('privIds');
}

const made = (id: number, { name, privileges }: RoleSpec): Role => ({
  id,
  name,
  label: name,
  summary: name,
  system: false,
  privileges: [...new Set([...privileges, ...always])].sort(),
});

/** Returns the id of the new role. @throws VimFault as `check` */
export function addRole(estate: Estate, spec: RoleSpec, all: readonly string[]): number {
  check(estate, spec, 0, all);
  const id = Math.max(1000, ...estate.roles.map((role) => role.id)) + 1;
  estate.roles = [...estate.roles, made(id, spec)];
  return id;
}

/** @throws VimFault NotFound, InvalidArgument, and as `check` */
export function updateRole(
  estate: Estate,
  id: number,
  spec: RoleSpec,
  all: readonly string[],
): void {
  own(estate, id);
  check(estate, spec, id, all);
  estate.roles = estate.roles.map((role) => (role.id === id ? made(id, spec) : role));
}

/** @throws VimFault NotFound, InvalidArgument */
export function removeRole(estate: Estate, id: number): void {
  const gone = own(estate, id);
  estate.roles = estate.roles.filter((role) => role !== gone);
}
