import { onlyDefined } from '#shared/model/only-defined.ts';
import type { DemoEstate } from '#core/host.ts';

/** Virtual machines of the demo pool, beside those of the demo vCenter. */
const poolVms = 60;
const poolHosts = 2;

/** Starts the simulated servers on loopback. Loaded on demand: most runs need none of it. */
export async function startDemo(vms: number): Promise<DemoEstate> {
  const [{ startDemoVcenter }, { startDemoPool }] = await Promise.all([
    import('../demo/vcenter.ts'),
    import('../demo/xapi/pool.ts'),
  ]);
  const vcenter = await startDemoVcenter({ vms, tls: true });
  const pool = await startDemoPool({
    vms: poolVms,
    hosts: poolHosts,
    // Each host listens: the consoles of its machines are asked of it.
    members: poolHosts - 1,
    tls: true,
  }).catch(async (error: unknown) => {
    await vcenter.close();
    throw error;
  });
  return {
    servers: [
      { family: 'vsphere', name: 'Demo vCenter', address: vcenter.url, ...accountOf(vcenter) },
      { family: 'xenserver', name: 'Demo XenServer pool', address: pool.url, ...accountOf(pool) },
    ],
    close: async () => {
      await Promise.all([vcenter.close(), pool.close()]);
    },
  };
}

function accountOf(server: {
  readonly user: string;
  readonly password: string;
  readonly certificateFingerprint?: string | undefined;
}): { readonly user: string; readonly password: string; readonly fingerprint?: string } {
  const { user, password, certificateFingerprint: fingerprint } = server;
  return { user, password, ...onlyDefined({ fingerprint }) };
}
