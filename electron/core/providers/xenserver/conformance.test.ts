import { startDemoPool } from '../../../demo/xapi/pool.ts';
import { describeConformance } from '../conformance.ts';
import { xenserver } from './provider.ts';

describeConformance('XenServer, against the demo pool', {
  provider: xenserver,
  vmType: 'VM',
  heavyPath: 'data_sources',
  startServer: async () => {
    const pool = await startDemoPool({
      vms: 30,
      tls: true,
      taskSeconds: [0.2, 0.4],
      wrongPasswordSeconds: 0,
    });
    const { user, password, certificateFingerprint = null, misbehave, database } = pool;
    return {
      address: pool.url,
      user,
      password,
      pinnedFingerprint: certificateFingerprint,
      vms: () => [...database.all('VM')].map(({ values }) => values['uuid'] as string),
      sessions: () => Promise.resolve(database.count('session')),
      expireSessions: () => misbehave.expireSessions(),
      restart: () => misbehave.restart(1),
      dropConnections: () => misbehave.dropConnections(1),
      close: () => pool.close(),
    };
  },
});
