import { filesOf } from '../../properties/vm-layout.ts';
import type { VmFile } from '../../properties/vm-layout.ts';
import { data } from '../../wire/value.ts';
import type { Datastore, VirtualMachine } from '../entity.ts';
import { fileNotFound } from './files.ts';
import { allFolders, foldersOf } from './folders.ts';
import { folderOf, isIn, nameOf } from './paths.ts';
import { vmsOf } from '../machine/residents.ts';

/** The folders and files of a datastore: those of the VMs on it, and those that belong to none. */

export interface BrowsedFile {
  readonly name: string;
  /** A type derived from FileInfo. */
  readonly info: string;
  readonly bytes: number;
  readonly modified: Date;
  readonly capacityKb?: number;
  readonly thin?: boolean;
}

const infoByExtension: Readonly<Record<string, string>> = {
  iso: 'IsoImageFileInfo',
  vmx: 'VmConfigFileInfo',
  vmtx: 'TemplateConfigFileInfo',
  vmdk: 'VmDiskFileInfo',
  nvram: 'VmNvramFileInfo',
  vmsn: 'VmSnapshotFileInfo',
  log: 'VmLogFileInfo',
  flp: 'FloppyImageFileInfo',
};

function infoOf(name: string): string {
  return infoByExtension[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'FileInfo';
}

/** As the browser shows a disk: one file, with the size of its extent. */
function ofVm(vm: VirtualMachine, files: readonly VmFile[]): BrowsedFile[] {
  const sizes = new Map(files.map(({ name, size }) => [name, size]));
  return files
    .filter(({ type }) => type !== 'diskExtent')
    .map(({ name, size, disk }) => {
      const base = name.replace(/\.vmdk$/, '');
      const extent = sizes.get(`${base}-flat.vmdk`) ?? sizes.get(`${base}-sesparse.vmdk`);
      return {
        name: nameOf(name),
        info: infoOf(name),
        bytes: disk === undefined ? size : (extent ?? size),
        modified: vm.configVersion,
        ...(disk !== undefined && {
          capacityKb: Math.round(disk.capacityGB * 1024 ** 2),
          thin: disk.thin,
        }),
      };
    });
}

/** What is in one folder: the folders below it first. */
function list(store: Datastore, folder: string, folders: ReadonlySet<string>): BrowsedFile[] {
  const found: BrowsedFile[] = [];
  for (const path of folders) {
    if (path !== '' && folderOf(path) === folder) {
      const name = nameOf(path);
      found.push({ name, info: 'FolderFileInfo', bytes: 4096, modified: folderTime });
    }
  }
  for (const [path, { bytes, modified, disk }] of store.files) {
    if (folderOf(path) === folder) {
      const more =
        disk === undefined
          ? {}
          : { capacityKb: Math.round(disk.capacityGB * 1024 ** 2), thin: disk.thin };
      found.push({ name: nameOf(path), info: infoOf(path), bytes, modified, ...more });
    }
  }
  const prefix = `[${store.name}] ${folder}/`;
  for (const vm of vmsOf(store)) {
    if (foldersOf(vm, store).has(folder)) {
      const files = filesOf(vm).filter(
        ({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes('/'),
      );
      found.push(...ofVm(vm, files));
    }
  }
  return found;
}

const folderTime = new Date('2026-01-12T09:30:00Z');

/** The part of HostDatastoreBrowserSearchSpec that is simulated: all of it. */
export interface SearchSpec {
  readonly query?: readonly { readonly $type: string }[];
  readonly details?: {
    readonly fileSize: boolean;
    readonly modification: boolean;
    readonly fileOwner: boolean;
  };
  readonly searchCaseInsensitive?: boolean;
  readonly matchPattern?: readonly string[];
  readonly sortFoldersFirst?: boolean;
}

function patternOf(pattern: string, caseless: boolean): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const source = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, caseless ? 'i' : '');
}

function matcher(spec: SearchSpec): (file: BrowsedFile) => boolean {
  const patterns = spec.matchPattern?.map((it) =>
    patternOf(it, spec.searchCaseInsensitive !== false),
  );
  const kinds = spec.query?.map(({ $type }) => $type.replace(/Query$/, 'Info'));
  return ({ name, info }) =>
    (patterns === undefined || patterns.some((pattern) => pattern.test(name))) &&
    (kinds === undefined || kinds.includes('FileInfo') || kinds.includes(info));
}

function fileInfo(file: BrowsedFile, { details }: SearchSpec): object {
  const { name, info, bytes, modified, capacityKb, thin } = file;
  return data(info, {
    path: name,
    ...(info === 'FolderFileInfo' && { friendlyName: name }),
    ...(details?.fileSize === true && { fileSize: bytes }),
    ...(details?.modification === true && { modification: modified }),
    ...(details?.fileOwner === true && { owner: 'root' }),
    ...(info === 'VmDiskFileInfo' &&
      capacityKb !== undefined && { diskType: 'VirtualDiskFlatVer2BackingInfo', capacityKb, thin }),
  });
}

function resultFor(
  store: Datastore,
  folder: string,
  folders: ReadonlySet<string>,
  spec: SearchSpec,
): { datastore: Datastore; folderPath: string; file: object[] } {
  const files = list(store, folder, folders).filter(matcher(spec));
  const isFolder = ({ info }: BrowsedFile): number => (info === 'FolderFileInfo' ? 0 : 1);
  files.sort(
    (a, b) =>
      (spec.sortFoldersFirst === true ? isFolder(a) - isFolder(b) : 0) ||
      a.name.localeCompare(b.name),
  );
  return {
    datastore: store,
    folderPath: `[${store.name}] ${folder === '' ? '' : `${folder}/`}`,
    file: files.map((file) => fileInfo(file, spec)),
  };
}

/** @throws VimFault FileNotFound */
export function searchFolder(store: Datastore, path: string, spec: SearchSpec): object {
  const folders = allFolders(store);
  if (!folders.has(path)) {
    throw fileNotFound(`[${store.name}] ${path}`);
  }
  return data('HostDatastoreBrowserSearchResults', resultFor(store, path, folders, spec));
}

/** The same for a folder and all below it that hold something. @throws VimFault FileNotFound */
export function searchBelow(store: Datastore, path: string, spec: SearchSpec): object[] {
  const folders = allFolders(store);
  if (!folders.has(path)) {
    throw fileNotFound(`[${store.name}] ${path}`);
  }
  return [...folders]
    .filter((folder) => isIn(folder, path))
    .sort((a, b) => a.localeCompare(b))
    .map((folder) => resultFor(store, folder, folders, spec))
    .filter(({ file }) => file.length > 0);
}
