import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { isDataObject, isReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { bytesFact, fact, factsOf, tableOf } from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import { entityName, references, text } from '../../map/read.ts';
import type {
  FileInfo,
  HostDatastoreBrowserSearchResults,
  HostDatastoreBrowserSearchSpec,
} from '../../vim25/types.gen.ts';
import type { ChoosingWork, Work } from '../definition.ts';
import { datastoreChoices } from './datastores.ts';
import { byLabel } from '../words.ts';

/** `[ds-01] iso/debian.iso` in parts. */
const datastorePath = /^\[([^\]]+)\] ?(.*)$/;

/**
 * Datastores, and in them folders and the files with an ending: `.iso`. A value is a datastore path, `[ds-01] iso/debian.iso`.
 */
export async function fileChoices(
  work: ChoosingWork,
  hosts: readonly Ref[],
  ending: string,
): Promise<LookupChoices> {
  if (work.under === undefined) return datastoreFolders(work, hosts);
  const folder =
    work.under.endsWith('/') || work.under.endsWith('] ') ? work.under : `${work.under}/`;
  const found = await searchFolder(work, folder, hosts);
  const options = (found?.file ?? []).flatMap((file) => option(file, folder, ending));
  options.sort(
    (a, b) => Number(a.folder === undefined) - Number(b.folder === undefined) || byLabel(a, b),
  );
  return tableOf(options, 'size', 'changed');
}

function datastoreFolders({ lookup }: Work, hosts: readonly Ref[]): LookupChoices {
  const { options, ...table } = datastoreChoices(lookup, hosts);
  const folders = options.map((store) => ({
    ...store,
    value: `[${text(lookup.get(store.value as Ref) ?? {}, 'name') ?? ''}] `,
    folder: 'only' as const,
  }));
  return { ...table, options: bestFirst(folders) };
}

async function searchFolder(
  { lookup, server }: Work,
  folder: string,
  hosts: readonly Ref[],
): Promise<HostDatastoreBrowserSearchResults | undefined> {
  const store = datastoreOf(folder, lookup, hosts);
  if (store === undefined) return undefined;
  const { browser } = await server.read(store, ['browser']);
  if (!isReferenceValue(browser)) return undefined;
  const searchSpec: HostDatastoreBrowserSearchSpec = {
    $type: 'HostDatastoreBrowserSearchSpec',
    details: {
      $type: 'FileQueryFlags',
      fileType: true,
      fileSize: true,
      modification: true,
      fileOwner: false,
    },
    // By ending the search is narrowed here: folders are wanted whatever they are called.
    matchPattern: ['*'],
    sortFoldersFirst: true,
  };
  const task = await server.call(browser, 'SearchDatastore_Task', {
    datastorePath: folder,
    searchSpec,
  });
  const result = await server.result(task);
  return isDataObject(result)
    ? (result as unknown as HostDatastoreBrowserSearchResults)
    : undefined;
}

/** The datastore of a path; several data centers may have one of the same name, so those of the hosts go first. */
export function datastoreOf(
  path: string,
  lookup: Work['lookup'],
  hosts: readonly Ref[],
): Ref | undefined {
  const name = datastorePath.exec(path)?.[1];
  const seen = hosts.flatMap((host) => references(lookup.get(host) ?? {}, 'datastore'));
  return [...seen, ...lookup.ofType('Datastore')].find((ref) => {
    const store = lookup.get(ref) ?? {};
    return text(store, 'name') === name || entityName(store, ref) === name;
  });
}

function option(file: FileInfo, folder: string, ending: string): readonly LookupOption[] {
  const { path, fileSize, modification } = file;
  const value = `${folder}${path}`;
  if (file.$type === 'FolderFileInfo') return [{ value: `${value}/`, label: path, folder: 'only' }];
  if (!path.toLowerCase().endsWith(ending)) return [];
  const facts = factsOf({
    size: bytesFact(fileSize === undefined ? undefined : Number(fileSize), 'fileSize'),
    changed: fact(modification && { time: modification.ms }, 'modification'),
  });
  return [{ value, label: path, ...facts }];
}

/** The file in a path, for sentences: `debian.iso`. */
export function fileName(path: string): string {
  const inside = datastorePath.exec(path)?.[2] ?? path;
  return inside.slice(inside.lastIndexOf('/') + 1);
}

/** The path without its datastore, and the datastore's name: as govc wants them. */
export function splitPath(path: string): { readonly datastore: string; readonly inside: string } {
  const [, datastore = '', inside = path] = datastorePath.exec(path) ?? [];
  return { datastore, inside };
}

export function isDatastorePath(path: string): boolean {
  return datastorePath.test(path);
}
