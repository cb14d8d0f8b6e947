import { filesOf, type VmFile } from '../../properties/vm-layout.ts';
import type { Datastore, StoredFile, VirtualMachine } from '../entity.ts';
import type { Estate } from '../estate.ts';
import { ownerOf } from './files.ts';
import { descriptorText, logText, vmsdText, vmxText } from './vm-file-text.ts';

/** What is in the files of a datastore. Only what was uploaded is kept; the rest is made when somebody reads it. */

/** All files of an estate together. */
export const maxKeptBytes = 64 * 1024 ** 2;

/** A file that can be read: bytes that are known, or so many zeros. */
export interface FileContent {
  readonly size: number;
  readonly data: Uint8Array | undefined;
}

const known = (text: string): FileContent => {
  const data = Buffer.from(text);
  return { size: data.length, data };
};

const zeros = (size: number): FileContent => ({ size, data: undefined });

/** The text of a VM's file; undefined for what is no text. */
function textOf(
  vm: VirtualMachine,
  { type, name, disk }: VmFile,
  seed: number,
): string | undefined {
  switch (type) {
    case 'config':
      return vmxText(vm, seed);
    case 'log':
      return logText(vm);
    case 'snapshotList':
      return vmsdText(vm);
    default:
      return disk === undefined ? undefined : descriptorText(name, disk);
  }
}

function storedContent(path: string, { bytes, data, disk }: StoredFile): FileContent {
  if (data !== undefined) return { size: data.length, data };
  return disk === undefined ? zeros(bytes) : known(descriptorText(path, disk));
}

/** What a path below a datastore holds; undefined where there is no file. */
export function contentOf(estate: Estate, store: Datastore, path: string): FileContent | undefined {
  const stored = store.files.get(path);
  if (stored !== undefined) return storedContent(path, stored);
  const name = `[${store.name}] ${path}`;
  const vm = ownerOf(store, name);
  const file = vm === undefined ? undefined : filesOf(vm).find((it) => it.name === name);
  if (vm === undefined || file === undefined) return undefined;
  const text = textOf(vm, file, estate.seed);
  return text === undefined ? zeros(file.size) : known(text);
}

/** The file of a VM as one that no VM owns, for a copy of it. */
export function copyOfVmFile(
  estate: Estate,
  store: Datastore,
  path: string,
): StoredFile | undefined {
  const name = `[${store.name}] ${path}`;
  const vm = ownerOf(store, name);
  const file = vm === undefined ? undefined : filesOf(vm).find((it) => it.name === name);
  if (vm === undefined || file === undefined) return undefined;
  const modified = estate.now();
  if (file.disk !== undefined) {
    const { capacityGB, thin, used } = file.disk;
    const bytes = Math.round(capacityGB * 1024 ** 3 * (thin ? used : 1));
    return { bytes, modified, disk: { capacityGB, thin, used } };
  }
  const text = textOf(vm, file, estate.seed);
  return text === undefined
    ? { bytes: file.size, modified }
    : { bytes: file.size, modified, data: Buffer.from(text) };
}

/** Bytes of uploads that are kept, those of one file left out. */
export function keptBytes(estate: Estate, except: StoredFile | undefined): number {
  let sum = 0;
  const stores = new Set([...estate.hosts].flatMap(({ datastores }) => [...datastores]));
  for (const { files } of stores) {
    for (const file of files.values()) {
      sum += file === except ? 0 : (file.data?.length ?? 0);
    }
  }
  return sum;
}
