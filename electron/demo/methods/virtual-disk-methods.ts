import {
  copyFile,
  deleteFile,
  moveFile,
  requireCopyable,
  requireDeletable,
  requireFileMovable,
  requireFree,
  textOf,
  type FilePlace,
} from '../estate/storage/file-operations.ts';
import type { Estate } from '../estate/estate.ts';
import type { StoredFile } from '../estate/entity.ts';
import { fileLocked, fileNotFound, keepFile, ownerOf } from '../estate/storage/files.ts';
import { uuidFrom } from '../estate/random.ts';
import { diskBytes, reportSpace, requireSpace } from '../estate/storage/space.ts';
import type { Call, Handlers } from '../server/call.ts';
import { invalidArgument } from '../wire/fault.ts';
import { fileTask, placeOf, transferOf } from './file-methods.ts';

/** VirtualDiskManager: disks that no VM has. */

export type LooseDisk = NonNullable<StoredFile['disk']>;

const kilobytesPerGB = 1024 ** 2;

/** @throws VimFault FileNotFound, FileLocked while a VM has it */
export function looseDisk(place: FilePlace): LooseDisk {
  const disk = place.store.files.get(place.path)?.disk;
  if (disk !== undefined) return disk;
  throw ownerOf(place.store, textOf(place)) === undefined
    ? fileNotFound(textOf(place))
    : fileLocked(textOf(place));
}

interface DiskSpec {
  readonly diskType: string;
  readonly capacityKb?: bigint;
}

/** @throws VimFault InvalidArgument for kinds of disks that are no files */
function newDisk({ diskType, capacityKb }: DiskSpec): LooseDisk {
  if (!['thin', 'preallocated', 'thick', 'eagerZeroedThick'].includes(diskType))
    throw invalidArgument('spec.diskType');
  const kilobytes = Number(capacityKb ?? 0);
  if (kilobytes <= 0) throw invalidArgument('spec.capacityKb');
  return { capacityGB: kilobytes / kilobytesPerGB, ...provisioned(diskType) };
}

/** How a new disk is provisioned, by the API's word. */
export function provisioned(word: string): Pick<LooseDisk, 'thin' | 'used' | 'eager'> {
  const thin = word === 'thin';
  return { thin, used: thin ? 0 : 1, ...(word === 'eagerZeroedThick' && { eager: true }) };
}

export function keepDisk(estate: Estate, place: FilePlace, disk: LooseDisk): void {
  const file = { bytes: diskBytes(disk), modified: estate.now(), disk };
  keepFile(place.store, place.path, file);
  reportSpace(estate, [place.store]);
}

/** A method that gives a loose disk another shape. */
function reshape(
  descriptionId: string,
  shape: (disk: LooseDisk, call: Call) => LooseDisk,
): (call: Call) => unknown {
  return (call) => {
    const place = placeOf(call, ['name', 'datacenter']);
    const next = (): LooseDisk => {
      const before = looseDisk(place);
      const after = shape(before, call);
      requireSpace(place.store, diskBytes(after) - diskBytes(before), textOf(place));
      return after;
    };
    return fileTask(call, place, {
      descriptionId: `VirtualDiskManager.${descriptionId}`,
      check: next,
      run: () => keepDisk(call.world.estate, place, next()),
    });
  };
}

/** All of it allocated and zeroed. */
export const full = (disk: LooseDisk): LooseDisk => ({
  ...disk,
  thin: false,
  used: 1,
  eager: true,
});

/** @throws VimFault InvalidArgument for less than it has */
export function extended(disk: LooseDisk, capacityGB: number, property: string): LooseDisk {
  if (capacityGB < disk.capacityGB) throw invalidArgument(property);
  const used = disk.thin ? (disk.used * disk.capacityGB) / capacityGB : 1;
  return { ...disk, capacityGB, used };
}

const ends = [
  ['sourceName', 'sourceDatacenter'],
  ['destName', 'destDatacenter'],
] as const;

export const virtualDiskMethods: Handlers = {
  CreateVirtualDisk_Task: (call) => {
    const place = placeOf(call, ['name', 'datacenter']);
    const disk = newDisk(call.args.spec as DiskSpec);
    const check = (): void => {
      requireFree(place);
      requireSpace(place.store, diskBytes(disk), textOf(place));
    };
    return fileTask(call, place, {
      descriptionId: 'VirtualDiskManager.createVirtualDisk',
      check,
      run: () => {
        check();
        keepDisk(call.world.estate, place, disk);
        return textOf(place);
      },
    });
  },
  DeleteVirtualDisk_Task: (call) => {
    const place = placeOf(call, ['name', 'datacenter']);
    const check = (): void => {
      looseDisk(place);
      requireDeletable(place);
    };
    return fileTask(call, place, {
      descriptionId: 'VirtualDiskManager.deleteVirtualDisk',
      check,
      run: () => {
        check();
        deleteFile(call.world.estate, place);
      },
    });
  },
  MoveVirtualDisk_Task: (call) => {
    const transfer = transferOf(call, ends);
    const { estate } = call.world;
    return fileTask(call, transfer.to, {
      descriptionId: 'VirtualDiskManager.moveVirtualDisk',
      check: () => {
        looseDisk(transfer.from);
        requireFileMovable(estate, transfer);
      },
      run: () => moveFile(estate, transfer),
    });
  },
  CopyVirtualDisk_Task: (call) => {
    const transfer = transferOf(call, ends);
    const { estate } = call.world;
    return fileTask(call, transfer.to, {
      descriptionId: 'VirtualDiskManager.copyVirtualDisk',
      check: () => requireCopyable(estate, transfer),
      run: () => copyFile(estate, transfer),
    });
  },
  ExtendVirtualDisk_Task: reshape('extendVirtualDisk', (disk, { args }) =>
    extended(disk, Number(args.newCapacityKb) / kilobytesPerGB, 'newCapacityKb'),
  ),
  InflateVirtualDisk_Task: reshape('inflateVirtualDisk', full),
  EagerZeroVirtualDisk_Task: reshape('eagerZeroVirtualDisk', full),
  QueryVirtualDiskUuid: (call) => {
    const place = placeOf(call, ['name', 'datacenter'], 'Datastore.Browse');
    if (
      place.store.files.get(place.path)?.disk === undefined &&
      ownerOf(place.store, textOf(place)) === undefined
    )
      throw fileNotFound(textOf(place));
    const hex = uuidFrom(call.world.estate.seed, `disk/${textOf(place)}`).replaceAll('-', '');
    const bytes = hex.match(/../g) ?? [];
    return `${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}`;
  },
};
