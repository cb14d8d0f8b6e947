import { ResourcePool, VirtualMachine } from '../estate/entity.ts';
import type { ComputeResource, Datastore, Host } from '../estate/entity.ts';
import {
  configureCluster,
  configuredBy,
  presentConfig,
  type ClusterSpec,
} from '../estate/cluster-config.ts';
import { findings } from '../estate/machine/compatibility.ts';
import { chooseHost, destinationOf } from '../estate/machine/relocation.ts';
import type { RelocateSpec } from '../estate/machine/relocation.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import type { Reference } from '../wire/value.ts';
import { objectOf } from './arguments.ts';
import { startTask } from './start-task.ts';

/** What is configured of a cluster, and what DRS advises. */

interface PlacementSpec {
  readonly vm?: Reference;
  readonly relocateSpec?: RelocateSpec;
  readonly placementType?: string;
}

/** @throws VimFault InvalidArgument for the spec of something else */
function reconfigure(call: Call<ComputeResource>): Task {
  const { self, args, world } = call;
  const spec = args.spec as ClusterSpec;
  if (spec.$type !== 'ClusterConfigSpecEx') throw invalidArgument('spec');
  const plan = { spec, modify: args.modify === true };
  const work = (): ReturnType<typeof configuredBy> => configuredBy(world.estate, self, plan);
  return startTask(call, {
    descriptionId: 'ClusterComputeResource.reconfigure',
    entity: self,
    check: () => void work(),
    run: () => configureCluster(world.estate, self, work()),
  });
}

export const clusterMethods: Handlers<ComputeResource> = {
  ReconfigureComputeResource_Task: reconfigure,
  FindRulesForVm: (call) => {
    const vm = objectOf(call, call.args.vm, VirtualMachine, 'vm');
    const { rule, group } = presentConfig(call.world.estate, call.self);
    const holds = (members: unknown): boolean =>
      Array.isArray(members) && members.some(({ id }: Reference) => id === vm.id);
    const groups = group.flatMap(({ name, vm: members }) => (holds(members) ? [name] : []));
    return rule.filter(
      (one) => holds(one.vm) || groups.includes(one.vmGroupName) || groups.includes(one.vmGroup),
    );
  },
  /** Only where to relocate a VM that exists. */
  PlaceVm: (call) => {
    const { self, args, world } = call;
    const { vm: named, relocateSpec = {}, placementType } = args.placementSpec as PlacementSpec;
    if (placementType !== 'relocate' || named === undefined) {
      throw new VimFault('NotSupported', 'The demo estate places only what is relocated.');
    }
    if (!self.settings.drs) {
      throw new VimFault('InvalidState', 'DRS is not enabled on the cluster.');
    }
    const vm = objectOf(call, named, VirtualMachine, 'placementSpec.vm');
    const pool = relocateSpec.pool ?? self.rootPool;
    objectOf(call, pool, ResourcePool, 'placementSpec.relocateSpec.pool');
    const fits = [...self.hosts].filter((host) => {
      const to = destinationOf(world.estate, vm, { ...relocateSpec, pool, host });
      return [...findings(vm, to)].every(({ isError }) => !isError);
    });
    const store = relocateSpec.datastore === undefined ? [] : [relocateSpec.datastore];
    const host = chooseHost(
      fits,
      store.flatMap(({ id }) => (world.estate.get(id) as Datastore | undefined) ?? []),
    );
    const recommendations = host === undefined ? [] : [recommendation(call, vm, host)];
    return data('PlacementResult', { recommendations });
  },
};

/** A ClusterRecommendation of the one kind that is made here. */
function recommendation(
  { self, world }: Call<ComputeResource>,
  vm: VirtualMachine,
  host: Host,
): object {
  const action = { type: 'PlacementV1', vm, target: host, targetHost: host };
  return {
    key: '1',
    type: 'V1',
    time: world.estate.now(),
    rating: 5,
    reason: 'xvmotionPlacement',
    reasonText: 'Place the virtual machine for vMotion',
    target: self,
    action: [data('PlacementAction', action)],
  };
}
