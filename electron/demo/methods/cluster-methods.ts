import { VirtualMachine } from '../estate/entity.ts';
import type { ComputeResource } from '../estate/entity.ts';
import {
  configureCluster,
  configuredBy,
  presentConfig,
  type ClusterSpec,
} from '../estate/cluster-config.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { objectOf } from './arguments.ts';
import { startTask } from './start-task.ts';

/** What is configured of a cluster. */

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
};
