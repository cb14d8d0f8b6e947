import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import { parseServerAddress } from '#shared/model/server-address.ts';
import { UnreadableLog } from '../../../../net/unreadable-log.ts';
import type { ConnectOptions, Session } from '../../../provider.ts';
import { connectVapi, type VapiClient } from '../../vapi/client.ts';
import { VapiError } from '../../vapi/errors.ts';
import { automationException } from '../errors.ts';
import { AutomationSession } from './automation-session.ts';

/** Connects by the vSphere Automation API alone. @throws MorefException */
export async function connectAutomation(options: ConnectOptions): Promise<Session> {
  const { origin, host, port } = parseServerAddress(options.address);
  const { pinnedFingerprint, signal, user, password, log } = options;
  const address = `${host}:${port}`;
  let client: VapiClient | undefined;
  let doing: Text = say('doing.connect', { address });
  try {
    const trust = { ...options.network, pinnedFingerprint256: pinnedFingerprint };
    client = await connectVapi({
      url: origin,
      trust,
      signal,
      stood: options.stood,
      unreadables: new UnreadableLog(log),
    });
    doing = say('doing.logIn', { address, user });
    await client.login({ scheme: 'user-password', userName: user, password }, signal);
    const server = await serverInfo(client, signal);
    return new AutomationSession({ client, server, address, log });
  } catch (error) {
    await client?.close();
    const left = client?.session.left;
    if (left !== undefined) options.left?.([left]);
    throw automationException(error, { doing });
  }
}

const VERSION = 'com.vmware.appliance.system.version';

/** What the server says of itself; a gateway may not let the appliance's services through. */
async function serverInfo(client: VapiClient, signal: AbortSignal): Promise<ServerInfo> {
  const session = await client.call('com.vmware.cis.session', 'get', {}, { signal });
  const known = {
    user: text(session.user) ?? '',
    apiVersion: 'vSphere Automation API',
    explorable: true,
  } as const;
  try {
    if (await client.discovery.has(VERSION)) {
      const { product, version, build } = await client.call(VERSION, 'get', {}, { signal });
      return {
        product: text(product) ?? 'VMware vCenter Server',
        version: text(version) ?? '',
        ...(text(build) !== undefined && { build }),
        ...known,
      };
    }
  } catch (error) {
    if (!(error instanceof VapiError)) throw error;
  }
  return { product: 'VMware vCenter Server', version: '', ...known };
}

/** What a server says of itself may be anything. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
