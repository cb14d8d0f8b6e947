import type { Properties } from '#shared/model/object-update.ts';
import { entries, entry, flag, text, texts } from '../map/read.ts';

export type PowerState = 'Halted' | 'Running' | 'Suspended' | 'Paused';

/** Why the server would refuse an operation on a VM now, by what it says of it; undefined if it would not. */
export function vmRefusal(
  vm: Properties,
  operation: string,
  states: readonly PowerState[],
): string | undefined {
  const state = text(vm, 'power_state');
  if (!states.some((one) => one === state)) return wrongState(state);
  const blocked = entry(vm, 'blocked_operations', operation);
  if (blocked !== undefined) return `An administrator has blocked it: ${blocked}`;
  if (texts(vm, 'allowed_operations').includes(operation)) return undefined;
  return underWay(vm) ?? notAllowed(operation);
}

/** The same for an operation that does not depend on the power state. */
export function allowedRefusal(object: Properties, operation: string): string | undefined {
  if (texts(object, 'allowed_operations').includes(operation)) return undefined;
  return underWay(object) ?? 'The server does not allow it now.';
}

/** Templates and snapshots are kept as VMs, and do not run. */
export function isMachine(vm: Properties): boolean {
  return !flag(vm, 'is_a_template') && !flag(vm, 'is_a_snapshot');
}

export function isTemplate(vm: Properties): boolean {
  return flag(vm, 'is_a_template') && !flag(vm, 'is_a_snapshot');
}

const words: Readonly<Record<string, string>> = {
  Halted: 'The virtual machine is powered off.',
  Running: 'The virtual machine is already powered on.',
  Suspended: 'The virtual machine is suspended.',
  Paused: 'The virtual machine is paused.',
};

function wrongState(state: string | undefined): string {
  return words[state ?? ''] ?? 'The server does not tell the power state of the virtual machine.';
}

/** Something else is at work on the object. */
export function underWay(object: Properties): string | undefined {
  const [current] = entries(object, 'current_operations');
  return current === undefined
    ? undefined
    : `Something else is under way: ${current[1].replaceAll('_', ' ')}.`;
}

const needTools: ReadonlySet<string> = new Set([
  'clean_shutdown',
  'clean_reboot',
  'suspend',
  'pool_migrate',
  'checkpoint',
]);

function notAllowed(operation: string): string {
  return needTools.has(operation)
    ? 'The server does not allow it now: the guest may lack the VM tools.'
    : 'The server does not allow it now.';
}
