import { startDemoVcenter } from '../../../demo/vcenter.ts';
import { silentLog } from '../../log.ts';
import { describeConformance } from '../conformance.ts';
import { toRef } from './object-updates.ts';
import { vsphere } from './provider.ts';
import { moref } from './vim25/values.ts';

describeConformance('vSphere, against the demo vCenter', {
  provider: vsphere,
  vmType: 'VirtualMachine',
  heavyPath: 'config',
  startServer: async () => {
    const demo = await startDemoVcenter({
      vms: 30,
      tls: true,
      quickStatsSeconds: 0,
      taskSeconds: [0.2, 0.4],
    });
    const { user, password, certificateFingerprint = null, misbehave } = demo;
    const account = { user, password, pinnedFingerprint: certificateFingerprint };
    const address = demo.url;
    return {
      ...account,
      address,
      vms: () => [...demo.estate.vms].map(({ id }) => id),
      sessions: async () => {
        const { signal } = new AbortController();
        const witness = await vsphere.connect({ ...account, address, signal, log: silentLog });
        const manager = toRef(moref('SessionManager', 'SessionManager'));
        const { value } = await witness.read(manager, 'sessionList', signal);
        await witness.close();
        return (value as readonly unknown[]).length - 1;
      },
      expireSessions: () => misbehave.expireSessions(),
      restart: () => misbehave.restart(1),
      dropConnections: () => misbehave.dropConnections(1),
      denyRead: () => {
        misbehave.deny({ type: 'VirtualMachine', path: 'guest.ipAddress' });
        return 'guest.ipAddress';
      },
      close: () => demo.close(),
    };
  },
});
