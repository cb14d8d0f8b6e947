import { text as say } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { parseEndpoint } from '#shared/model/server-address.ts';
import type { ConnectOptions, Network, OtherServers, Provider, Session } from '../provider.ts';
import { alerts } from './map/alerts/alerts.ts';
import { consoleView } from './console/find-console.ts';
import { toException } from './errors.ts';
import { facts } from './facts/facts.ts';
import { mapRow, standsInTree } from './map/map-row.ts';
import { nativePaths } from './native-paths.ts';
import { declaredType, onDemand } from './on-demand.ts';
import { offers, verdicts } from './operations/offers.ts';
import { snapshotTree } from './operations/snapshots/snapshot-tree.ts';
import { sheet } from './sheet/sheet.ts';
import { relations } from './relations/relations.ts';
import { readPermissions, readServerInfo } from './server-info.ts';
import { XenServerSession } from './pool-session.ts';
import { connectXapi, type KnownMember, type XapiClient } from './xapi/client.ts';

/** XenServer and XCP-ng, by XAPI. */
export const xenserver: Provider = {
  family: 'xenserver',
  connect,
  mapRow,
  standsInTree,
  offers,
  verdicts,
  sheet,
  relations,
  facts,
  nativePaths,
  snapshots: snapshotTree,
  console: consoleView,
  alerts,
  onDemand,
  declaredType,
};

async function connect(options: ConnectOptions): Promise<Session> {
  const { user, password, pinnedFingerprint, others, signal, log } = options;
  const { origin } = parseEndpoint(options.address);
  const address = origin.replace(/^https?:\/\//, '');
  const logIn = { doing: say('doing.logIn', { address, user }), name: say('name.server') };
  let client: XapiClient | undefined;
  try {
    client = await connectXapi({
      address: origin,
      credentials: { userName: user, password },
      trust: { ...options.network, pinnedFingerprint256: pinnedFingerprint },
      ...(others !== undefined && {
        members: known(others, options.network),
        poolUuid: others.instanceUuid,
      }),
      ...onlyDefined({ encoding: options.encoding, stood: options.stood }),
      signal,
    });
    const [server, permissions] = await Promise.all([
      readServerInfo(client, user, signal),
      readPermissions(client, signal),
    ]);
    return new XenServerSession({ client, server, permissions, user, address, log });
  } catch (error) {
    await client?.close();
    options.left?.(client?.session.left ?? []);
    throw toException(error, logIn);
  }
}

/** They come from a file that somebody may have edited: what is no address is left out. */
function known({ servers }: OtherServers, network: Network | undefined): readonly KnownMember[] {
  return servers.flatMap(({ address, pinnedFingerprint }) =>
    isAddress(address)
      ? [{ address, trust: { ...network, pinnedFingerprint256: pinnedFingerprint } }]
      : [],
  );
}

function isAddress(text: string): boolean {
  try {
    parseEndpoint(text);
    return true;
  } catch {
    return false;
  }
}
