import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { flag, text } from '../map/read.ts';
import type { Subject } from './definition.ts';

export { already, firstOf } from '../../operations/refusal.ts';

export function isTemplate({ object }: Subject): boolean {
  return flag(object, 'config.template') === true;
}

export function isMachine(subject: Subject): boolean {
  return !isTemplate(subject);
}

export function noTemplate(subject: Subject): Text | undefined {
  return isTemplate(subject) ? say('refusal.template') : undefined;
}

/** Nothing can be asked of an object whose host, or whose files, the server has lost. */
export function reachable({ object }: Subject): Text | undefined {
  switch (text(object, 'runtime.connectionState')) {
    case 'disconnected':
    case 'notResponding':
      return say('refusal.hostLost');
    case 'orphaned':
      return say('refusal.orphaned');
    case 'inaccessible':
    case 'invalid':
      return say('refusal.filesLost');
    default:
      return undefined;
  }
}

/** Only what is off. */
export function poweredOff({ object }: Subject): Text | undefined {
  switch (powerState(object)) {
    case 'poweredOn':
      return say('refusal.powerOffFirst');
    case 'suspended':
      return say('refusal.suspendedPowerOff');
    default:
      return undefined;
  }
}

export function running({ object }: Subject): Text | undefined {
  switch (powerState(object)) {
    case 'poweredOff':
      return say('refusal.poweredOff');
    case 'suspended':
      return say('refusal.suspended');
    default:
      return undefined;
  }
}

export function notSuspended({ object }: Subject): Text | undefined {
  return powerState(object) === 'suspended' ? say('refusal.suspendedPowerAny') : undefined;
}

export function powerState(vm: Properties): string | undefined {
  return text(vm, 'runtime.powerState');
}

/** A single ESXi host lacks what only vCenter Server does. */
export function needsVcenter({ lookup }: Subject): Text | undefined {
  return isSingleHost(lookup) ? say('refusal.needsVcenter') : undefined;
}

/** Whether the server is an ESXi host by itself (AboutInfo.apiType). */
export function isSingleHost(lookup: Subject['lookup']): boolean {
  for (const ref of lookup.ofType('ServiceInstance')) {
    const service = lookup.get(ref);
    return service !== undefined && text(service, 'content.about.apiType') === 'HostAgent';
  }
  return false;
}
