import { Host, ResourcePool } from '../estate/entity.ts';
import type { Folder, VirtualMachine } from '../estate/entity.ts';
import { hostFault } from '../estate/machine/compatibility.ts';
import { requireConnected, unescapeName } from '../estate/operations.ts';
import {
  createVm,
  datacenterOf,
  draftVm,
  markAsTemplate,
  markAsVm,
  registerVm,
  requireRegistrable,
  unregisterVm,
} from '../estate/machine/provision.ts';
import { requireSameSite } from '../estate/sites.ts';
import type { ConfigSpec } from '../estate/machine/reconfigure.ts';
import { chooseHost } from '../estate/machine/relocation.ts';
import { checkName } from '../estate/operations.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import { demand, objectOf, optionalObject } from './arguments.ts';
import { vmFolder } from './clone-methods.ts';
import { startTask } from './start-task.ts';

/** VMs created and registered in a folder or a pool; templates; VMs that leave the inventory. */

/** @throws VimFault InvalidArgument, HostNotConnected, InvalidHostState */
function hostIn(call: Call, pool: ResourcePool): Host {
  const named = optionalObject(call, call.args.host, Host, 'host');
  const hosts = pool.owner?.hosts ?? new Set<Host>();
  if (named !== undefined && !hosts.has(named)) {
    throw invalidArgument('host');
  }
  const host = named ?? (canChoose(pool) ? chooseHost(hosts) : undefined);
  if (host === undefined) {
    throw invalidArgument('host');
  }
  const fault = hostFault(host);
  if (fault !== undefined) {
    throw fault;
  }
  return host;
}

/** Without DRS the caller chooses, unless there is no choice. */
const canChoose = ({ owner }: ResourcePool): boolean =>
  owner !== undefined && (owner.settings.drs || owner.hosts.size === 1);

function create(call: Call, folder: Folder, pool: ResourcePool): Task {
  const given = call.args.config as ConfigSpec;
  const config = { ...given, name: unescapeName(given.name ?? '') };
  const { estate } = call.world;
  demand(call, pool, 'Resource.AssignVMToPool');
  const host = hostIn(call, pool);
  requireSameSite(folder, host);
  const request = { config, folder, pool, host };
  return startTask(call, {
    descriptionId: 'Folder.createVm',
    entity: folder,
    heavyOn: host,
    check: () => {
      checkName(undefined, config.name ?? '', folder.children);
      draftVm(estate, request);
    },
    run: () => createVm(estate, request),
  });
}

function register(call: Call, folder: Folder, pool: ResourcePool | undefined): Task {
  const { args, world } = call;
  const asTemplate = args.asTemplate === true;
  if (pool === undefined && !asTemplate) {
    throw invalidArgument('pool');
  }
  const named = optionalObject(call, args.host, Host, 'host');
  const host = pool === undefined ? (named ?? anyHost(folder)) : hostIn(call, pool);
  if (host === undefined) {
    throw invalidArgument('host');
  }
  requireSameSite(folder, host);
  const name =
    typeof args.name === 'string' && args.name !== '' ? unescapeName(args.name) : undefined;
  const request = { path: String(args.path), name, asTemplate, folder, pool, host };
  return startTask(call, {
    descriptionId: 'Folder.registerVm',
    entity: folder,
    check: () => requireRegistrable(request),
    run: () => registerVm(world.estate, request),
  });
}

function anyHost(folder: Folder): Host | undefined {
  const stores = datacenterOf(folder)?.datastores ?? [];
  return chooseHost([...stores].flatMap(({ hosts }) => [...hosts]));
}

const poolOf = (call: Call): ResourcePool => objectOf(call, call.args.pool, ResourcePool, 'pool');

/** The folder of a VM that is created in a pool: the data center's. */
function folderOf(pool: ResourcePool): Folder {
  if (pool.parentFolder !== undefined) {
    return pool.parentFolder;
  }
  const [store] = pool.owner?.datastores ?? [];
  if (store === undefined) {
    throw new VimFault('InvalidState', 'The compute resource has no datastore.');
  }
  return store.datacenter.vmFolder;
}

export const folderVmMethods: Handlers<Folder> = {
  CreateVM_Task: (call) => create(call, vmFolder(call, call.self), poolOf(call)),
  RegisterVM_Task: (call) =>
    register(
      call,
      vmFolder(call, call.self),
      optionalObject(call, call.args.pool, ResourcePool, 'pool'),
    ),
};

export const poolVmMethods: Handlers<ResourcePool> = {
  CreateChildVM_Task: (call) => create(call, folderOf(call.self), call.self),
  RegisterChildVM_Task: (call) => register(call, folderOf(call.self), call.self),
};

export const templateMethods: Handlers<VirtualMachine> = {
  MarkAsTemplate: ({ self, world }) => {
    requireConnected(self);
    requireIdle(self);
    if (self.template) {
      throw new VimFault('NotSupported', 'The operation is not supported on a template.');
    }
    markAsTemplate(world.estate, self);
  },
  MarkAsVirtualMachine: (call) => {
    const { self, world } = call;
    const pool = poolOf(call);
    requireIdle(self);
    demand(call, pool, 'Resource.AssignVMToPool');
    const named = optionalObject(call, call.args.host, Host, 'host');
    const stays = pool.owner === self.host.compute && named === undefined;
    markAsVm(world.estate, self, { pool, host: stays ? self.host : hostIn(call, pool) });
  },
  UnregisterVM: ({ self, world }) => {
    requireIdle(self);
    unregisterVm(world.estate, self);
  },
};

/** @throws VimFault TaskInProgress */
function requireIdle({ busyWith }: VirtualMachine): void {
  if (busyWith !== undefined) {
    throw new VimFault(
      'TaskInProgress',
      'The operation is not allowed: another task is already in progress.',
      { task: busyWith },
    );
  }
}
