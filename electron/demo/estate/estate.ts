import { vcenter, type Product } from './product.ts';
import { EventLog } from '../events/event-log.ts';
import type { Extension } from './extension.ts';
import type { Permission } from './permission.ts';
import type { Role } from './role.ts';
import {
  Datacenter,
  Folder,
  ResourcePool,
  VirtualMachine,
  ComputeResource,
  Host,
} from './entity.ts';
import type { Entity, AlarmObject, Managed, Snapshot } from './entity.ts';
import { vmsOf } from './machine/residents.ts';

/** How one property changed; a keyed path (`vm["vm-12"]`) may be added or removed. */
export type ChangeOp = 'assign' | 'add' | 'remove';

/** Notified of every change, at once and in order. */
export interface EstateListener {
  changed(object: Managed, path: string, op: ChangeOp): void;
  created(object: Managed): void;
  destroyed(object: Managed): void;
}

/** A custom field definition. */
export interface CustomField {
  readonly key: number;
  readonly name: string;
  readonly managedType: string | undefined;
}

/** The truth: every managed object of the simulated server that outlives a session. */
export class Estate {
  readonly seed: number;
  readonly instanceUuid: string;
  readonly product: Product;
  readonly startTime: Date;
  readonly now: () => Date;
  readonly objects = new Map<string, Managed>();
  readonly vms = new Set<VirtualMachine>();
  readonly hosts = new Set<Host>();
  readonly alarms: AlarmObject[] = [];
  /** The entities on which alarms have gone off. */
  readonly alarmed = new Set<Entity>();
  customFields: readonly CustomField[] = [];
  /** Labels of its licence. */
  readonly licenseLabels = new Map<string, string>();
  /** Roles besides those of the system. */
  roles: readonly Role[] = [];
  /** Programs that have made themselves known. */
  extensions: readonly Extension[] = [];
  /** Who has which role where. */
  permissions: readonly Permission[] = [];
  readonly rootFolder: Folder;
  /** What happened. */
  readonly events: EventLog;
  readonly #listeners = new Set<EstateListener>();
  #nextSerial = 1;

  constructor(options: { seed: number; instanceUuid: string; now: () => Date; product?: Product }) {
    this.product = options.product ?? vcenter;
    this.seed = options.seed;
    this.instanceUuid = options.instanceUuid;
    this.now = options.now;
    this.startTime = options.now();
    this.events = new EventLog(options.now);
    const { id, name, childTypes } = this.product.rootFolder;
    this.rootFolder = new Folder(id, this.nextSerial(), name, { childTypes });
    this.add(this.rootFolder);
  }

  nextSerial(): number {
    const serial = this.#nextSerial;
    this.#nextSerial += 1;
    return serial;
  }

  /** Registers an object and tells the listeners. */
  add<T extends Managed>(object: T): T {
    this.objects.set(object.id, object);
    if (object instanceof VirtualMachine) {
      this.vms.add(object);
    } else if (object instanceof Host) {
      this.hosts.add(object);
    }
    for (const listener of this.#listeners) {
      listener.created(object);
    }
    return object;
  }

  /** Forgets an object and tells the listeners; what refers to it is the caller's business. */
  remove(object: Managed): void {
    this.objects.delete(object.id);
    if (object instanceof VirtualMachine) {
      this.vms.delete(object);
    }
    for (const listener of this.#listeners) {
      listener.destroyed(object);
    }
  }

  /** Says that properties changed; the paths are native, as deep as the change. */
  changed(object: Managed, ...paths: readonly string[]): void {
    for (const path of paths) {
      this.#report(object, path, 'assign');
    }
  }

  /** Says that a reference entered or left an array property. */
  memberChanged(object: Managed, property: string, member: Managed, op: 'add' | 'remove'): void {
    this.#report(object, `${property}["${member.id}"]`, op);
  }

  /** Says that an element of an array was added, removed or replaced, or something in it: `config.hardware.device[4000]`. */
  elementChanged(object: Managed, path: string, op: ChangeOp): void {
    this.#report(object, path, op);
  }

  listen(listener: EstateListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(id: string): Managed | undefined {
    return this.objects.get(id);
  }

  #report(object: Managed, path: string, op: ChangeOp): void {
    for (const listener of this.#listeners) {
      listener.changed(object, path, op);
    }
  }
}

/** The entities directly below one in the inventory, as views see them. */
export function childrenOf(entity: Managed): Iterable<Entity> {
  if (entity instanceof Folder) {
    return entity.children;
  }
  if (entity instanceof Datacenter) {
    return [entity.vmFolder, entity.hostFolder, entity.datastoreFolder, entity.networkFolder];
  }
  if (entity instanceof ComputeResource) {
    return [...entity.hosts, entity.rootPool];
  }
  if (entity instanceof ResourcePool) {
    return [...entity.pools, ...vmsOf(entity)];
  }
  return entity instanceof Host ? vmsOf(entity) : [];
}

/** Every snapshot of a tree, parents first. */
export function* walkSnapshots(roots: readonly Snapshot[]): Generator<Snapshot> {
  for (const snapshot of roots) {
    yield snapshot;
    yield* walkSnapshots(snapshot.children);
  }
}
