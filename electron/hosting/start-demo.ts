import type { DemoEstate } from '#core/host.ts';

/** Starts the simulated servers on loopback. Loaded on demand: most runs need none of it. */
export async function startDemo(vms: number): Promise<DemoEstate> {
  const { startDemoVcenter } = await import('../demo/vcenter.ts');
  const vcenter = await startDemoVcenter({ vms, tls: true });
  const { url, user, password, certificateFingerprint: fingerprint } = vcenter;
  return {
    servers: [
      {
        family: 'vsphere',
        name: 'Demo vCenter',
        address: url,
        user,
        password,
        ...(fingerprint === undefined ? {} : { fingerprint }),
      },
    ],
    close: () => vcenter.close(),
  };
}
