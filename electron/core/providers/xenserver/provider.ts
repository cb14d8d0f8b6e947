import { parseEndpoint } from '#shared/model/server-address.ts';
import type { ConnectOptions, Provider, Session } from '../provider.ts';
import { toException } from './errors.ts';
import { mapRow, standsInTree } from './map/map-row.ts';
import { declaredType, onDemand } from './on-demand.ts';
import { offers } from './operations/offers.ts';
import { snapshotTree } from './operations/snapshot-tree.ts';
import { relations } from './relations/relations.ts';
import { readPermissions, readServerInfo } from './server-info.ts';
import { XenServerSession } from './session.ts';
import { connectXapi, type XapiClient } from './xapi/client.ts';

/** XenServer and XCP-ng, by XAPI. */
export const xenserver: Provider = {
  family: 'xenserver',
  connect,
  mapRow,
  standsInTree,
  offers,
  relations,
  snapshots: snapshotTree,
  onDemand,
  declaredType,
};

async function connect(options: ConnectOptions): Promise<Session> {
  const { user, password, pinnedFingerprint, signal, log } = options;
  const { origin } = parseEndpoint(options.address);
  const address = origin.replace(/^https?:\/\//, '');
  const logIn = { doing: `Logging in to ${address} as ${user}`, name: 'the server' };
  let client: XapiClient | undefined;
  try {
    client = await connectXapi({
      address: origin,
      credentials: { userName: user, password },
      trust: { pinnedFingerprint256: pinnedFingerprint },
      ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
      signal,
    });
    const [server, permissions] = await Promise.all([
      readServerInfo(client, user, signal),
      readPermissions(client, signal),
    ]);
    return new XenServerSession({ client, server, permissions, user, address, log });
  } catch (error) {
    await client?.close();
    throw toException(error, logIn);
  }
}
