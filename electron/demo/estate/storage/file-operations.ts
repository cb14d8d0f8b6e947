import { VimFault } from '../../wire/fault.ts';
import type { Datastore, StoredFile } from '../entity.ts';
import type { Estate } from '../estate.ts';
import { vmsOf } from '../machine/residents.ts';
import { copyOfVmFile } from './file-content.ts';
import { dropFile, fileLocked, fileNotFound, keepFile, ownerOf } from './files.ts';
import { allFolders, foldersOf } from './folders.ts';
import { folderOf, isIn } from './paths.ts';
import { reportSpace, requireSpace } from './space.ts';

/** Files and folders of datastores: made, copied, moved, deleted. */

export interface FilePlace {
  readonly store: Datastore;
  /** Below the datastore, without a slash at either end. */
  readonly path: string;
}

export const textOf = ({ store, path }: FilePlace): string => `[${store.name}] ${path}`;

const isFile = (place: FilePlace): boolean =>
  place.store.files.has(place.path) || ownerOf(place.store, textOf(place)) !== undefined;

/** @throws VimFault FileAlreadyExists, FileNotFound for a folder that is not there */
export function requireFree(place: FilePlace): void {
  const { store, path } = place;
  const folders = allFolders(store);
  if (folders.has(path) || isFile(place)) {
    throw new VimFault('FileAlreadyExists', `File ${textOf(place)} already exists`, {
      file: textOf(place),
    });
  }
  if (!folders.has(folderOf(path))) {
    throw fileNotFound(`[${store.name}] ${folderOf(path)}`);
  }
}

/** @throws VimFault FileAlreadyExists, FileNotFound without the folders above it, unless they are to be made */
export function makeFolder(place: FilePlace, withParents: boolean): void {
  const { store, path } = place;
  if (withParents) {
    if (isFile(place)) requireFree(place);
  } else {
    requireFree(place);
  }
  store.folders.add(path);
}

/** What is at a path, and below it: of no VM. */
function stored({ store, path }: FilePlace): [string, StoredFile][] {
  return [...store.files].filter(([file]) => isIn(file, path));
}

/** @throws VimFault FileNotFound, FileLocked; NotSupported for files of a VM that is off, which a server lets one take from it */
export function requireDeletable(place: FilePlace): void {
  const { store, path } = place;
  if (path === '') throw fileNotFound(textOf(place));
  const owner = ownerOf(store, textOf(place));
  const below = [...vmsOf(store)].filter((vm) =>
    [...foldersOf(vm, store)].some((folder) => isIn(folder, path)),
  );
  const owners = owner === undefined ? below : [owner];
  if (owners.some(({ power }) => power !== 'poweredOff')) throw fileLocked(textOf(place));
  if (owners.length > 0) {
    throw new VimFault('NotSupported', 'The demo estate takes no files from a virtual machine.');
  }
  if (!store.files.has(path) && !allFolders(store).has(path)) throw fileNotFound(textOf(place));
}

/** @throws VimFault as `requireDeletable` */
export function deleteFile(estate: Estate, place: FilePlace): void {
  requireDeletable(place);
  const { store, path } = place;
  for (const [file] of stored(place)) dropFile(store, file);
  for (const folder of store.folders) if (isIn(folder, path)) store.folders.delete(folder);
  // A folder stays when its last file leaves it
  if (folderOf(path) !== '') store.folders.add(folderOf(path));
  reportSpace(estate, [store]);
}

interface Transfer {
  readonly from: FilePlace;
  readonly to: FilePlace;
  /** Replaces what is there. */
  readonly force: boolean;
}

/** What a copy brings, by the path that it gets. */
function cargo(estate: Estate, { from, to }: Transfer): [string, StoredFile][] {
  const own = copyOfVmFile(estate, from.store, from.path);
  if (own !== undefined) return [[to.path, own]];
  const modified = estate.now();
  return stored(from).map(([path, file]) => [
    `${to.path}${path.slice(from.path.length)}`,
    { ...file, modified },
  ]);
}

const isFolder = ({ store, path }: FilePlace): boolean => allFolders(store).has(path);

/** @throws VimFault FileNotFound, FileAlreadyExists, NoDiskSpace */
export function requireCopyable(estate: Estate, transfer: Transfer): void {
  const { from, to, force } = transfer;
  if (!isFile(from) && !isFolder(from)) throw fileNotFound(textOf(from));
  if (!force || !to.store.files.has(to.path)) requireFree(to);
  const bytes = cargo(estate, transfer).reduce((sum, [, file]) => sum + file.bytes, 0);
  requireSpace(to.store, bytes, textOf(to));
}

/** @throws VimFault as `requireCopyable` */
export function copyFile(estate: Estate, transfer: Transfer): void {
  requireCopyable(estate, transfer);
  const { from, to } = transfer;
  for (const [path, file] of cargo(estate, transfer)) keepFile(to.store, path, file);
  for (const folder of from.store.folders) {
    if (isFolder(from) && isIn(folder, from.path))
      to.store.folders.add(`${to.path}${folder.slice(from.path.length)}`);
  }
  reportSpace(estate, [from.store, to.store]);
}

/** @throws VimFault as `requireCopyable` and `requireDeletable` */
export function requireFileMovable(estate: Estate, transfer: Transfer): void {
  requireDeletable(transfer.from);
  requireCopyable(estate, transfer);
}

/** @throws VimFault as `requireFileMovable` */
export function moveFile(estate: Estate, transfer: Transfer): void {
  requireFileMovable(estate, transfer);
  copyFile(estate, transfer);
  deleteFile(estate, transfer.from);
}
