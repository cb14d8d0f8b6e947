import { Datastore, type FirstClassDisk } from '../estate/entity.ts';
import { deleteFile, textOf, type FilePlace } from '../estate/storage/file-operations.ts';
import { pathOfUrl, storeOfUrl } from '../estate/storage/datastore-url.ts';
import {
  catalogedDisk,
  fileOf,
  reconcile,
  requireFree,
  requireNoSnapshots,
  snapshotInfo,
  storageObject,
  type CatalogedDisk,
} from '../estate/storage/first-class-disks.ts';
import { uuidFrom } from '../estate/random.ts';
import { diskBytes, requireAccessible, requireSpace } from '../estate/storage/space.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import { Typed, type Reference } from '../wire/value.ts';
import { demand, objectOf, textOr } from './arguments.ts';
import { fileTask } from './file-methods.ts';
import {
  extended,
  full,
  keepDisk,
  looseDisk,
  provisioned,
  type LooseDisk,
} from './virtual-disk-methods.ts';

/** VcenterVStorageObjectManager: first class disks. */

/** @throws VimFault NoPermission, InaccessibleDatastore */
function storeOf(call: Call, value: unknown, privilege = 'Datastore.FileManagement'): Datastore {
  const store = objectOf(call, value, Datastore, 'datastore');
  demand(call, store, privilege);
  requireAccessible(store);
  return store;
}

const idOf = (value: unknown): string => (value as { readonly id: string }).id;

const newId = ({ estate }: Call['world']): string =>
  uuidFrom(estate.seed, `disk/${estate.nextSerial()}`);

/** A disk that is only read. */
const readDisk = (call: Call): CatalogedDisk =>
  catalogedDisk(storeOf(call, call.args.datastore, 'Datastore.Browse'), idOf(call.args.id));

function diskTask(call: Call, store: Datastore, name: string, plan: () => () => unknown): Task {
  return fileTask(
    call,
    { store, path: '' },
    {
      descriptionId: `vslm.vcenter.VStorageObjectManager.${name}`,
      check: () => void plan(),
      // Worked out anew: the disk is not the task's own
      run: () => plan()(),
    },
  );
}

/** A task on a disk: looks whether it can be done, and returns what does it. */
const changing =
  (name: string, plan: (disk: CatalogedDisk, call: Call) => () => unknown) =>
  (call: Call): Task => {
    const store = storeOf(call, call.args.datastore);
    return diskTask(call, store, name, () => plan(catalogedDisk(store, idOf(call.args.id)), call));
  };

const reshaping = (name: string, shape: (disk: LooseDisk, call: Call) => LooseDisk) =>
  changing(name, (found, call) => {
    requireFree(found);
    requireNoSnapshots(found);
    const place = placeOf(found);
    const next = shape(found.shape, call);
    requireSpace(found.store, diskBytes(next) - diskBytes(found.shape), textOf(place));
    return () => keepDisk(call.world.estate, place, next);
  });

const placeOf = ({ store, disk }: CatalogedDisk): FilePlace => ({ store, path: disk.path });

const keep = (store: Datastore, disk: FirstClassDisk): void => {
  store.firstClassDisks.set(disk.id, disk);
};

interface CreateSpec {
  readonly name: string;
  readonly keepAfterDeleteVm?: boolean;
  readonly capacityInMB: bigint;
  readonly backingSpec: {
    readonly $type: string;
    readonly datastore: Reference;
    readonly provisioningType?: string;
  };
}

const simulated = '$type name keepAfterDeleteVm capacityInMB backingSpec'.split(' ');
const simulatedBacking = '$type datastore provisioningType'.split(' ');

/** @throws VimFault NotSupported for what would be ignored */
function requireSimulated({ backingSpec, ...spec }: CreateSpec): void {
  const unknown =
    Object.keys(spec).find((field) => !simulated.includes(field)) ??
    Object.keys(backingSpec).find((field) => !simulatedBacking.includes(field)) ??
    (backingSpec.$type === 'VslmCreateSpecDiskFileBackingSpec' ? undefined : backingSpec.$type);
  if (unknown !== undefined)
    throw new VimFault('NotSupported', `The demo estate does not simulate spec.${unknown}.`);
}

/** @throws VimFault InvalidArgument */
function newShape({ capacityInMB, backingSpec: { provisioningType = 'thin' } }: CreateSpec) {
  if (capacityInMB <= 0n) throw invalidArgument('spec.capacityInMB');
  if (!['thin', 'lazyZeroedThick', 'eagerZeroedThick'].includes(provisioningType))
    throw invalidArgument('spec.backingSpec.provisioningType');
  return { capacityGB: Number(capacityInMB) / 1024, ...provisioned(provisioningType) };
}

function createDisk(call: Call): Task {
  const { estate } = call.world;
  const spec = call.args.spec as CreateSpec;
  requireSimulated(spec);
  if (spec.name === '') throw invalidArgument('spec.name');
  const store = storeOf(call, spec.backingSpec.datastore);
  const shape = newShape(spec);
  const id = newId(call.world);
  const place = { store, path: fileOf(id) };
  return diskTask(call, store, 'createDisk', () => {
    requireSpace(store, diskBytes(shape), textOf(place));
    return () => {
      keepDisk(estate, place, shape);
      const { name, keepAfterDeleteVm } = spec;
      const created = estate.now();
      keep(store, { id, name, created, keepAfterDeleteVm, path: place.path, snapshots: [] });
      return new Typed('VStorageObject', storageObject(catalogedDisk(store, id), estate.seed));
    };
  });
}

/** @throws VimFault InvalidArgument for what is no address of a file, FileNotFound, FileLocked, AlreadyExists */
function registerDisk(call: Call): object {
  const { estate } = call.world;
  const given = textOr(call.args.path, '');
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const found = url && storeOfUrl(estate, url);
  if (url === undefined || found === undefined) throw invalidArgument('path');
  const store = storeOf(call, found);
  const place = { store, path: pathOfUrl(url) };
  for (const { path, name } of store.firstClassDisks.values())
    if (path === place.path)
      throw new VimFault('AlreadyExists', `The disk ${textOf(place)} is registered already.`, {
        name,
      });
  looseDisk(place);
  const id = newId(call.world);
  keep(store, {
    id,
    name: textOr(call.args.name, place.path.replace(/^.*\/|\.vmdk$/g, '')),
    created: estate.now(),
    keepAfterDeleteVm: undefined,
    path: place.path,
    snapshots: [],
  });
  return storageObject(catalogedDisk(store, id), estate.seed);
}

const snapshotDisk = changing('createSnapshot', ({ store, disk }, call) => () => {
  const id = newId(call.world);
  const description = textOr(call.args.description, '');
  const snapshot = { id, created: call.world.estate.now(), description };
  keep(store, { ...disk, snapshots: [...disk.snapshots, snapshot] });
  return new Typed('ID', { id });
});

const deleteSnapshot = changing('deleteSnapshot', ({ store, disk }, { args }) => {
  const wanted = idOf(args.snapshotId);
  const snapshots = disk.snapshots.filter(({ id }) => id !== wanted);
  if (snapshots.length === disk.snapshots.length)
    throw new VimFault('NotFound', `The disk '${disk.name}' has no such snapshot.`);
  return () => keep(store, { ...disk, snapshots });
});

const deleteDisk = changing('deleteVStorageObject', (found, call) => {
  requireFree(found);
  requireNoSnapshots(found);
  const place = placeOf(found);
  return () => {
    deleteFile(call.world.estate, place);
    found.store.firstClassDisks.delete(found.disk.id);
  };
});

const megabytesPerGB = 1024;

export const storageObjectMethods: Handlers = {
  CreateDisk_Task: createDisk,
  RegisterDisk: registerDisk,
  ListVStorageObject: (call) =>
    [...storeOf(call, call.args.datastore, 'Datastore.Browse').firstClassDisks.keys()].map(
      (id) => ({ id }),
    ),
  RetrieveVStorageObject: (call) => storageObject(readDisk(call), call.world.estate.seed),
  RetrieveSnapshotInfo: (call) => snapshotInfo(readDisk(call), call.world.estate.seed),
  RenameVStorageObject: (call) => {
    const store = storeOf(call, call.args.datastore);
    const { disk } = catalogedDisk(store, idOf(call.args.id));
    const name = textOr(call.args.name, '');
    if (name === '') throw invalidArgument('name');
    keep(store, { ...disk, name });
  },
  DeleteVStorageObject_Task: deleteDisk,
  ExtendDisk_Task: reshaping('extendDisk', (disk, { args }) =>
    extended(disk, Number(args.newCapacityInMB) / megabytesPerGB, 'newCapacityInMB'),
  ),
  InflateDisk_Task: reshaping('inflateDisk', full),
  VStorageObjectCreateSnapshot_Task: snapshotDisk,
  DeleteSnapshot_Task: deleteSnapshot,
  ReconcileDatastoreInventory_Task: (call) => {
    const store = storeOf(call, call.args.datastore);
    return diskTask(call, store, 'reconcileDatastoreInventory', () => () => reconcile(store));
  },
};
