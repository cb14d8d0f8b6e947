import type { DemoEstate } from '#core/host.ts';

/** Starts the simulated servers on loopback. */
export function startDemo(_vms: number): Promise<DemoEstate> {
  return Promise.reject(new Error('The demo estate is not there yet.'));
}
