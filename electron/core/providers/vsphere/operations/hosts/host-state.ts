import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { flag, number, text } from '../../map/read.ts';

/** Why nothing can be put on a host now. */
export function hostRefusal(host: Properties): Text | undefined {
  const connection = text(host, 'runtime.connectionState');
  if (connection !== undefined && connection !== 'connected') return say('refusal.hostLost');
  if (flag(host, 'runtime.inMaintenanceMode') === true) return say('choice.maintenance');
  return text(host, 'runtime.powerState') === 'standBy' ? say('choice.standby') : undefined;
}

/** Memory of a host that no virtual machine uses now, in bytes. */
export function freeMemory(host: Properties): number {
  const memory = number(host, 'summary.hardware.memorySize') ?? 0;
  const used = number(host, 'summary.quickStats.overallMemoryUsage') ?? 0;
  return Math.max(0, memory - used * 1024 ** 2);
}
