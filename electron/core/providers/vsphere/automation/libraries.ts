import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { VapiClient } from '../vapi/client.ts';
import { isVapiError } from '../vapi/errors.ts';
import { inParallel } from './in-parallel.ts';
import { toOutput } from './explorer-values.ts';

const LIBRARY = 'com.vmware.content.library';
const ITEM = 'com.vmware.content.library.item';
const getsAtOnce = 6;

/** Types of the objects, as the API names its resources. */
export const libraryType = 'com.vmware.content.Library';
export const itemType = 'com.vmware.content.library.Item';

/** True where the server has content libraries. */
export function hasLibraries(client: VapiClient): Promise<boolean> {
  return client.discovery.has(LIBRARY);
}

/**
 * Every content library and item that the account may see, with all their fields as properties. Lists give ids only: one get for each,
 * and an item of an unchanged version is not read again.
 */
export async function readLibraries(
  client: VapiClient,
  known: ReadonlyMap<Ref, Properties>,
  signal: AbortSignal,
): Promise<ReadonlyMap<Ref, Properties>> {
  const found = new Map<Ref, Properties>();
  const ids = await client.call(LIBRARY, 'list', {}, { signal });
  const libraries = await inParallel(ids, getsAtOnce, (id) => readLibrary(client, id, signal));
  for (const [index, id] of ids.entries()) {
    const library = libraries[index];
    if (library === undefined) continue;
    const ref = makeRef(libraryType, id);
    found.set(ref, library);
    for (const [item, properties] of await readItems(client, id, { known, library, signal }))
      found.set(item, properties);
  }
  return found;
}

interface ItemsOptions {
  readonly known: ReadonlyMap<Ref, Properties>;
  readonly library: Properties;
  readonly signal: AbortSignal;
}

async function readItems(
  client: VapiClient,
  id: string,
  { known, library, signal }: ItemsOptions,
): Promise<readonly (readonly [Ref, Properties])[]> {
  const unchanged =
    known.get(makeRef(libraryType, id))?.['version'] === library['version'] &&
    library['version'] !== undefined;
  const ids = await client.call(ITEM, 'list', { library_id: id }, { signal });
  const items = await inParallel(ids, getsAtOnce, async (itemId) => {
    const ref = makeRef(itemType, itemId);
    const before = unchanged ? known.get(ref) : undefined;
    const properties = before ?? (await readItem(client, itemId, signal));
    return properties === undefined ? undefined : ([ref, properties] as const);
  });
  return items.filter((item) => item !== undefined);
}

function readLibrary(
  client: VapiClient,
  id: string,
  signal: AbortSignal,
): Promise<Properties | undefined> {
  return readModel(client, 'com.vmware.content.library_model', async () =>
    client.call(LIBRARY, 'get', { library_id: id }, { signal }),
  );
}

function readItem(
  client: VapiClient,
  id: string,
  signal: AbortSignal,
): Promise<Properties | undefined> {
  return readModel(client, 'com.vmware.content.library.item_model', async () =>
    client.call(ITEM, 'get', { library_item_id: id }, { signal }),
  );
}

/** A structure's fields as properties; undefined where the object is gone, or not for this account. */
async function readModel(
  { model }: VapiClient,
  name: string,
  read: () => Promise<object>,
): Promise<Properties | undefined> {
  try {
    const value = (await read()) as Parameters<typeof toOutput>[1];
    const { $type: _type, ...fields } = toOutput({ kind: 'structure', name }, value, model) as {
      readonly $type: string;
    } & Properties;
    return fields;
  } catch (error) {
    if (isVapiError(error, 'not_found', 'unauthorized')) return undefined;
    throw error;
  }
}

/** What makes of one reading the next. */
export function libraryUpdates(
  before: ReadonlyMap<Ref, Properties>,
  after: ReadonlyMap<Ref, Properties>,
): readonly ObjectUpdate[] {
  const updates: ObjectUpdate[] = [];
  for (const [ref, properties] of after)
    if (text(before.get(ref)) !== text(properties))
      updates.push({ kind: 'enter', ref, properties });
  for (const ref of before.keys()) if (!after.has(ref)) updates.push({ kind: 'leave', ref });
  return updates;
}

function text(properties: Properties | undefined): string {
  const exact = (_key: string, value: unknown): unknown =>
    typeof value === 'bigint' ? `${value}n` : value;
  return JSON.stringify(properties ?? null, exact);
}
