import { Folder, Host, ResourcePool, VirtualMachine } from '../../estate/entity.ts';
import type { Estate } from '../../estate/estate.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { collect, datacenterOf, folderOf, requireEnum, wantedTest } from './filter.ts';
import type { Wanted } from './filter.ts';
import { readableVm } from './find.ts';
import { powerStates } from './states.ts';
import { vmInfo } from './vm-info.ts';
import { provisioning } from './vm-provisioning.ts';
import { vmsOf } from '../../estate/machine/residents.ts';

/** `com.vmware.vcenter.VM`. */

interface VmFilter {
  readonly vms?: Wanted;
  readonly names?: Wanted;
  readonly folders?: Wanted;
  readonly datacenters?: Wanted;
  readonly hosts?: Wanted;
  readonly clusters?: Wanted;
  readonly resource_pools?: Wanted;
  readonly power_states?: Wanted;
}

/** Where matching VMs can only be, so that a list by host costs what the host has. */
function* candidates(estate: Estate, filter: VmFilter): Generator<VirtualMachine> {
  const ids = [filter.vms, filter.hosts, filter.folders, filter.resource_pools].find(
    (wanted) => wanted !== undefined && wanted.length > 0,
  );
  if (ids === undefined) {
    yield* estate.vms;
    return;
  }
  for (const id of ids) {
    const object = estate.get(id);
    if (object instanceof VirtualMachine) {
      yield object;
    } else if (object instanceof Host || object instanceof ResourcePool) {
      yield* vmsOf(object);
    } else if (object instanceof Folder) {
      for (const child of object.children) {
        if (child instanceof VirtualMachine) {
          yield child;
        }
      }
    }
  }
}

/** Templates are no virtual machines here; a folder filter does not look into its subfolders. */
function list({ filter = {} }: { filter?: VmFilter }, { world }: Call): object[] {
  requireEnum('com.vmware.vcenter.vm.power.state', filter.power_states);
  const vms = wantedTest(filter.vms);
  const names = wantedTest(filter.names);
  const hosts = wantedTest(filter.hosts);
  const folders = wantedTest(filter.folders);
  const pools = wantedTest(filter.resource_pools);
  const clusters = wantedTest(filter.clusters);
  const datacenters = wantedTest(filter.datacenters);
  const states = wantedTest(filter.power_states);
  return collect(
    candidates(world.vim.estate, filter),
    (vm) =>
      !vm.template &&
      states(powerStates[vm.power]) &&
      vms(vm.id) &&
      names(vm.name) &&
      hosts(vm.host.id) &&
      folders(folderOf(vm)?.id) &&
      pools(vm.pool?.id) &&
      clusters(vm.host.compute.isCluster ? vm.host.compute.id : undefined) &&
      datacenters(datacenterOf(vm)?.id),
    { part: 'vm', plural: 'virtual machines', limit: 4000 },
  ).map(summary);
}

function summary(vm: VirtualMachine): object {
  const isKnown = vm.connectionState !== 'inaccessible';
  return {
    vm: vm.id,
    name: vm.name,
    power_state: powerStates[vm.power],
    cpu_count: isKnown ? vm.numCpu : undefined,
    memory_size_MiB: isKnown ? vm.memoryMB : undefined,
  };
}

export const vm: Service = {
  list: on(list),
  get: on(({ vm: id }: { vm: string }, call) => vmInfo(call, readableVm(call, id))),
  ...provisioning,
};
