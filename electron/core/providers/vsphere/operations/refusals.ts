import type { Properties } from '#shared/model/object-update.ts';
import { flag, text } from '../map/read.ts';
import type { Refusal, Subject } from './definition.ts';

/** The first reason that there is. */
export function firstOf(
  subject: Subject,
  ...checks: readonly ((subject: Subject) => Refusal | undefined)[]
): Refusal | undefined {
  for (const check of checks) {
    const refusal = check(subject);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The object is already as the operation would leave it. */
export function already(reason: string): Refusal {
  return { reason, done: true };
}

export function isTemplate({ object }: Subject): boolean {
  return flag(object, 'config.template') === true;
}

export function isMachine(subject: Subject): boolean {
  return !isTemplate(subject);
}

export function noTemplate(subject: Subject): string | undefined {
  return isTemplate(subject)
    ? 'This is a template. Convert it to a virtual machine first.'
    : undefined;
}

/** Nothing can be asked of an object whose host, or whose files, the server has lost. */
export function reachable({ object }: Subject): string | undefined {
  switch (text(object, 'runtime.connectionState')) {
    case 'disconnected':
    case 'notResponding':
      return 'The server has lost its connection to the host.';
    case 'orphaned':
      return 'The virtual machine is orphaned: no host has it any more.';
    case 'inaccessible':
    case 'invalid':
      return 'The files of the virtual machine cannot be reached.';
    default:
      return undefined;
  }
}

/** Only what is off. */
export function poweredOff({ object }: Subject): string | undefined {
  switch (powerState(object)) {
    case 'poweredOn':
      return 'The virtual machine has to be powered off first.';
    case 'suspended':
      return 'The virtual machine is suspended. Power it off first.';
    default:
      return undefined;
  }
}

export function running({ object }: Subject): string | undefined {
  switch (powerState(object)) {
    case 'poweredOff':
      return 'The virtual machine is powered off.';
    case 'suspended':
      return 'The virtual machine is suspended.';
    default:
      return undefined;
  }
}

export function notSuspended({ object }: Subject): string | undefined {
  return powerState(object) === 'suspended'
    ? 'The virtual machine is suspended. Power it on or off first.'
    : undefined;
}

export function powerState(vm: Properties): string | undefined {
  return text(vm, 'runtime.powerState');
}

/** A single ESXi host lacks what only vCenter Server does. */
export function needsVcenter({ lookup }: Subject): string | undefined {
  return isSingleHost(lookup)
    ? 'A single ESXi host cannot do this: it takes vCenter Server.'
    : undefined;
}

/** Whether the server is an ESXi host by itself (AboutInfo.apiType). */
export function isSingleHost(lookup: Subject['lookup']): boolean {
  for (const ref of lookup.ofType('ServiceInstance')) {
    const service = lookup.get(ref);
    return service !== undefined && text(service, 'content.about.apiType') === 'HostAgent';
  }
  return false;
}
