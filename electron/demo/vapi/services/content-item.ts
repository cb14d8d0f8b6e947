import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import type { Item, ItemFile } from '../content/content-store.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';
import { findLibrary, requireContentRight } from './content-library.ts';

/** `com.vmware.content.library.item`, with its files. */

/** @throws VapiError not_found */
function findItem(call: Call, id: string): Item {
  const item = call.world.content().items.get(id);
  if (item === undefined) {
    throw new VapiError('not_found', [
      message('com.vmware.vdcs.cls-main.item_not_found', `The library item ${id} was not found.`, [
        id,
      ]),
    ]);
  }
  return item;
}

function sizeOf({ files, isCached }: Item): number {
  return isCached ? files.reduce((sum, { size }) => sum + size, 0) : 0;
}

function model(item: Item): object {
  return {
    id: item.id,
    library_id: item.library.id,
    name: item.name,
    description: item.description === '' ? undefined : item.description,
    type: item.itemType,
    size: sizeOf(item),
    cached: item.isCached,
    version: String(item.version),
    content_version: String(item.version),
    metadata_version: '1',
    creation_time: item.created,
    last_modified_time: item.modified,
    last_sync_time: item.synced,
    security_compliance: item.itemType === 'ovf' ? true : undefined,
    certificate_verification_info:
      item.itemType === 'ovf' ? { status: 'NOT_AVAILABLE', cert_chain: [] } : undefined,
  };
}

interface ById {
  readonly library_item_id: string;
}

interface FindInput {
  readonly spec: {
    readonly name?: string;
    readonly library_id?: string;
    readonly type?: string;
    readonly cached?: boolean;
    readonly source_id?: string;
  };
}

function findItems({ spec }: FindInput, { world }: Call): string[] {
  if (Object.values(spec).every((value) => value === undefined)) {
    const text = 'At least one property of the search must be set.';
    throw invalidArgument('com.vmware.vdcs.cls-main.empty_find_spec', text);
  }
  return [...world.content().items.values()]
    .filter(
      (item) =>
        (spec.name === undefined || item.name.toLowerCase() === spec.name.toLowerCase()) &&
        (spec.library_id === undefined || item.library.id === spec.library_id) &&
        (spec.type === undefined || item.itemType.toLowerCase() === spec.type.toLowerCase()) &&
        (spec.cached === undefined || item.isCached === spec.cached) &&
        spec.source_id === undefined,
    )
    .map(({ id }) => id);
}

interface Update extends ById {
  readonly update_spec: { readonly name?: string; readonly description?: string };
}

/** @throws VapiError invalid_element_type: what a subscribed library holds, its publisher changes */
function requireLocal({ library }: Item): void {
  if (library.kind !== 'LOCAL') {
    throw new VapiError('invalid_element_type', [
      message(
        'com.vmware.vdcs.cls-main.subscribed_item',
        'Items of a subscribed library cannot be changed.',
      ),
    ]);
  }
}

export const item: Service = {
  list: on(({ library_id: id }: { library_id: string }, call) =>
    call.world
      .content()
      .itemsOf(findLibrary(call, id))
      .map((found) => found.id),
  ),
  get: on(({ library_item_id: id }: ById, call) => model(findItem(call, id))),
  find: on(findItems),
  update: on(({ library_item_id: id, update_spec: spec }: Update, call) => {
    requireContentRight(call, 'UpdateLibraryItem');
    const found = findItem(call, id);
    requireLocal(found);
    found.name = spec.name ?? found.name;
    found.description = spec.description ?? found.description;
    found.modified = call.world.vim.estate.now();
    found.version += 1;
  }),
  delete: on(({ library_item_id: id }: ById, call) => {
    requireContentRight(call, 'DeleteLibraryItem');
    const found = findItem(call, id);
    requireLocal(found);
    call.world.content().items.delete(id);
  }),
};

function fileInfo({ name, size, checksum }: ItemFile, { isCached, version }: Item): object {
  return {
    name,
    size: isCached ? size : 0,
    cached: isCached,
    version: String(version),
    checksum_info: { algorithm: 'SHA256', checksum },
  };
}

export const itemFile: Service = {
  list: on(({ library_item_id: id }: ById, call) => {
    const found = findItem(call, id);
    return found.files.map((file) => fileInfo(file, found));
  }),
  get: on(({ library_item_id: id, name }: ById & { name: string }, call) => {
    const found = findItem(call, id);
    const file = found.files.find((one) => one.name === name);
    if (file === undefined) {
      throw new VapiError('not_found', [
        message('com.vmware.vdcs.cls-main.file_not_found', `The file ${name} was not found.`, [
          name,
        ]),
      ]);
    }
    return fileInfo(file, found);
  }),
};
