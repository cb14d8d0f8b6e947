import { ResourcePool, VirtualMachine } from '../estate/entity.ts';
import type { ComputeResource, Datastore, Host } from '../estate/entity.ts';
import { findings } from '../estate/machine/compatibility.ts';
import { chooseHost, destinationOf } from '../estate/machine/relocation.ts';
import type { RelocateSpec } from '../estate/machine/relocation.ts';
import type { Call, Handlers } from '../server/call.ts';
import { VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import type { Reference } from '../wire/value.ts';
import { objectOf } from './arguments.ts';

/** What DRS advises. */

interface PlacementSpec {
  readonly vm?: Reference;
  readonly relocateSpec?: RelocateSpec;
  readonly placementType?: string;
}

export const clusterMethods: Handlers<ComputeResource> = {
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
