import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, poolOf } from '../../map/read.ts';
import type { Subject } from '../definition.ts';

/** Classes whose objects XenCenter puts in folders. */
const foldered = ['pool', 'host', 'VM', 'SR', 'network', 'VDI'] as const;

/** `production/web/` → `/production/web`; empty for no folder. */
export function normalFolder(text: string): string {
  const names = text
    .split('/')
    .map((name) => name.trim())
    // XenCenter joins the empty folders by semicolons.
    .map((name) => name.replaceAll(';', '_'))
    .filter((name) => name !== '');
  return names.length === 0 ? '' : `/${names.join('/')}`;
}

/**
 * The list of empty folders (pool.other_config EMPTY_FOLDERS) after an object went into a folder: folders with something in them
 * exist by that, others only by this list. The one that the object was the last to leave stays, as in XenCenter.
 */
export function foldersAfterMove(
  { ref, object, lookup }: Subject,
  folder: string,
  before: string,
): string {
  const empty = new Set(before.split(';').filter((path) => path !== ''));
  // A folder with a folder in it is not empty either.
  for (const path of empty) if (isIn(folder, path)) empty.delete(path);
  const left = entry(object, 'other_config', 'folder');
  if (left !== undefined && !isIn(folder, left) && !isUsed(left, { ref, lookup })) {
    const inside = [...empty].some((path) => isIn(path, left));
    if (!inside) empty.add(left);
  }
  return [...empty].join(';');
}

/** Every folder of the pool, with those above it: those with something in them, and the empty ones that the pool lists. */
export function knownFolders(lookup: Lookup): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (path: string): void => {
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1))
      found.add(path.slice(0, at));
    if (path.length > 1) found.add(path);
  };
  for (const path of emptyFolders(lookup)) add(path);
  for (const { folder } of objectsInFolders(lookup)) add(folder);
  return found;
}

/** The folders that exist by the pool's list alone. */
export function emptyFolders(lookup: Lookup): readonly string[] {
  const pool = poolOf(lookup);
  const text =
    pool === undefined ? undefined : entry(lookup.get(pool), 'other_config', 'EMPTY_FOLDERS');
  return (text ?? '').split(';').filter((path) => path !== '');
}

/** The objects that are in folders, each with its folder; in one folder and those below it where one is given. */
export function objectsInFolders(
  lookup: Lookup,
  inside?: string,
): readonly { readonly ref: Ref; readonly folder: string }[] {
  return foldered.flatMap((type) =>
    [...lookup.ofType(type)].flatMap((ref) => {
      const folder = entry(lookup.get(ref), 'other_config', 'folder');
      return folder === undefined || (inside !== undefined && !isIn(folder, inside))
        ? []
        : [{ ref, folder }];
    }),
  );
}

export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function isUsed(folder: string, { ref, lookup }: Pick<Subject, 'ref' | 'lookup'>): boolean {
  const types = new Set([...foldered, refType(ref)]);
  for (const type of types)
    for (const other of lookup.ofType(type)) {
      if (other === ref) continue;
      const place = entry(lookup.get(other), 'other_config', 'folder');
      if (place !== undefined && isIn(place, folder)) return true;
    }
  return false;
}
