import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Lookup } from '../../provider.ts';
import { entries, flag, follow, list, text } from '../map/read.ts';
import { hasTools } from '../map/vm.ts';

export type PowerState = 'Halted' | 'Running' | 'Suspended' | 'Paused';

/** Why the server would refuse an operation on a VM now, by what it says of it; undefined if it would not. */
export function vmRefusal(
  vm: Properties,
  operation: string,
  states: readonly PowerState[],
  lookup: Lookup,
): Text | undefined {
  const state = text(vm, 'power_state');
  if (!states.some((one) => one === state)) return wrongState(state);
  if (state === 'Running' && needTools.has(operation)) {
    const words = hasTools(follow(lookup, vm, 'guest_metrics'))
      ? say('refusal.toolsMayLack')
      : say('refusal.toolsDoNotRun');
    return allowedRefusal(vm, operation, staysWhereItIs(vm, operation, lookup) ?? words);
  }
  return allowedRefusal(vm, operation, staysWhereItIs(vm, operation, lookup));
}

/** Why the memory of a machine goes nowhere: what it holds of its host, or what it was started with (xapi_vm_lifecycle.ml). */
function staysWhereItIs(vm: Properties, operation: string, lookup: Lookup): Text | undefined {
  if (!carrying.has(operation)) return undefined;
  const held = ['attached_PCIs', 'VGPUs', 'VUSBs'].some((path) => list(vm, path).length > 0);
  if (held) return say('refusal.holdsHardware');
  const metrics = follow(lookup, vm, 'metrics');
  return flag(metrics, 'nomigrate') || flag(metrics, 'nested_virt')
    ? say('refusal.boundToHost')
    : undefined;
}

/** The same for an operation that does not depend on the power state. */
export function allowedRefusal(
  object: Properties,
  operation: string,
  otherwise: Text = say('refusal.notNow'),
): Text | undefined {
  if (list(object, 'allowed_operations').includes(operation)) return undefined;
  return blocked(object, operation) ?? underWay(object) ?? otherwise;
}

/** Somebody locked the object against it (blocked_operations), and may have said why. */
function blocked(object: Properties, operation: string): Text | undefined {
  const reason = entries(object, 'blocked_operations').find(([key]) => key === operation)?.[1];
  if (reason === undefined) return undefined;
  const words = reason.trim();
  return say('refusal.blocked', { reason: /^true$/i.test(words) ? '' : words });
}

/** Templates and snapshots are kept as VMs, and do not run; a control domain is part of its host, and is left alone. */
export function isMachine(vm: Properties): boolean {
  return !flag(vm, 'is_a_template') && !flag(vm, 'is_a_snapshot') && !flag(vm, 'is_control_domain');
}

export function isTemplate(vm: Properties): boolean {
  return flag(vm, 'is_a_template') && !flag(vm, 'is_a_snapshot');
}

const words: Readonly<Record<string, Text>> = {
  Halted: say('refusal.poweredOff'),
  Running: say('refusal.already.poweredOn'),
  Suspended: say('refusal.suspended'),
  Paused: say('refusal.paused'),
};

function wrongState(state: string | undefined): Text {
  return words[state ?? ''] ?? say('refusal.noPowerState');
}

/** Something else is at work on the object. */
export function underWay(object: Properties): Text | undefined {
  const [current] = entries(object, 'current_operations');
  return current === undefined
    ? undefined
    : say('refusal.underWay', { operation: current[1].replaceAll('_', ' ') });
}

const carrying: ReadonlySet<string> = new Set([
  'suspend',
  'checkpoint',
  'pool_migrate',
  'migrate_send',
]);

const needTools: ReadonlySet<string> = new Set([
  'clean_shutdown',
  'clean_reboot',
  'suspend',
  'pool_migrate',
  'checkpoint',
]);
