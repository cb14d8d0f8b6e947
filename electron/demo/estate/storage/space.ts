import { VimFault } from '../../wire/fault.ts';
import type { Datastore } from '../entity.ts';
import type { Estate } from '../estate.ts';
import type { VmDisk } from '../machine/vm-parts.ts';

/** What disks take of their datastores. */

const gibibyte = 1024 ** 3;

/** Bytes that a disk occupies. */
export function diskBytes({
  capacityGB,
  thin,
  used,
}: Pick<VmDisk, 'capacityGB' | 'thin' | 'used'>): number {
  return Math.round(capacityGB * gibibyte * (thin ? used : 1));
}

/** Takes (1) or gives back (-1) the space of a disk; the caller tells it. */
export function bookDisk(disk: VmDisk, sign: 1 | -1): void {
  const { datastore, capacityGB } = disk;
  const bytes = diskBytes(disk);
  datastore.freeSpace -= sign * bytes;
  datastore.uncommitted += sign * (Math.round(capacityGB * gibibyte) - bytes);
}

export function reportSpace(estate: Estate, stores: Iterable<Datastore>): void {
  for (const store of new Set(stores)) {
    estate.changed(store, 'summary.freeSpace', 'summary.uncommitted', 'info.freeSpace');
    if (store.parent?.type === 'StoragePod') {
      estate.changed(store.parent, 'summary.freeSpace');
    }
  }
}

/** @throws VimFault NoDiskSpace */
export function requireSpace(datastore: Datastore, bytes: number, file: string): void {
  if (bytes > datastore.freeSpace) {
    throw new VimFault('NoDiskSpace', `Insufficient disk space on datastore '${datastore.name}'.`, {
      file,
      datastore: datastore.name,
    });
  }
}

/** @throws VimFault InvalidDatastore */
export function requireAccessible(datastore: Datastore): void {
  if (!datastore.accessible) {
    throw new VimFault(
      'InaccessibleDatastore',
      `Datastore '${datastore.name}' is not accessible.`,
      {
        datastore,
        name: datastore.name,
      },
    );
  }
}
