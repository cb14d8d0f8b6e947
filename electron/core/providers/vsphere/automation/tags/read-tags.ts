import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { PageGuard } from '../../../../net/page-guard.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { LackingPart } from '#shared/model/session-part.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { Lacking, neededText, textsOf } from '../each-alone.ts';
import { inParallel } from '../in-parallel.ts';
import type { Tag, TagCatalog, TagCategory } from './tag-catalog.ts';

const CATEGORY = 'com.vmware.cis.tagging.category';
const TAG = 'com.vmware.cis.tagging.tag';
const ASSOCIATION = 'com.vmware.cis.tagging.tag_association';
const ASSOCIATIONS = 'com.vmware.vcenter.tagging.associations';
/** Lists give ids only: one get for each. */
const getsAtOnce = 6;
/** Tags whose objects are asked for in one call. */
const tagsPerCall = 100;

/** True where the server has tags. */
export function hasTags(client: VapiClient): Promise<boolean> {
  return client.discovery.has(TAG);
}

export interface CatalogReading {
  readonly catalog: TagCatalog;
  /** Tags and categories that could not be read. */
  readonly lacking: LackingPart | undefined;
}

/**
 * Every category and tag. One that cannot be read is what was known of it, or is left out.
 * @param known of the reading before
 * @param how `anew`: also what is known is read again
 */
export async function readCatalog(
  client: VapiClient,
  known: TagCatalog | undefined,
  { anew, signal }: { readonly anew: boolean; readonly signal: AbortSignal },
): Promise<CatalogReading> {
  const options = { signal };
  const lacking = new Lacking();
  const one = async <T>(doing: Text, before: T | undefined, read: () => Promise<T>) =>
    before !== undefined && !anew ? before : lacking.read(doing, before, read);
  const [listedCategories, listedTags] = await Promise.all([
    client.call(CATEGORY, 'list', {}, options),
    client.call(TAG, 'list', {}, options),
  ]);
  const categoryIds = textsOf(listedCategories, lacking, say('doing.readTags'));
  const tagIds = textsOf(listedTags, lacking, say('doing.readTags'));
  const categories = await inParallel(categoryIds, getsAtOnce, (id) =>
    one(say('doing.readCategory', { id }), known?.categories.get(id), () =>
      readCategory(client, id, signal),
    ),
  );
  const tags = await inParallel(tagIds, getsAtOnce, (id) =>
    one(say('doing.readTag', { id }), known?.tags.get(id), () => readTag(client, id, signal)),
  );
  const catalog = { categories: byId(categories), tags: byId(tags) };
  return { catalog, lacking: lacking.value };
}

async function readCategory(
  client: VapiClient,
  id: string,
  signal: AbortSignal,
): Promise<TagCategory> {
  const model = await client.call(CATEGORY, 'get', { category_id: id }, { signal });
  const { cardinality, associable_types: types } = model;
  return {
    id,
    name: neededText(model.name, 'name'),
    description: text(model.description),
    single: cardinality === 'SINGLE',
    types: (Array.isArray(types) ? types : []).filter((type) => typeof type === 'string'),
  };
}

async function readTag(client: VapiClient, id: string, signal: AbortSignal): Promise<Tag> {
  const model = await client.call(TAG, 'get', { tag_id: id }, { signal });
  return {
    id,
    name: neededText(model.name, 'name'),
    description: text(model.description),
    categoryId: neededText(model.category_id, 'category_id'),
  };
}

/** Which tags every object has: object → ids of tags. */
export async function readAssociations(
  client: VapiClient,
  tagIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Ref, ReadonlySet<string>>> {
  const found = new Map<Ref, Set<string>>();
  const note: Note = (object, tag) => {
    if (typeof object?.id !== 'string' || typeof object.type !== 'string') return;
    if (typeof tag !== 'string') return;
    const ref = makeRef(object.type, object.id);
    const tags = found.get(ref);
    if (tags === undefined) found.set(ref, new Set([tag]));
    else tags.add(tag);
  };
  if (await client.discovery.has(ASSOCIATIONS, 'list')) await readPages(client, note, signal);
  else await readByTags(client, tagIds, note, signal);
  return found;
}

/** What cannot be read as an object and a tag is left out. */
type Note = (object: Partial<DynamicId> | undefined, tag: unknown) => void;

interface DynamicId {
  readonly type: unknown;
  readonly id: unknown;
}

/** The one paged list of this API: all associations of the server (since 7.0 U3). */
async function readPages(client: VapiClient, note: Note, signal: AbortSignal): Promise<void> {
  const guard = new PageGuard(`${ASSOCIATIONS}.list`);
  let marker: string | undefined;
  do {
    const iterate = marker === undefined ? {} : { iterate: { marker } };
    const page = await client.call(ASSOCIATIONS, 'list', iterate, { signal });
    for (const { object, tag } of listOf(page.associations)) note(object, tag);
    const { marker: next, status } = page;
    marker = status === 'END_OF_DATA' || typeof next !== 'string' ? undefined : next;
    if (marker !== undefined) guard.next(marker, JSON.stringify(listOf(page.associations)[0]));
  } while (marker !== undefined);
}

async function readByTags(
  client: VapiClient,
  tagIds: readonly string[],
  note: Note,
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < tagIds.length; at += tagsPerCall) {
    const input = { tag_ids: tagIds.slice(at, at + tagsPerCall) };
    const lists = await client.call(ASSOCIATION, 'list_attached_objects_on_tags', input, {
      signal,
    });
    for (const { tag_id: tag, object_ids: objects } of lists)
      for (const object of listOf(objects)) note(object, tag);
  }
}

function listOf<T>(value: readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** What nothing depends on may be anything. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function byId<T extends { readonly id: string }>(
  items: readonly (T | undefined)[],
): ReadonlyMap<string, T> {
  return new Map(items.flatMap((item) => (item === undefined ? [] : [[item.id, item] as const])));
}
