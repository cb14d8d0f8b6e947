import { describeConformance } from '../../conformance.ts';
import { plain } from './provider.ts';
import { plainPassword, PlainServer, plainUser } from './server.ts';

describeConformance('a third family, against its simulated server', {
  provider: plain,
  vmType: 'Machine',
  heavyPath: 'notes',
  startServer: async () => {
    const server = new PlainServer(6);
    const address = await server.listen();
    return {
      address,
      user: plainUser,
      password: plainPassword,
      pinnedFingerprint: null,
      vms: () => [...server.machines.keys()],
      sessions: () => Promise.resolve(server.sessions.size),
      expireSessions: () => server.expireSessions(),
      restart: () => server.restart(),
      dropConnections: () => server.dropConnections(),
      close: () => server.close(),
    };
  },
});
