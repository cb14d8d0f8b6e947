import { text as say } from '#shared/i18n/make-text.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import type { LackingPart } from '#shared/model/session-part.ts';
import type { VapiClient } from '../vapi/client.ts';
import { Lacking, textsOf } from './each-alone.ts';
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

export interface LibraryReading {
  readonly objects: ReadonlyMap<Ref, Properties>;
  /** Libraries, items and lists that could not be read. */
  readonly lacking: LackingPart | undefined;
}

/**
 * Every content library and item that the account may see, with all their fields as properties. Lists give ids only: one get for each,
 * and an item of an unchanged version is not read again. One that cannot be read is what was known of it, or is left out.
 */
export async function readLibraries(
  client: VapiClient,
  known: ReadonlyMap<Ref, Properties>,
  signal: AbortSignal,
): Promise<LibraryReading> {
  const found = new Map<Ref, Properties>();
  const context = { client, known, signal, lacking: new Lacking() };
  const listed = await client.call(LIBRARY, 'list', {}, { signal });
  const ids = textsOf(listed, context.lacking, say('doing.readLibraries'));
  const libraries = await inParallel(ids, getsAtOnce, (id) => readLibrary(context, id));
  for (const [index, id] of ids.entries()) {
    const library = libraries[index];
    if (library === undefined) continue;
    found.set(makeRef(libraryType, id), library);
    for (const [item, properties] of await readItems(context, id, library))
      found.set(item, properties);
  }
  return { objects: found, lacking: context.lacking.value };
}

interface Context {
  readonly client: VapiClient;
  readonly known: ReadonlyMap<Ref, Properties>;
  readonly signal: AbortSignal;
  readonly lacking: Lacking;
}

async function readItems(
  context: Context,
  id: string,
  library: Properties,
): Promise<readonly (readonly [Ref, Properties])[]> {
  const { client, known, signal, lacking } = context;
  const before = known.get(makeRef(libraryType, id));
  const unchanged = before?.['version'] === library['version'] && library['version'] !== undefined;
  const doing = say('doing.readLibraryItems', { name: nameOf(library, id) });
  const ids = await lacking.read(doing, undefined, async () =>
    textsOf(await client.call(ITEM, 'list', { library_id: id }, { signal }), lacking, doing),
  );
  if (ids === undefined) return itemsOf(known, id);
  const items = await inParallel(ids, getsAtOnce, async (itemId) => {
    const ref = makeRef(itemType, itemId);
    const held = known.get(ref);
    const properties = unchanged && held !== undefined ? held : await readItem(context, itemId);
    return properties === undefined ? undefined : ([ref, properties] as const);
  });
  return items.filter((item) => item !== undefined);
}

/** What was known of a library's items. */
function itemsOf(
  known: ReadonlyMap<Ref, Properties>,
  library: string,
): readonly (readonly [Ref, Properties])[] {
  return [...known].filter(
    ([ref, item]) => refType(ref) === itemType && item['library_id'] === library,
  );
}

function readLibrary(context: Context, id: string): Promise<Properties | undefined> {
  const { client, known, signal, lacking } = context;
  const before = known.get(makeRef(libraryType, id));
  const doing = say('doing.readLibrary', { name: nameOf(before, id) });
  return lacking.read(doing, before, async () =>
    toProperties(
      client,
      'com.vmware.content.library_model',
      await client.call(LIBRARY, 'get', { library_id: id }, { signal }),
    ),
  );
}

function readItem(context: Context, id: string): Promise<Properties | undefined> {
  const { client, known, signal, lacking } = context;
  const before = known.get(makeRef(itemType, id));
  const doing = say('doing.readLibraryItem', { name: nameOf(before, id) });
  return lacking.read(doing, before, async () =>
    toProperties(
      client,
      'com.vmware.content.library.item_model',
      await client.call(ITEM, 'get', { library_item_id: id }, { signal }),
    ),
  );
}

function nameOf(properties: Properties | undefined, id: string): string {
  const name = properties?.['name'];
  return typeof name === 'string' && name !== '' ? name : id;
}

/** A structure's fields as properties. */
function toProperties({ model }: VapiClient, name: string, read: object): Properties {
  const value = read as Parameters<typeof toOutput>[1];
  const { $type: _type, ...fields } = toOutput({ kind: 'structure', name }, value, model) as {
    readonly $type: string;
  } & Properties;
  return fields;
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
