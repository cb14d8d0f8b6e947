import { randomUUID } from 'node:crypto';
import { ComputeResource, VirtualMachine } from '../../estate/entity.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { message, objectNotFound, VapiError } from '../wire/error.ts';
import { requirePrivilege } from './vim25.ts';

/**
 * `com.vmware.vcenter.cluster.modules` and its members: machines of a cluster that run on hosts of their own, as solutions ask for.
 * The published bindings do not have it; REST and the tools that use it do.
 */

/** Modules live with the server, whatever happens to sessions. */
const modules = new WeakMap<object, Map<string, Module>>();

interface Module {
  readonly id: string;
  readonly cluster: ComputeResource;
  readonly vms: Set<VirtualMachine>;
}

function storeOf({ world }: Call): Map<string, Module> {
  const { estate } = world.vim;
  const found = modules.get(estate) ?? new Map<string, Module>();
  modules.set(estate, found);
  for (const [id, { cluster }] of found) if (estate.get(cluster.id) !== cluster) found.delete(id);
  return found;
}

/** @throws VapiError not_found */
function moduleOf(call: Call, id: string): Module {
  const found = storeOf(call).get(id);
  if (found === undefined) {
    const text = `The module ${id} was not found.`;
    throw new VapiError('not_found', [
      message('com.vmware.vcenter.cluster.modules.not_found', text),
    ]);
  }
  return found;
}

/** Machines that are gone are members no more. */
function membersOf(call: Call, { vms }: Module): readonly VirtualMachine[] {
  return [...vms].filter((vm) => call.world.vim.estate.get(vm.id) === vm);
}

const reconfigure = 'Host.Inventory.EditCluster';

function create({ spec }: { readonly spec: { readonly cluster: string } }, call: Call): string {
  const cluster = call.world.vim.estate.get(spec.cluster);
  if (!(cluster instanceof ComputeResource) || !cluster.isCluster)
    throw objectNotFound('cluster', spec.cluster);
  requirePrivilege(call, cluster, reconfigure);
  const id = randomUUID();
  storeOf(call).set(id, { id, cluster, vms: new Set() });
  return id;
}

interface ByModule {
  readonly module: string;
}

export const clusterModules: Service = {
  list: (call) => ({
    summaries: [...storeOf(call).values()].map(({ id, cluster }) => ({
      module: id,
      cluster: cluster.id,
    })),
  }),
  create: on(create),
  delete: on(({ module }: ByModule, call) => {
    const { id, cluster } = moduleOf(call, module);
    requirePrivilege(call, cluster, reconfigure);
    storeOf(call).delete(id);
  }),
};

/** All of them or none: one that does not fit fails the whole request. */
function change(act: 'add' | 'delete') {
  return ({ module, vms }: ByModule & { readonly vms: readonly string[] }, call: Call): object => {
    const found = moduleOf(call, module);
    requirePrivilege(call, found.cluster, reconfigure);
    const members = new Set(membersOf(call, found));
    const named = vms.map((id) => {
      const vm = call.world.vim.estate.get(id);
      return vm instanceof VirtualMachine && vm.host.compute === found.cluster ? vm : undefined;
    });
    const fits = named.every((vm) => vm !== undefined && members.has(vm) === (act === 'delete'));
    if (fits) for (const vm of named) if (vm !== undefined) found.vms[act](vm);
    return { success: fits };
  };
}

export const clusterModuleMembers: Service = {
  list: on(({ module }: ByModule, call) => ({
    vms: membersOf(call, moduleOf(call, module)).map(({ id }) => id),
  })),
  add: on(change('add')),
  remove: on(change('delete')),
};
