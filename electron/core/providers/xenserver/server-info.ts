import type { ServerInfo } from '#shared/model/connection.ts';
import type { XapiClient } from './xapi/client.ts';
import { concernsOneClass } from './xapi/events/load.ts';
import { isNullRef, isRecord, type XapiRecord, type XapiValue } from './xapi/values.ts';

/** What the coordinator says of itself. What it cannot tell is left out: whoever logs in is to see what else there is. */
export async function readServerInfo(
  client: XapiClient,
  user: string,
  signal: AbortSignal,
): Promise<ServerInfo> {
  const pools = await readAlone(client, () => client.getAllRecords('pool', { signal }));
  const [pool] = pools?.values() ?? [];
  const master = pool?.['master'];
  const host =
    typeof master === 'string' && !isNullRef(master)
      ? ((await readAlone(client, () => client.getRecord('host', master, { signal }))) ?? {})
      : {};
  const version = textsOf(host['software_version']);
  const api = `${number(host['API_version_major'])}.${number(host['API_version_minor'])}`;
  const build = version['build_number'];
  const uuid = pool?.['uuid'];
  return {
    product: version['product_brand'] ?? 'XAPI',
    version: version['product_version'] ?? version['xapi'] ?? api,
    ...(build !== undefined && build !== '' && { build }),
    ...(typeof uuid === 'string' && { instanceUuid: uuid }),
    apiVersion: api,
    user,
  };
}

/**
 * The names of all messages that the account may call, in lower case; null for one that may do everything, of which the server
 * keeps no list, and where the server is too old to tell.
 */
export async function readPermissions(
  client: XapiClient,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const self = client.session.ref;
  try {
    const everything = await client.call('session', 'get_is_local_superuser', [self], { signal });
    if (everything === true) return null;
    const names = await client.call('session', 'get_rbac_permissions', [self], { signal });
    if (!Array.isArray(names) || names.length === 0) return null;
    return new Set(names.map((name) => String(name).toLowerCase()));
  } catch (error) {
    if (signal.aborted) throw error;
    // The server itself will refuse what is not permitted.
    return null;
  }
}

/** Undefined where only this cannot be read. */
async function readAlone<T>(
  { session }: XapiClient,
  read: () => Promise<T>,
): Promise<T | undefined> {
  const { ref } = session;
  try {
    return await read();
  } catch (error) {
    if (concernsOneClass(error, ref)) return undefined;
    throw error;
  }
}

function textsOf(value: XapiValue | undefined): Readonly<Record<string, string>> {
  const map: XapiRecord = isRecord(value) ? value : {};
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, one]) =>
      typeof one === 'string' && one !== '' ? [[key, one]] : [],
    ),
  );
}

function number(value: XapiValue | undefined): string {
  return typeof value === 'number' ? String(value) : '?';
}
