import { classes } from '../api/model.ts';
import type { Message } from '../api/model.ts';

/** Roles of the XAPI, the mightiest first; each may do what those behind it may. */
export const roles = [
  'pool-admin',
  'pool-operator',
  'vm-power-admin',
  'vm-admin',
  'vm-operator',
  'read-only',
] as const;

export type Role = (typeof roles)[number];

// The model names `client-cert`, which stands beside the ladder, as the least role of these: the ladder's own least role
const besideTheLadder: Readonly<Record<string, Role>> = {
  'VM.shutdown': 'vm-operator',
  'VM.suspend': 'vm-operator',
  'VM.start_on': 'vm-power-admin',
  'VM.resume_on': 'vm-power-admin',
  'VM.pool_migrate': 'vm-power-admin',
};

function leastRole(message: Message): Role {
  const listed = roles.find((role) => role === message.role);
  return listed ?? besideTheLadder[`${message.class}.${message.name}`] ?? 'pool-operator';
}

/** Whether the role's ladder reaches the message. */
export function isPermitted(role: Role, message: Message): boolean {
  return roles.indexOf(role) <= roles.indexOf(leastRole(message));
}

/** Names of permissions are the messages' names in lower case. */
export const permissionName = (message: Message): string =>
  `${message.class}.${message.name}`.toLowerCase();

/** All permissions of a role, sorted. */
export function permissionsOf(role: Role): string[] {
  const names: string[] = [];
  for (const { messages } of classes.values()) {
    for (const message of messages.values()) {
      if (isPermitted(role, message)) {
        names.push(permissionName(message));
      }
    }
  }
  return names.sort();
}
