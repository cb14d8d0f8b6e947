import type { VirtualMachine } from '../estate/entity.ts';
import { noise } from '../estate/random.ts';
import type { Data } from '../wire/value.ts';

/** Moving figures of a VM: functions of its serial number and its statistics epoch, so that nothing need be stored. */

/** Load of the processor in per cent: a base of its own, drifting slowly, with noise. */
function load(vm: VirtualMachine): number {
  const base = vm.exhausted === 'cpu' ? 84 : 4 + 55 * noise(vm.serial, 0, 11) ** 2;
  const drift = 12 * Math.sin((vm.statsEpoch + vm.serial) / 20);
  return Math.max(0.5, Math.min(100, base + drift + 10 * noise(vm.serial, vm.statsEpoch, 7)));
}

/** Load of the processor in per cent; 0 for what does not run. */
export function cpuLoad(vm: VirtualMachine): number {
  return vm.power === 'poweredOn' ? load(vm) : 0;
}

/** Processor use in MHz. */
export function cpuUsage(vm: VirtualMachine): number {
  return vm.power === 'poweredOn'
    ? Math.round((load(vm) / 100) * vm.numCpu * vm.host.model.mhz)
    : 0;
}

/** Memory in the guest's active use, in MB. */
export function guestMemory(vm: VirtualMachine): number {
  if (vm.power !== 'poweredOn') {
    return 0;
  }
  const base = vm.exhausted === 'memory' ? 0.8 : 0.08;
  const spread = vm.exhausted === 'memory' ? 0.14 : 0.3;
  const part = base + spread * noise(vm.serial, 0, 3) + 0.06 * noise(vm.serial, vm.statsEpoch, 5);
  return Math.round(vm.memoryMB * part);
}

/** Memory that the host spends on the VM, in MB. */
export function hostMemory(vm: VirtualMachine): number {
  return vm.power === 'poweredOn'
    ? Math.round(vm.memoryMB * (0.55 + 0.4 * noise(vm.serial, 0, 9)))
    : 0;
}

/** `summary.quickStats` fields that move at every refresh, as paths. */
export const movingStats: readonly string[] = [
  'summary.quickStats.activeMemory',
  'summary.quickStats.distributedCpuEntitlement',
  'summary.quickStats.guestMemoryUsage',
  'summary.quickStats.overallCpuDemand',
  'summary.quickStats.overallCpuUsage',
  'summary.quickStats.uptimeSeconds',
];

export function heartbeat(vm: VirtualMachine): string {
  const running =
    vm.power === 'poweredOn' && vm.tools !== 'notInstalled' && vm.tools !== 'notRunning';
  return running && vm.connectionState === 'connected' ? 'green' : 'gray';
}

function uptimeSeconds(vm: VirtualMachine, now: Date): number {
  return vm.bootTime === undefined || vm.power !== 'poweredOn'
    ? 0
    : Math.max(0, Math.floor((now.getTime() - vm.bootTime.getTime()) / 1000));
}

export function quickStats(vm: VirtualMachine, now: Date): Data {
  const on = vm.power === 'poweredOn';
  const cpu = cpuUsage(vm);
  const used = hostMemory(vm);
  return {
    overallCpuUsage: cpu,
    overallCpuDemand: on ? Math.round(cpu * 1.04) : 0,
    overallCpuReadiness: 0,
    guestMemoryUsage: guestMemory(vm),
    hostMemoryUsage: used,
    guestHeartbeatStatus: heartbeat(vm),
    distributedCpuEntitlement: cpu,
    distributedMemoryEntitlement: used,
    staticCpuEntitlement: on ? vm.numCpu * vm.host.model.mhz : 0,
    staticMemoryEntitlement: on ? vm.memoryMB : 0,
    grantedMemory: used,
    privateMemory: used,
    sharedMemory: 0,
    swappedMemory: 0,
    balloonedMemory: 0,
    consumedOverheadMemory: on ? 60 + vm.numCpu * 6 : 0,
    ftLogBandwidth: -1,
    ftSecondaryLatency: -1,
    ftLatencyStatus: 'gray',
    compressedMemory: 0,
    uptimeSeconds: uptimeSeconds(vm, now),
    ssdSwappedMemory: 0,
    activeMemory: guestMemory(vm),
  };
}
