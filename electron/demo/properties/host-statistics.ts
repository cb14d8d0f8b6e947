import type { Host } from '../estate/entity.ts';
import { cpuUsage, hostMemory } from './vm-statistics.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** Figures of a host: the sum of its VMs and a little for itself. */

export function totalMhz(host: Host): number {
  return host.model.mhz * host.model.packages * host.model.coresPerPackage;
}

export function memoryBytes(host: Host): number {
  return host.model.memoryGB * 1024 ** 3 - 1_048_576 * 310;
}

export function hostCpuUsage(host: Host): number {
  let sum = 180 + ((host.serial * 37 + host.statsEpoch * 13) % 90);
  for (const vm of vmsOf(host)) {
    sum += cpuUsage(vm);
  }
  return Math.min(sum, totalMhz(host));
}

/** In MB. */
export function hostMemoryUsage(host: Host): number {
  let sum = 4100 + host.leakedMB + ((host.serial * 53 + host.statsEpoch * 7) % 160);
  for (const vm of vmsOf(host)) {
    sum += hostMemory(vm);
  }
  return Math.min(sum, host.model.memoryGB * 1024);
}

/** Paths that move at every refresh. */
export const movingHostStats: readonly string[] = [
  'summary.quickStats.overallCpuUsage',
  'summary.quickStats.overallMemoryUsage',
  'summary.quickStats.uptime',
];
