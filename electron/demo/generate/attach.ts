import type {
  ComputeResource,
  Datastore,
  DistributedSwitch,
  Host,
  Network,
} from '../estate/entity.ts';

/** The networks of a data center. */
export interface SiteNetworks {
  readonly vmNetwork: Network;
  readonly portgroups: ReadonlyMap<string, Network>;
  readonly dvs: DistributedSwitch;
}

/**
 * Gives the hosts of a compute resource their datastores and networks.
 * @param isOnSwitch whether they are on the distributed switch; without it they have standard networks only
 */
export function attach(
  compute: ComputeResource,
  hosts: readonly Host[],
  datastores: readonly Datastore[],
  networks: SiteNetworks,
  isOnSwitch = compute.isCluster,
): void {
  const all = [networks.vmNetwork, ...(isOnSwitch ? networks.portgroups.values() : [])];
  for (const store of datastores) {
    compute.datastores.add(store);
  }
  for (const network of all) {
    compute.networks.add(network);
  }
  for (const host of hosts) {
    for (const store of datastores) {
      host.datastores.add(store);
      store.hosts.add(host);
    }
    for (const network of all) {
      host.networks.add(network);
      network.hosts.add(host);
    }
    if (isOnSwitch) {
      networks.dvs.hosts.add(host);
    }
  }
}
