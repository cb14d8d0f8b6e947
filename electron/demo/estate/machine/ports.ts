import type { Network } from '../containers.ts';
import type { Estate } from '../estate.ts';

/** Tells what follows from the machines on a distributed port group: its ports, and how many its switch has. */
export function reportPorts(estate: Estate, network: Network): void {
  const { dvs } = network;
  if (dvs === undefined) return;
  estate.changed(network, 'portKeys', 'config.numPorts');
  estate.changed(dvs, 'config.numPorts', 'summary.numPorts');
}
