import { filesOf } from '../../properties/vm-layout.ts';
import { diskFile } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import type { Datastore, StoredFile, VirtualMachine } from '../entity.ts';
import { bookDisk, diskBytes } from './space.ts';
import type { VmDisk } from '../machine/vm-parts.ts';
import { vmsOf } from '../machine/residents.ts';

/** Paths on datastores, `[name] folder/file`, and the files that no VM owns. */

export interface DatastorePath {
  readonly store: string;
  /** Without a slash at either end; empty for the datastore itself. */
  readonly path: string;
}

/** @throws VimFault InvalidDatastorePath */
export function parsePath(text: string): DatastorePath {
  const match = /^\[([^\]]+)\]\s*(.*)$/.exec(text);
  const names = (match?.[2] ?? '').split('/').filter((name) => name !== '' && name !== '.');
  if (match === null || names.includes('..')) {
    throw new VimFault('InvalidDatastorePath', `Invalid datastore path '${text}'.`, {
      datastorePath: text,
    });
  }
  return { store: match[1] ?? '', path: names.join('/') };
}

/** @throws VimFault InvalidDatastore */
export function storeNamed(stores: Iterable<Datastore>, name: string): Datastore {
  for (const store of stores) {
    if (store.name === name) {
      return store;
    }
  }
  throw new VimFault('InvalidDatastore', `Invalid datastore '${name}'.`, { name });
}

export function fileNotFound(file: string): VimFault {
  return new VimFault('FileNotFound', `File ${file} was not found`, { file });
}

export function fileLocked(file: string): VimFault {
  return new VimFault('FileLocked', `Unable to access file ${file} since it is locked`, { file });
}

/** @throws VimFault FileLocked when another program holds the VM's files */
export function requireUnlocked(vm: VirtualMachine): void {
  const [disk] = vm.disks;
  if (vm.locked && disk !== undefined) {
    throw fileLocked(diskFile(vm, disk));
  }
}

/** The VM that owns a file of a datastore. */
export function ownerOf(store: Datastore, file: string): VirtualMachine | undefined {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  for (const vm of vmsOf(store)) {
    // Laying out a VM's files costs more than looking where they are
    const isNear = vm.disks.some((disk) => diskFile(vm, disk).startsWith(folder));
    if (
      (isNear || file.includes(` ${vm.fileName}/`)) &&
      filesOf(vm).some((it) => it.name === file)
    ) {
      return vm;
    }
  }
  return undefined;
}

/** Keeps the file of a disk that leaves its VM: its space stays taken, but promises no more. */
export function shelve(disk: VmDisk, file: string, modified: Date): void {
  const { capacityGB, thin, used, datastore } = disk;
  const bytes = diskBytes(disk);
  bookDisk(disk, -1);
  keepFile(datastore, parsePath(file).path, {
    bytes,
    modified,
    disk: { capacityGB, thin, used },
  });
}

/** Puts a file on a datastore. */
export function keepFile(store: Datastore, path: string, file: StoredFile): void {
  dropFile(store, path);
  store.files.set(path, file);
  store.freeSpace -= file.bytes;
}

/** Takes a file from a datastore. */
export function dropFile(store: Datastore, path: string): StoredFile | undefined {
  const file = store.files.get(path);
  if (file !== undefined) {
    store.files.delete(path);
    store.freeSpace += file.bytes;
  }
  return file;
}

/** The name of a VM's folder on a datastore: the VM's own, with a number when that is taken. */
export function fileNameFor(store: Datastore, name: string, self?: VirtualMachine): string {
  const taken = new Set<string>();
  for (const vm of vmsOf(store)) {
    if (vm !== self) {
      taken.add(vm.fileName);
    }
  }
  for (const path of store.files.keys()) {
    taken.add(path.split('/', 1)[0] ?? '');
  }
  const plain = name.replaceAll(/[/\\:*?"<>|%]/g, '_');
  for (let n = 0; ; n += 1) {
    const candidate = n === 0 ? plain : `${plain}_${n}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
