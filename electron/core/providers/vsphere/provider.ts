import { UnreadableLog } from '../../net/unreadable-log.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { parseServerAddress } from '#shared/model/server-address.ts';
import type { ConnectOptions, Provider, Session } from '../provider.ts';
import { AutomationLink } from './automation/automation-link.ts';
import { connectAutomation } from './automation/without-vim25/connect.ts';
import { automationOffers, automationVerdicts } from './automation/operations/run.ts';
import { declaredType } from './declared-type.ts';
import { toException } from './errors.ts';
import { facts } from './facts/facts.ts';
import { isAutomationEntity } from './map/automation-entity.ts';
import { alerts, standsInTree } from './map/alarm-state.ts';
import { mapRow } from './map/map-row.ts';
import { nativePaths } from './native-paths.ts';
import { onDemand } from './on-demand.ts';
import { offers, verdicts } from './operations/offers.ts';
import { snapshotTree } from './operations/snapshots/snapshot-tree.ts';
import { VsphereSession } from './vsphere-session.ts';
import { sheet } from './sheet/sheet.ts';
import { relations } from './relations.ts';
import { connectVim25, type Vim25Client } from './vim25/client.ts';
import type { UserSession } from './vim25/types.gen.ts';

/** vCenter Server and ESXi, by the vSphere Web Services API. */
export const vsphere: Provider = {
  family: 'vsphere',
  connect,
  mapRow,
  standsInTree,
  alerts,
  offers: (ref, properties, context, only) => [
    ...(isAutomationEntity(ref, properties) ? [] : offers(ref, properties, context, only)),
    ...automationOffers(ref, properties, context, only),
  ],
  verdicts: (ref, properties, context) => [
    ...(isAutomationEntity(ref, properties) ? [] : verdicts(ref, properties, context)),
    ...automationVerdicts(ref, properties, context),
  ],
  sheet,
  relations,
  facts,
  nativePaths,
  snapshots: snapshotTree,
  onDemand,
  declaredType,
};

async function connect(options: ConnectOptions): Promise<Session> {
  if (options.protocol === 'automation') return connectAutomation(options);
  const { origin, host, port } = parseServerAddress(options.address);
  const { pinnedFingerprint, signal, user, password, log } = options;
  const address = `${host}:${port}`;
  let client: Vim25Client | undefined;
  let automation: AutomationLink | null = null;
  try {
    const trust = { ...options.network, pinnedFingerprint256: pinnedFingerprint };
    const unreadables = new UnreadableLog(log);
    const found = unreadables.note;
    client = await connectVim25({ url: origin, trust, signal, found, stood: options.stood });
    const session = await login(client, { user, password, address, signal });
    // The second API is vCenter's: a single ESXi host is not asked for it again and again.
    if (client.about.apiType !== 'HostAgent')
      automation = new AutomationLink({ url: origin, trust, user, password, log });
    const server = serverInfo(client, session, user);
    return new VsphereSession({ client, automation, server, address, log, unreadables });
  } catch (error) {
    await Promise.all([client?.close(), automation?.close()]);
    throw toException(error, { doing: say('doing.connect', { address }) });
  }
}

interface LoginOptions {
  readonly user: string;
  readonly password: string;
  readonly address: string;
  readonly signal: AbortSignal;
}

async function login(client: Vim25Client, options: LoginOptions): Promise<UserSession> {
  const { user, password, address, signal } = options;
  try {
    return await client.login({ userName: user, password }, signal);
  } catch (error) {
    throw toException(error, {
      doing: say('doing.logIn', { address, user }),
      name: say('name.server'),
      login: true,
    });
  }
}

/** What a server says of itself may be anything: what is no text counts as not said. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function serverInfo(
  { about, version }: Vim25Client,
  session: UserSession,
  user: string,
): ServerInfo {
  const build = text(about.build);
  const instanceUuid = text(about.instanceUuid);
  return {
    product: text(about.name) ?? 'vSphere',
    version: text(about.version) ?? version,
    ...onlyDefined({ build, instanceUuid }),
    apiVersion: version,
    user: text(session.userName) ?? user,
  };
}
