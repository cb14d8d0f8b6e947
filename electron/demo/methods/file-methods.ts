import { Datacenter } from '../estate/entity.ts';
import {
  copyFile,
  deleteFile,
  makeFolder,
  moveFile,
  requireCopyable,
  requireDeletable,
  requireFileMovable,
  type FilePlace,
} from '../estate/storage/file-operations.ts';
import { parsePath, storeNamed } from '../estate/storage/files.ts';
import { requireAccessible } from '../estate/storage/space.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import { demand, optionalObject } from './arguments.ts';
import { startTask } from './start-task.ts';

/** FileManager, and DatastoreNamespaceManager for datastores that are none of its kind. */

/** The data center that a path is of: named on a vCenter, the only one on a host. */
function datacenterOf(call: Call, value: unknown, property: string): Datacenter {
  const named = optionalObject(call, value, Datacenter, property);
  const { estate } = call.world;
  const only =
    estate.product.apiType === 'HostAgent'
      ? [...estate.rootFolder.children].find((child) => child instanceof Datacenter)
      : undefined;
  const found = named ?? only;
  if (found === undefined) throw invalidArgument(property);
  return found;
}

/**
 * The place that a path and a data center name; whoever calls needs the privilege on its datastore.
 *
 * @throws VimFault InvalidArgument, InvalidDatastorePath, InvalidDatastore, InaccessibleDatastore, NoPermission
 */
export function placeOf(
  call: Call,
  [path, datacenter]: readonly [path: string, datacenter: string],
  privilege = 'Datastore.FileManagement',
): FilePlace {
  const parsed = parsePath(String(call.args[path]));
  const { datastores } = datacenterOf(call, call.args[datacenter], datacenter);
  const store = storeNamed(datastores, parsed.store);
  demand(call, store, privilege);
  requireAccessible(store);
  return { store, path: parsed.path };
}

/** The places of a copy or a move: the target is in the source's data center unless it says otherwise. */
export function transferOf(
  call: Call,
  names: readonly (readonly [path: string, datacenter: string])[],
): { from: FilePlace; to: FilePlace; force: boolean } {
  const [source = ['', ''], target = ['', '']] = names;
  const from = placeOf(call, source);
  const inSame = call.args[target[1]] === undefined;
  const to = placeOf(call, inSame ? [target[0], source[1]] : target);
  return { from, to, force: call.args.force === true };
}

/** A task on a datastore. */
export function fileTask(
  call: Call,
  { store }: FilePlace,
  plan: { descriptionId: string; check: () => void; run: () => unknown },
): Task {
  return startTask(call, { ...plan, entity: store, cancelable: true, effort: 0.3 });
}

const ends = [
  ['sourceName', 'sourceDatacenter'],
  ['destinationName', 'destinationDatacenter'],
] as const;

export const fileMethods: Handlers = {
  MakeDirectory: (call) =>
    makeFolder(placeOf(call, ['name', 'datacenter']), call.args.createParentDirectories === true),
  DeleteDatastoreFile_Task: (call) => {
    const place = placeOf(call, ['name', 'datacenter']);
    return fileTask(call, place, {
      descriptionId: 'FileManager.deleteFile',
      check: () => requireDeletable(place),
      run: () => deleteFile(call.world.estate, place),
    });
  },
  CopyDatastoreFile_Task: (call) => {
    const transfer = transferOf(call, ends);
    return fileTask(call, transfer.to, {
      descriptionId: 'FileManager.copyFile',
      check: () => requireCopyable(call.world.estate, transfer),
      run: () => copyFile(call.world.estate, transfer),
    });
  },
  MoveDatastoreFile_Task: (call) => {
    const transfer = transferOf(call, ends);
    return fileTask(call, transfer.to, {
      descriptionId: 'FileManager.moveFile',
      check: () => requireFileMovable(call.world.estate, transfer),
      run: () => moveFile(call.world.estate, transfer),
    });
  },
};

/** Folders of object stores: no datastore here is one of those that need it. */
function noObjectStore(): never {
  throw new VimFault('InvalidDatastore', 'The datastore has ordinary folders.');
}

export const namespaceMethods: Handlers = {
  CreateDirectory: noObjectStore,
  DeleteDirectory: noObjectStore,
};
