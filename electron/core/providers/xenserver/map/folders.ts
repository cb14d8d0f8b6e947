import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import { entry, poolOf } from './read.ts';

const prefix = 'folder:';
const folderType = 'group';

/** Native types of the objects that the records of a class make: folders are made of what machines say, and stay as long as those do. */
export function typesMadeOf(owner: string): readonly string[] {
  return owner === 'VM' ? [owner, folderType] : [owner];
}

/** The folder that an administrator put an object in: `/production/web` (XenCenter's convention, other_config); undefined for none. */
export function folderOf(properties: Properties): string | undefined {
  const folder = entry(properties, 'other_config', 'folder');
  const names = namesOf(folder ?? '');
  return names.length === 0 ? undefined : `/${names.join('/')}`;
}

/** A folder as an object of ours: the pool has none. */
export function folderRef(path: string): Ref {
  return makeRef(folderType, prefix + namesOf(path).join('/'));
}

/** The folder that a folder is in; undefined at the top. */
export function folderAbove(folder: Ref): Ref | undefined {
  const names = namesOf(pathOf(folder));
  return names.length < 2 ? undefined : folderRef(names.slice(0, -1).join('/'));
}

export function isFolder(ref: Ref): boolean {
  return refId(ref).startsWith(prefix);
}

/** A folder stands among machines and folders alone: it holds what runs on any host. */
export function mapFolder(ref: Ref, lookup: Lookup): MappedRow {
  const pool = poolOf(lookup) ?? null;
  return {
    ref,
    kind: 'folder',
    name: namesOf(pathOf(ref)).at(-1) ?? refId(ref),
    state: 'none',
    health: 'unknown',
    parent: pool,
    facts: {},
    hidden: true,
    places: { machines: { parent: folderAbove(ref) ?? pool } },
  };
}

function pathOf(folder: Ref): string {
  return refId(folder).slice(prefix.length);
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name.trim() !== '');
}

/** The folders that an object is in, the innermost first. */
export function foldersOf(properties: Properties): readonly Ref[] {
  const path = folderOf(properties);
  const folders: Ref[] = [];
  for (
    let folder = path === undefined ? undefined : folderRef(path);
    folder !== undefined;
    folder = folderAbove(folder)
  )
    folders.push(folder);
  return folders;
}
