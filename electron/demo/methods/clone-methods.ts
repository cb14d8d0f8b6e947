import { Folder } from '../estate/entity.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { requirePower, requireConnected, unescapeName } from '../estate/operations.ts';
import type { ConfigSpec } from '../estate/machine/reconfigure.ts';
import { cloneVm, requireClone } from '../estate/machine/provision.ts';
import { requireSameSite } from '../estate/sites.ts';
import type { CloneRequest } from '../estate/machine/provision.ts';
import { destinationOf } from '../estate/machine/relocation.ts';
import type { RelocateSpec } from '../estate/machine/relocation.ts';
import { findings } from '../estate/machine/compatibility.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { demand, objectOf } from './arguments.ts';
import { changePower, requirePowerOn } from './power.ts';
import { demandDestination } from './relocate-methods.ts';
import { startTask } from './start-task.ts';

/** CloneVM_Task. */

/** The part of VirtualMachineCloneSpec that is simulated. */
export interface CloneSpec {
  readonly location: RelocateSpec;
  readonly template: boolean;
  readonly powerOn: boolean;
  readonly config?: ConfigSpec;
  readonly customization?: object;
  readonly snapshot?: Reference;
}

/** @throws VimFault InvalidArgument, InvalidFolder */
export function vmFolder(call: Call, value: unknown): Folder {
  const folder = objectOf(call, value, Folder, 'folder');
  if (!folder.childTypes.includes('VirtualMachine')) {
    throw new VimFault('InvalidFolder', `The folder '${folder.name}' holds no virtual machines.`, {
      target: folder,
    });
  }
  return folder;
}

function snapshotOf(call: Call<VirtualMachine>, { snapshot }: CloneSpec) {
  if (snapshot === undefined) {
    return undefined;
  }
  const found = call.world.estate.get(snapshot.id);
  if (found === undefined || !('vm' in found) || found.vm !== call.self) {
    throw invalidArgument('spec.snapshot');
  }
  return found as NonNullable<CloneRequest['snapshot']>;
}

/** A new copy needs a place to run; a template none. */
function requirePlace(source: VirtualMachine, { location, template, powerOn }: CloneSpec): void {
  if (source.template && !template && location.pool === undefined) {
    throw invalidArgument('spec.location.pool');
  }
  if (template && powerOn) {
    requirePower(source, [], 'poweredOn');
  }
}

function clone(call: Call<VirtualMachine>): Task {
  const { args, world, self } = call;
  const spec = args.spec as CloneSpec;
  const folder = vmFolder(call, args.folder);
  const name = unescapeName(String(args.name));
  requireConnected(self);
  if (spec.customization !== undefined) {
    throw new VimFault('NotSupported', 'The demo estate does not simulate guest customization.');
  }
  requirePlace(self, spec);
  const snapshot = snapshotOf(call, spec);
  const copied = { copy: name, asTemplate: spec.template };
  const first = destinationOf(world.estate, self, spec.location, copied);
  requireSameSite(folder, first.host);
  demand(call, folder, 'VirtualMachine.Inventory.CreateFromExisting');
  demandDestination(call, undefined, first);
  const plan = (): CloneRequest => planClone(call, spec, { name, folder, snapshot });
  return startTask(call, {
    descriptionId: 'VirtualMachine.clone',
    entity: self,
    cancelable: true,
    shared: true,
    heavyOn: first.host,
    effort: isLinked(spec) ? 0.5 : 2,
    check: plan,
    run: () => {
      const vm = cloneVm(world.estate, self, plan());
      if (spec.powerOn && !spec.template) {
        requirePowerOn(world, vm);
        changePower(world, vm, 'poweredOn');
      }
      return vm;
    },
  });
}

const isLinked = ({ location }: CloneSpec): boolean =>
  location.diskMoveType === 'createNewChildDiskBacking';

/** What is to be made, as things stand when the task gets to it. @throws VimFault where it cannot be made */
function planClone(
  { world, self }: Call<VirtualMachine>,
  spec: CloneSpec,
  known: Pick<CloneRequest, 'name' | 'folder' | 'snapshot'>,
): CloneRequest {
  const { name, folder, snapshot } = known;
  const { template } = spec;
  const config = snapshot === undefined ? {} : { config: snapshot.config };
  const copied = { ...config, copy: name, asTemplate: template };
  const to = destinationOf(world.estate, self, spec.location, copied);
  requireSameSite(folder, to.host);
  const request = { ...known, to, template, linked: isLinked(spec), config: spec.config };
  requireClone(self, request);
  requireReachable(self, request);
  return request;
}

/** A copy is off: of what could keep it from a host only the datastores and the host itself count. */
function requireReachable(source: VirtualMachine, { to }: CloneRequest): void {
  for (const { test, isError, fault } of findings(source, to)) {
    const counts =
      test === 'datastoreTests' ? fault.type !== 'CannotAccessVmDevice' : test === 'hostTests';
    const concernsRunning = ['CpuIncompatible', 'VMotionNotConfigured'].includes(fault.type);
    if (isError && counts && !concernsRunning) {
      throw fault;
    }
  }
}

export const cloneMethods: Handlers<VirtualMachine> = { CloneVM_Task: clone };
