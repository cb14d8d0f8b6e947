import type { Properties } from '#shared/model/object-update.ts';
import { flag, number, text } from '../map/read.ts';

/** Why nothing can be put on a host now. */
export function hostRefusal(host: Properties): string | undefined {
  const connection = text(host, 'runtime.connectionState');
  if (connection !== undefined && connection !== 'connected')
    return 'The server has lost its connection to the host.';
  if (flag(host, 'runtime.inMaintenanceMode') === true) return 'It is in maintenance mode.';
  return text(host, 'runtime.powerState') === 'standBy' ? 'It is in standby.' : undefined;
}

/** Memory of a host that no virtual machine uses now, in bytes. */
export function freeMemory(host: Properties): number {
  const memory = number(host, 'summary.hardware.memorySize') ?? 0;
  const used = number(host, 'summary.quickStats.overallMemoryUsage') ?? 0;
  return Math.max(0, memory - used * 1024 ** 2);
}
