import { diskFile, homeDirectory } from '../../properties/vm-facts.ts';
import type { Datastore, VirtualMachine } from '../entity.ts';
import { vmsOf } from '../machine/residents.ts';
import { parsePath } from './files.ts';
import { folderOf } from './paths.ts';

/** The folders of a datastore. */

/** The folders of a datastore that a VM has files in. */
export function foldersOf(vm: VirtualMachine, store: Datastore): Set<string> {
  const paths = [homeDirectory(vm), ...vm.disks.map((disk) => diskFile(vm, disk))].map(parsePath);
  const [home, ...disks] = paths;
  return new Set([
    ...(home?.store === store.name ? [home.path] : []),
    ...disks.filter((disk) => disk.store === store.name).map(({ path }) => folderOf(path)),
  ]);
}

/** Every folder that was made or has files, with those above it; the empty path is the datastore itself. */
export function allFolders(store: Datastore): Set<string> {
  const folders = new Set(['']);
  const add = (folder: string): void => {
    for (let at = folder; at !== '' && !folders.has(at); at = folderOf(at)) {
      folders.add(at);
    }
  };
  for (const folder of store.folders) {
    add(folder);
  }
  for (const path of store.files.keys()) {
    add(folderOf(path));
  }
  for (const vm of vmsOf(store)) {
    for (const folder of foldersOf(vm, store)) {
      add(folder);
    }
  }
  return folders;
}
