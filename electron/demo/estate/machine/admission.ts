import { VimFault } from '../../wire/fault.ts';
import type { ResourcePool, VirtualMachine } from '../entity.ts';
import { hostFault } from './compatibility.ts';
import { lackingForLatency } from './latency.ts';
import { vmsOf } from './residents.ts';

/** Whether a VM may be powered on: its reservations must fit the pool's. */

/** Memory that the host needs besides the guest's, in MB; it is reserved always. */
function overheadMB({ numCpu, memoryMB }: VirtualMachine): number {
  return Math.round(40 + numCpu * 4 + memoryMB * 0.005);
}

interface Need {
  readonly cpu: number;
  readonly memory: number;
}

function needOf(vm: VirtualMachine): Need {
  return {
    cpu: vm.cpuAllocation?.reservation ?? 0,
    memory: (vm.memoryAllocation?.reservation ?? 0) + overheadMB(vm),
  };
}

/** What runs in a pool and below it has reserved; a pool below counts with its own reservation at least. */
function reserved(pool: ResourcePool): Need {
  let [cpu, memory] = [0, 0];
  for (const vm of vmsOf(pool)) {
    if (vm.power === 'poweredOn') {
      const need = needOf(vm);
      cpu += need.cpu;
      memory += need.memory;
    }
  }
  for (const child of pool.pools) {
    const below = reserved(child);
    cpu += Math.max(below.cpu, child.cpuAllocation.reservation);
    memory += Math.max(below.memory, child.memoryAllocation.reservation);
  }
  return { cpu, memory };
}

function capacity(pool: ResourcePool): Need {
  let [cpu, memory] = [0, 0];
  for (const { model, connectionState, inMaintenance } of pool.owner?.hosts ?? []) {
    if (connectionState === 'connected' && !inMaintenance) {
      cpu += model.packages * model.coresPerPackage * model.mhz;
      memory += model.memoryGB * 1024;
    }
  }
  return { cpu, memory };
}

/** What a pool can still give, and whether it may ask its parent for more. */
function free(pool: ResourcePool, kind: keyof Need): { left: number; mayAsk: boolean } {
  const allocation = kind === 'cpu' ? pool.cpuAllocation : pool.memoryAllocation;
  const used = reserved(pool)[kind];
  const isRoot = pool.parent === pool.owner;
  if (isRoot) {
    return { left: capacity(pool)[kind] - used, mayAsk: false };
  }
  const underLimit = allocation.limit < 0 ? Infinity : allocation.limit - used;
  if (!allocation.expandable) {
    return { left: Math.min(underLimit, allocation.reservation - used), mayAsk: false };
  }
  return { left: underLimit, mayAsk: true };
}

function requirePool(pool: ResourcePool, need: Need): void {
  for (const kind of ['memory', 'cpu'] as const) {
    for (let at: ResourcePool | undefined = pool; at !== undefined; ) {
      const { left, mayAsk } = free(at, kind);
      if (need[kind] > left) {
        throw insufficient(kind, Math.max(0, Math.round(left)), need[kind]);
      }
      at = mayAsk && at.parent !== at.owner ? (at.parent as ResourcePool | undefined) : undefined;
    }
  }
}

function insufficient(kind: keyof Need, left: number, requested: number): VimFault {
  const factor = kind === 'memory' ? 1024 ** 2 : 1;
  return new VimFault(
    kind === 'memory' ? 'InsufficientMemoryResourcesFault' : 'InsufficientCpuResourcesFault',
    `The available ${kind === 'memory' ? 'Memory' : 'CPU'} resources in the parent resource pool are insufficient for the operation.`,
    { unreserved: left * factor, requested: requested * factor },
  );
}

/** @throws VimFault HostNotConnected, InvalidHostState, NotEnoughLogicalCpus, GenericVmConfigFault, InsufficientResourcesFault */
export function requireResources(vm: VirtualMachine): void {
  const fault = hostFault(vm.host);
  if (fault !== undefined) {
    throw fault;
  }
  const { model } = vm.host;
  const threads = model.packages * model.coresPerPackage * 2;
  if (vm.numCpu > threads) {
    throw new VimFault(
      'NotEnoughLogicalCpus',
      `The virtual machine requires ${vm.numCpu} logical CPUs, host '${vm.host.name}' has ${threads}.`,
      { numCpuDest: threads, numCpuVm: vm.numCpu, host: vm.host },
    );
  }
  const lacking = lackingForLatency(vm, vm.host);
  if (lacking !== undefined) {
    throw new VimFault('GenericVmConfigFault', lacking.words, { reason: lacking.words });
  }
  if (vm.pool !== undefined) {
    requirePool(vm.pool, needOf(vm));
  }
}
