import { Host } from '../../estate/entity.ts';
import type { Folder, VirtualMachine } from '../../estate/entity.ts';
import type { Task } from '../../tasks/task.ts';
import type { Reference } from '../../wire/value.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { invalidArgument } from '../wire/error.ts';
import type { ObjectKind } from '../wire/error.ts';
import { datacenterOf, folderOf } from './filter.ts';
import { find } from './find.ts';
import { taskId } from './cis-tasks.ts';
import { invoke, runTask } from './vim25.ts';

/** `com.vmware.vcenter.VM` clone, relocate and delete, with their task variants. */

interface Placement {
  readonly folder?: string;
  readonly resource_pool?: string;
  readonly host?: string;
  readonly cluster?: string;
  readonly datastore?: string;
}

/** An object of a placement, when there is one. */
function placed(call: Call, kind: ObjectKind, id: string | undefined): Reference | undefined {
  return id === undefined ? undefined : find(call, kind, id);
}

/** The `VirtualMachineRelocateSpec` of a placement. */
function location(call: Call, placement: Placement = {}): Record<string, unknown> {
  const cluster =
    placement.cluster === undefined ? undefined : find(call, 'cluster', placement.cluster);
  const spec = {
    datastore: placed(call, 'datastore', placement.datastore),
    host: placed(call, 'host', placement.host),
    pool: placed(call, 'resource_pool', placement.resource_pool) ?? cluster?.rootPool,
    folder: placed(call, 'folder', placement.folder),
  };
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
}

function homeFolder(call: Call, vm: VirtualMachine, id: string | undefined): Folder {
  const folder = id === undefined ? folderOf(vm) : find(call, 'folder', id);
  const home = folder ?? datacenterOf(vm)?.vmFolder;
  if (home === undefined || !home.childTypes.includes('VirtualMachine')) {
    throw invalidArgument(
      'com.vmware.api.vcenter.vm.invalid_folder',
      `Folder '${id ?? ''}' does not hold virtual machines.`,
      [id ?? ''],
    );
  }
  return home;
}

interface CloneInput {
  readonly spec: {
    readonly source: string;
    readonly name: string;
    readonly placement?: Placement;
    readonly power_on?: boolean;
  };
}

/** The VM, the method and its arguments. */
type Work = readonly [vm: VirtualMachine, method: string, args: Record<string, unknown>];

function cloning({ spec }: CloneInput, call: Call): Work {
  const vm = find(call, 'vm', spec.source);
  const { folder: _, ...place } = location(call, spec.placement);
  const args = {
    folder: homeFolder(call, vm, spec.placement?.folder),
    name: spec.name,
    spec: { location: withPool(vm, place), template: false, powerOn: spec.power_on === true },
  };
  return [vm, 'CloneVM_Task', args];
}

/** vim25 leaves the pool of a VM made from a template to the caller; here the system chooses. */
function withPool(vm: VirtualMachine, place: Record<string, unknown>): Record<string, unknown> {
  const host = place.host instanceof Host ? place.host : vm.host;
  return vm.template && place.pool === undefined
    ? { ...place, pool: host.compute.rootPool }
    : place;
}

interface RelocateInput {
  readonly vm: string;
  readonly spec: { readonly placement?: Placement };
}

function relocating({ vm: id, spec }: RelocateInput, call: Call): Work {
  return [find(call, 'vm', id), 'RelocateVM_Task', { spec: location(call, spec.placement) }];
}

/** Both forms of an operation: one waits for the end, the other names the task. */
function both(
  name: string,
  plan: (input: never, call: Call) => Work,
  result: (value: unknown) => unknown,
): Service {
  return {
    [name]: on(async (input, call) => {
      const [vm, method, args] = plan(input, call);
      return result(await runTask(call, vm, method, args));
    }),
    [`${name}$task`]: on(async (input, call) => {
      const [vm, method, args] = plan(input, call);
      return taskId((await invoke(call, vm, method, args)) as Task);
    }),
  };
}

export const provisioning: Service = {
  ...both('clone', cloning, (value) => (value as Reference).id),
  ...both('relocate', relocating, () => undefined),
  delete: on(async ({ vm: id }: { vm: string }, call) => {
    await runTask(call, find(call, 'vm', id), 'Destroy_Task');
  }),
  unregister: on(async ({ vm: id }: { vm: string }, call) => {
    await invoke(call, find(call, 'vm', id), 'UnregisterVM');
  }),
};
