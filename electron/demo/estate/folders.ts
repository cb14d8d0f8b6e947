import { isA } from '../api/model.ts';
import { VimFault } from '../wire/fault.ts';
import { Datacenter, Folder, VirtualMachine } from './entity.ts';
import type { Entity } from './entity.ts';
import type { Estate } from './estate.ts';
import { checkName } from './operations.ts';
import { unregisterVm } from './machine/provision.ts';
import { destroyVm } from './machine/vm-changes.ts';

/** Folders: made, moved, deleted; data centers made and deleted. */

/** Puts something new into a folder. */
export function enter(estate: Estate, parent: Folder, entity: Entity): void {
  entity.parent = parent;
  parent.children.add(entity);
  estate.add(entity);
  estate.memberChanged(parent, 'childEntity', entity, 'add');
}

/** Takes something out of its folder, and out of the inventory. */
export function leave(estate: Estate, entity: Entity): void {
  const { parent } = entity;
  if (parent instanceof Folder) {
    parent.children.delete(entity);
    estate.memberChanged(parent, 'childEntity', entity, 'remove');
  }
  estate.remove(entity);
}

/** @throws VimFault NotSupported where no folders can be, DuplicateName, InvalidName */
export function createFolder(estate: Estate, parent: Folder, name: string): Folder {
  const { childTypes } = parent;
  if (!childTypes.includes('Folder')) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  checkName(undefined, name, parent.children);
  const serial = estate.nextSerial();
  const folder = new Folder(`${parent.id.replace(/\d+$/, '')}${serial}`, serial, name, {
    childTypes,
  });
  enter(estate, parent, folder);
  return folder;
}

/** A datastore cluster. @throws VimFault NotSupported, DuplicateName, InvalidName */
export function createStoragePod(estate: Estate, parent: Folder, name: string): Folder {
  if (!parent.childTypes.includes('StoragePod')) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  checkName(undefined, name, parent.children);
  const serial = estate.nextSerial();
  const options = { childTypes: ['Datastore'], isStoragePod: true };
  const pod = new Folder(`group-p${serial}`, serial, name, options);
  enter(estate, parent, pod);
  return pod;
}

const rootFolders = [
  ['vm', 'group-v', ['Folder', 'VirtualMachine', 'VirtualApp']],
  ['host', 'group-h', ['Folder', 'ComputeResource']],
  ['datastore', 'group-s', ['Folder', 'Datastore', 'StoragePod']],
  ['network', 'group-n', ['Folder', 'Network', 'DistributedVirtualSwitch']],
] as const;

/** @throws VimFault NotSupported, DuplicateName, InvalidName */
export function createDatacenter(estate: Estate, parent: Folder, name: string): Datacenter {
  if (!parent.childTypes.includes('Datacenter')) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  checkName(undefined, name, parent.children);
  const serial = estate.nextSerial();
  const made = rootFolders.map(([kind, prefix, childTypes]) => {
    const number = estate.nextSerial();
    return [kind, new Folder(`${prefix}${number}`, number, kind, { childTypes })] as const;
  });
  const folders = Object.fromEntries(made) as ConstructorParameters<typeof Datacenter>[3];
  const datacenter = new Datacenter(`datacenter-${serial}`, serial, name, folders);
  for (const [, folder] of made) {
    folder.parent = datacenter;
    estate.add(folder);
  }
  enter(estate, parent, datacenter);
  return datacenter;
}

function datacenterAbove(entity: Entity): Entity | undefined {
  for (let at: Entity | undefined = entity; at !== undefined; at = at.parent) {
    if (at instanceof Datacenter) {
      return at;
    }
  }
  return undefined;
}

const isInside = (entity: Entity | undefined, container: Entity): boolean =>
  entity !== undefined && (entity === container || isInside(entity.parent, container));

/** @throws VimFault InvalidFolder, DuplicateName, NotSupported */
export function requireMovable(folder: Folder, entity: Entity): void {
  if (!(entity.parent instanceof Folder)) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
  const fits = folder.childTypes.some((type) => isA(entity.type, type));
  const isSameKind =
    !(entity instanceof Folder) || entity.childTypes.join() === folder.childTypes.join();
  const isSameSite =
    entity instanceof Datacenter || datacenterAbove(entity) === datacenterAbove(folder);
  if (!fits || !isSameKind || !isSameSite || isInside(folder, entity)) {
    throw new VimFault('InvalidFolder', `'${entity.name}' cannot be moved into '${folder.name}'.`, {
      target: folder,
    });
  }
  checkName(entity, entity.name, folder.children);
}

/** @throws VimFault InvalidFolder, DuplicateName, NotSupported; what came before the one in the list has been moved */
export function moveIntoFolder(estate: Estate, folder: Folder, list: readonly Entity[]): void {
  for (const entity of list) {
    requireMovable(folder, entity);
    const from = entity.parent as Folder;
    if (from !== folder) {
      from.children.delete(entity);
      folder.children.add(entity);
      entity.parent = folder;
      estate.memberChanged(from, 'childEntity', entity, 'remove');
      estate.memberChanged(folder, 'childEntity', entity, 'add');
      estate.changed(entity, 'parent');
    }
  }
}

/** Everything in a folder, deepest first, the folder last. */
function* contents(folder: Folder): Generator<Entity> {
  for (const child of folder.children) {
    if (child instanceof Folder) {
      yield* contents(child);
    } else {
      yield child;
    }
  }
  yield folder;
}

/** @throws VimFault NotSupported */
export function requireFolderRemovable(folder: Folder): void {
  if (!(folder.parent instanceof Folder)) {
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  }
}

/** @throws VimFault ResourceInUse, InvalidPowerState */
function requireGone(entity: Entity): void {
  if (!(entity instanceof VirtualMachine || entity instanceof Folder)) {
    throw new VimFault('ResourceInUse', `'${entity.name}' is in use.`, {
      type: entity.type,
      name: entity.name,
    });
  }
  if (entity instanceof VirtualMachine && entity.power !== 'poweredOff') {
    throw new VimFault(
      'InvalidPowerState',
      `The virtual machine '${entity.name}' in the folder is not powered off.`,
      { requestedState: 'poweredOff', existingState: entity.power },
    );
  }
}

/**
 * Deletes a folder with what is in it, one after the other: what has gone when one fails stays gone.
 *
 * @param keepFiles VMs are only unregistered
 * @throws VimFault ResourceInUse, InvalidPowerState of the first that cannot go
 */
export function destroyFolder(estate: Estate, folder: Folder, keepFiles: boolean): void {
  requireFolderRemovable(folder);
  for (const entity of contents(folder)) {
    requireGone(entity);
    if (!(entity instanceof VirtualMachine)) {
      leave(estate, entity);
    } else if (keepFiles) {
      unregisterVm(estate, entity);
    } else {
      destroyVm(estate, entity);
    }
  }
}

/** @throws VimFault ResourceInUse while something is in it */
export function destroyDatacenter(estate: Estate, datacenter: Datacenter): void {
  const { vmFolder, hostFolder, datastoreFolder, networkFolder } = datacenter;
  const folders = [vmFolder, hostFolder, datastoreFolder, networkFolder];
  if (folders.some(({ children }) => children.size > 0)) {
    throw new VimFault('ResourceInUse', `The resource '${datacenter.name}' is in use.`, {
      type: 'Datacenter',
      name: datacenter.name,
    });
  }
  for (const folder of folders) {
    estate.remove(folder);
  }
  leave(estate, datacenter);
}
