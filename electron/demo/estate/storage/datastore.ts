import { Entity } from '../entity-base.ts';
import type { Datacenter, Host } from '../entity.ts';
import type { ToolsState, VirtualMachine } from '../machine/virtual-machine.ts';
import type { VmConfig } from '../machine/vm-parts.ts';

/** A file of a datastore that no VM owns. */
export interface StoredFile {
  readonly bytes: number;
  readonly modified: Date;
  /** Set for a disk. */
  readonly disk?: { readonly capacityGB: number; readonly thin: boolean; readonly used: number };
  /** Set for the configuration file of a VM that was unregistered. */
  readonly vm?: UnregisteredVm;
}

/** What a configuration file says about its VM. */
export interface UnregisteredVm {
  readonly name: string;
  readonly config: VmConfig;
  readonly hardwareVersion: number;
  readonly createDate: Date;
  readonly template: boolean;
  readonly tools: ToolsState;
  readonly guestName: string;
  readonly fileName: string;
}

export class Datastore extends Entity {
  readonly hosts = new Set<Host>();
  readonly vms = new Set<VirtualMachine>();
  readonly kind: 'VMFS' | 'NFS' | 'vsan';
  readonly capacity: number;
  freeSpace: number;
  uncommitted = 0;
  accessible = true;
  /** Files that belong to no VM of the inventory, by path below the datastore: ISO images, what was unregistered. */
  readonly files = new Map<string, StoredFile>();
  readonly datacenter: Datacenter;

  constructor(
    id: string,
    serial: number,
    name: string,
    options: { kind: 'VMFS' | 'NFS' | 'vsan'; capacity: number; datacenter: Datacenter },
  ) {
    super('Datastore', id, serial, name);
    this.kind = options.kind;
    this.capacity = options.capacity;
    this.freeSpace = options.capacity;
    this.datacenter = options.datacenter;
  }
}
