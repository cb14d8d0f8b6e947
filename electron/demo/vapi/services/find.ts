import {
  ComputeResource,
  Datacenter,
  Datastore,
  Folder,
  Host,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../../estate/entity.ts';
import type { Call } from '../server/call.ts';
import { message, objectNotFound, VapiError } from '../wire/error.ts';
import type { ObjectKind } from '../wire/error.ts';

const classes = {
  vm: VirtualMachine,
  host: Host,
  cluster: ComputeResource,
  datacenter: Datacenter,
  datastore: Datastore,
  network: Network,
  folder: Folder,
  resource_pool: ResourcePool,
} as const;

type Found<K extends ObjectKind> = InstanceType<(typeof classes)[K]>;

/** @throws VapiError not_found */
export function find<K extends ObjectKind>(call: Call, kind: K, id: string): Found<K> {
  const object = call.world.vim.estate.get(id);
  const isOne = object instanceof classes[kind];
  if (!isOne || (object instanceof ComputeResource && !object.isCluster)) {
    throw objectNotFound(kind, id);
  }
  return object as unknown as Found<K>;
}

/**
 * A VM whose configuration can be read.
 *
 * @throws VapiError not_found, resource_inaccessible
 */
export function readableVm(call: Call, id: string): VirtualMachine {
  const vm = find(call, 'vm', id);
  if (vm.connectionState === 'inaccessible') {
    throw new VapiError('resource_inaccessible', [
      message(
        'com.vmware.api.vcenter.vm.inaccessible',
        `Virtual machine '${vm.name}' is inaccessible.`,
        [vm.name],
      ),
    ]);
  }
  return vm;
}
