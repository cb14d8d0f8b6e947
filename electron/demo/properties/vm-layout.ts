import type { Snapshot, VirtualMachine, VmDisk } from '../estate/entity.ts';
import { walkSnapshots } from '../estate/estate.ts';
import { diskBytes } from '../estate/storage/space.ts';
import { logBytes, vmsdText, vmxText } from '../estate/storage/vm-file-text.ts';
import { diskFile, fileTag, homeDirectory } from './vm-facts.ts';

/** The files of a VM: `layoutEx`, and what a datastore browser finds in its folder. */

/** A file of a VM. */
export interface VmFile {
  readonly key: number;
  /** `[datastore] folder/name` */
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Set for the descriptor of a disk. */
  readonly disk?: VmDisk;
}

const megabyte = 1024 ** 2;

/** The number that the file of a disk carries below a snapshot: `-000003`. */
function delta(snapshot: Snapshot | undefined): string {
  return snapshot === undefined ? '' : `-${String(snapshot.number).padStart(6, '0')}`;
}

/** The snapshots above a state of the disks, oldest first; the base disks come before them. */
function ancestry(snapshot: Snapshot | undefined): (Snapshot | undefined)[] {
  const chain: (Snapshot | undefined)[] = [];
  for (let at = snapshot; at !== undefined; at = at.parent) {
    chain.unshift(at);
  }
  return [undefined, ...chain];
}

class Layout {
  readonly files: VmFile[] = [];
  readonly #vm: VirtualMachine;
  readonly #keys = new Map<string, readonly number[]>();

  constructor(vm: VirtualMachine) {
    this.#vm = vm;
  }

  add(name: string, type: string, size: number, disk?: VmDisk): number {
    const key = this.files.length;
    this.files.push({ key, name, type, size, ...(disk !== undefined && { disk }) });
    return key;
  }

  home(name: string, type: string, size: number): number {
    return this.add(`${homeDirectory(this.#vm)}${name}`, type, size);
  }

  /** The files of a disk in one state; the same state is the same files. */
  diskUnit(disk: VmDisk, snapshot: Snapshot | undefined): readonly number[] {
    const base = diskFile(this.#vm, disk).replace(/\.vmdk$/, '');
    const descriptor = `${base}${delta(snapshot)}.vmdk`;
    let keys = this.#keys.get(descriptor);
    if (keys === undefined) {
      const isBase = snapshot === undefined;
      const size = isBase ? diskBytes(disk) : Math.round(diskBytes(disk) * 0.03);
      keys = [
        this.add(descriptor, 'diskDescriptor', 0, disk),
        this.add(
          `${base}${delta(snapshot)}${isBase ? '-flat' : '-sesparse'}.vmdk`,
          'diskExtent',
          size,
        ),
      ];
      this.#keys.set(descriptor, keys);
    }
    return keys;
  }

  diskLayout(disk: VmDisk, snapshot: Snapshot | undefined): object {
    return {
      key: disk.key,
      chain: ancestry(snapshot).map((state) => ({ fileKey: this.diskUnit(disk, state) })),
    };
  }
}

function snapshotLayout(layout: Layout, vm: VirtualMachine, snapshot: Snapshot): object {
  const name = `${vm.fileName}-Snapshot${snapshot.number}`;
  return {
    key: snapshot,
    dataKey: layout.home(`${name}.vmsn`, 'snapshotData', 30_000),
    memoryKey:
      snapshot.state === 'poweredOn'
        ? layout.home(`${name}.vmem`, 'snapshotMemory', snapshot.config.memoryMB * megabyte)
        : -1,
    disk: snapshot.config.disks.map((disk) => layout.diskLayout(disk, snapshot.parent)),
  };
}

function build(vm: VirtualMachine): { layout: Layout; disk: object[]; snapshot: object[] } {
  const layout = new Layout(vm);
  layout.home(
    `${vm.fileName}.${vm.template ? 'vmtx' : 'vmx'}`,
    'config',
    Buffer.byteLength(vmxText(vm, 0)),
  );
  layout.home(`${vm.fileName}.nvram`, 'nvram', 270_840);
  layout.home(`${vm.fileName}.vmsd`, 'snapshotList', Buffer.byteLength(vmsdText(vm)));
  layout.home('vmware.log', 'log', logBytes);
  if (vm.power === 'poweredOn') {
    layout.home(`${vm.fileName}-${fileTag(vm)}.vswp`, 'swap', vm.memoryMB * megabyte);
  } else if (vm.power === 'suspended') {
    layout.home(`${vm.fileName}-${fileTag(vm)}.vmss`, 'suspend', 30_000);
    layout.home(`${vm.fileName}-${fileTag(vm)}.vmem`, 'suspendMemory', vm.memoryMB * megabyte);
  }
  const disk = vm.disks.map((item) => layout.diskLayout(item, vm.currentSnapshot));
  const snapshot = [...walkSnapshots(vm.rootSnapshots)].map((it) => snapshotLayout(layout, vm, it));
  return { layout, disk, snapshot };
}

/** Every file of a VM. */
export function filesOf(vm: VirtualMachine): readonly VmFile[] {
  return build(vm).layout.files;
}

/** `layoutEx` */
export function fileLayout(vm: VirtualMachine): object {
  const { layout, disk, snapshot } = build(vm);
  return {
    file: layout.files.map(({ key, name, type, size }) => ({
      key,
      name,
      type,
      size,
      uniqueSize: size,
      accessible: vm.connectionState !== 'inaccessible',
    })),
    disk,
    snapshot,
    timestamp: vm.configVersion,
  };
}
