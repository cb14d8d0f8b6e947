import { biosUuid, diskFile } from '../../properties/vm-facts.ts';
import { VimFault } from '../../wire/fault.ts';
import { data } from '../../wire/value.ts';
import type { Datastore, FirstClassDisk, StoredFile, VirtualMachine } from '../entity.ts';
import { vmsOf } from '../machine/residents.ts';
import { uuidFrom } from '../random.ts';

/** First class disks (VStorageObject): a catalogue per datastore, whose entries name files. */

export type DiskShape = NonNullable<StoredFile['disk']>;

/** An entry whose file is there. */
export interface CatalogedDisk {
  readonly store: Datastore;
  readonly disk: FirstClassDisk;
  readonly shape: DiskShape;
  /** The machine that has it. */
  readonly consumer: VirtualMachine | undefined;
}

function missing(id: string): VimFault {
  return new VimFault('NotFound', `The virtual storage object ${id} was not found.`);
}

/** @throws VimFault NotFound without an entry, or without its file */
export function catalogedDisk(store: Datastore, id: string): CatalogedDisk {
  const disk = store.firstClassDisks.get(id);
  const found = disk && onStore(store, disk);
  if (found === undefined) throw missing(id);
  return found;
}

function onStore(store: Datastore, disk: FirstClassDisk): CatalogedDisk | undefined {
  const shape = store.files.get(disk.path)?.disk;
  if (shape !== undefined) return { store, disk, shape, consumer: undefined };
  const file = `[${store.name}] ${disk.path}`;
  for (const vm of vmsOf(store)) {
    const own = vm.disks.find((one) => one.datastore === store && diskFile(vm, one) === file);
    if (own !== undefined) return { store, disk, shape: own, consumer: vm };
  }
  return undefined;
}

/** Takes entries from the catalogue whose files are gone. */
export function reconcile(store: Datastore): void {
  for (const disk of store.firstClassDisks.values())
    if (onStore(store, disk) === undefined) store.firstClassDisks.delete(disk.id);
}

/** The file of a new disk: named by its id, without dashes, in the folder of the catalogue. */
export const fileOf = (id: string): string => `fcd/${id.replaceAll('-', '')}.vmdk`;

/** @returns `VStorageObject` */
export function storageObject({ store, disk, shape, consumer }: CatalogedDisk, seed: number) {
  const thick = shape.eager === true ? 'eagerZeroedThick' : 'lazyZeroedThick';
  return {
    config: {
      id: { id: disk.id },
      name: disk.name,
      createTime: disk.created,
      keepAfterDeleteVm: disk.keepAfterDeleteVm,
      relocationDisabled: false,
      nativeSnapshotSupported: false,
      changedBlockTrackingEnabled: false,
      backing: data('BaseConfigInfoDiskFileBackingInfo', {
        datastore: store,
        filePath: `[${store.name}] ${disk.path}`,
        backingObjectId: '',
        deltaSizeInMB: 0,
        provisioningType: shape.thin ? 'thin' : thick,
      }),
      capacityInMB: BigInt(Math.round(shape.capacityGB * 1024)),
      consumptionType: ['disk'],
      consumerId: consumer === undefined ? [] : [{ id: biosUuid(consumer, seed) }],
    },
  };
}

/** @returns `VStorageObjectSnapshotInfo` */
export function snapshotInfo({ disk }: CatalogedDisk, seed: number): object {
  return {
    snapshots: disk.snapshots.map(({ id, created, description }) => ({
      id: { id },
      backingObjectId: uuidFrom(seed, `backing/${id}`),
      createTime: created,
      description,
    })),
  };
}

/** @throws VimFault InvalidState while a machine has it */
export function requireFree({ consumer }: CatalogedDisk): void {
  if (consumer !== undefined)
    throw new VimFault(
      'InvalidState',
      `The disk is attached to virtual machine '${consumer.name}'.`,
    );
}

/** @throws VimFault InvalidState */
export function requireNoSnapshots({ disk }: CatalogedDisk): void {
  if (disk.snapshots.length > 0)
    throw new VimFault('InvalidState', `The disk '${disk.name}' has snapshots.`);
}
