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
function isPermitted(role: Role, message: Message): boolean {
  return roles.indexOf(role) <= roles.indexOf(leastRole(message));
}

/** Keys that XenCenter writes, for whoever may use a machine. A `*` stands for whatever follows. */
const labels: Readonly<Record<string, Role>> = {
  folder: 'vm-operator',
  'XenCenter.CustomFields.*': 'vm-operator',
};

/** Keys of `other_config` that take a role of their own to be added or removed, by class. */
const keys: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  VM: { ...labels, pci: 'pool-admin', hvm_serial: 'pool-admin' },
  VDI: labels,
  SR: labels,
  host: labels,
  network: { ...labels, XenCenterCreateInProgress: 'vm-operator' },
  pool: { ...labels, EMPTY_FOLDERS: 'vm-operator' },
  task: {
    applies_to: 'vm-operator',
    XenCenterUUID: 'vm-operator',
    XenCenterMeddlingActionTitle: 'vm-operator',
  },
};

const keysOf = ({ class: owner, name }: Message): Readonly<Record<string, Role>> =>
  /^(?:add_to|remove_from)_other_config$/.test(name) ? (keys[owner] ?? {}) : {};

const matches = (pattern: string, key: string): boolean =>
  pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;

/** Whether the role may send the message with such values: a key of a map may take another role than the map. */
export function mayCall(role: Role, message: Message, values: readonly unknown[]): boolean {
  const key = values[1];
  const [, least] =
    Object.entries(keysOf(message)).find(
      ([pattern]) => typeof key === 'string' && matches(pattern, key),
    ) ?? [];
  return least === undefined
    ? isPermitted(role, message)
    : roles.indexOf(role) <= roles.indexOf(least);
}

/** Names of permissions are the messages' names in lower case. */
export const permissionName = (message: Message): string =>
  `${message.class}.${message.name}`.toLowerCase();

/** What is asked for beside the messages: consoles of machines, and those of the hosts themselves (datamodel.ml). */
const besideTheMessages: readonly (readonly [name: string, least: Role])[] = [
  ['http/connect_console', 'vm-operator'],
  ['http/connect_console/host_console', 'pool-admin'],
];

/** Whether a role may have a console open. */
export function mayOpenConsole(role: Role, ofHost: boolean): boolean {
  const [, least] = besideTheMessages[ofHost ? 1 : 0] ?? [];
  return least !== undefined && roles.indexOf(role) <= roles.indexOf(least);
}

/** All permissions of a role, sorted; a key with a role of its own is a permission beside its message. */
export function permissionsOf(role: Role): string[] {
  const names = besideTheMessages.flatMap(([name, least]) =>
    roles.indexOf(role) <= roles.indexOf(least) ? [name] : [],
  );
  for (const { messages } of classes.values()) {
    for (const message of messages.values()) {
      const name = permissionName(message);
      if (isPermitted(role, message)) {
        names.push(name);
      }
      for (const [key, least] of Object.entries(keysOf(message))) {
        if (roles.indexOf(role) <= roles.indexOf(least)) {
          names.push(`${name}/key:${key.toLowerCase()}`);
        }
      }
    }
  }
  return names.sort();
}
