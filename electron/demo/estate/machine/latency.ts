import type { Host } from '../containers.ts';
import type { VmConfig } from './vm-parts.ts';

/** What a VM of high latency sensitivity lacks to run. */
interface Lacking {
  readonly property: 'cpuAllocation' | 'memoryAllocation';
  readonly words: string;
}

type Scheduled = Pick<
  VmConfig,
  'latency' | 'numCpu' | 'memoryMB' | 'cpuAllocation' | 'memoryAllocation'
>;

/** High latency sensitivity needs all memory reserved, and for every virtual CPU what a core of the host does. */
export function lackingForLatency(
  { latency, numCpu, memoryMB, cpuAllocation, memoryAllocation }: Scheduled,
  { model }: Host,
): Lacking | undefined {
  if (latency.level !== 'high') return undefined;
  if ((memoryAllocation?.reservation ?? 0) < memoryMB) {
    const words = `Invalid memory setting: memory reservation (sched.mem.min) should be equal to memsize(${memoryMB}).`;
    return { property: 'memoryAllocation', words };
  }
  const enough = numCpu * model.mhz;
  if ((cpuAllocation?.reservation ?? 0) >= enough) return undefined;
  const words = `Invalid CPU reservation for the latency-sensitive VM, (sched.cpu.min) should be at least ${enough} MHz.`;
  return { property: 'cpuAllocation', words };
}
