import type { VimRecord } from '../../vim25/values.ts';

/** The largest virtual disk, 62 TiB (configuration maximums). */
export const largestDiskGib = 63_488;

interface NewDisk {
  /** A temporary key below zero. */
  readonly key?: number;
  readonly bytes: number;
  readonly thin: boolean;
  readonly controllerKey: number;
  readonly unitNumber: number;
  /** Where its file goes; with the VM otherwise. */
  readonly datastore?: { readonly moref: VimRecord; readonly name: string };
}

/** A disk whose file the server makes and names. */
export function newDisk({
  key = -1,
  bytes,
  thin,
  controllerKey,
  unitNumber,
  datastore,
}: NewDisk): VimRecord {
  return {
    $type: 'VirtualDisk',
    key,
    backing: {
      $type: 'VirtualDiskFlatVer2BackingInfo',
      fileName: datastore === undefined ? '' : `[${datastore.name}]`,
      ...(datastore !== undefined && { datastore: datastore.moref }),
      diskMode: 'persistent',
      thinProvisioned: thin,
    },
    controllerKey,
    unitNumber,
    capacityInKB: bytes / 1024,
    capacityInBytes: bytes,
  };
}
