import { biosUuid, diskFile, diskUnit, instanceUuid } from '../../properties/vm-facts.ts';
import type { Snapshot, VirtualMachine, VmDisk } from '../entity.ts';
import { walkSnapshots } from '../estate.ts';
import { nameOf } from './paths.ts';

/** What stands in the files of a VM that are text. */

/** Of each log, which is cut off there. */
export const logBytes = 250_000;

const kilobytesPerGB = 1024 ** 2;
const sectorsPerGB = kilobytesPerGB * 2;

const lines = (pairs: readonly (readonly [string, string | number])[]): string =>
  pairs.map(([key, value]) => `${key} = "${value}"\n`).join('');

function disksOf(vm: VirtualMachine): [string, string | number][] {
  return vm.disks.flatMap((disk): [string, string][] => {
    const { controllerKey, unitNumber } = diskUnit(disk);
    const place = `scsi${controllerKey - 1000}:${unitNumber}`;
    return [
      [`${place}.deviceType`, 'scsi-hardDisk'],
      [`${place}.fileName`, nameOf(diskFile(vm, disk))],
      [`${place}.present`, 'TRUE'],
    ];
  });
}

function nicsOf(vm: VirtualMachine): [string, string | number][] {
  return vm.nics.flatMap(({ network, mac, manualMac, nicType }, n): [string, string][] => [
    [`ethernet${n}.virtualDev`, (nicType ?? 'VirtualVmxnet3').replace('Virtual', '').toLowerCase()],
    [`ethernet${n}.networkName`, network.name],
    [`ethernet${n}.addressType`, manualMac === true ? 'static' : 'vpx'],
    [`ethernet${n}.${manualMac === true ? 'address' : 'generatedAddress'}`, mac],
    [`ethernet${n}.present`, 'TRUE'],
  ]);
}

/** The configuration file. */
export function vmxText(vm: VirtualMachine, seed: number): string {
  return lines([
    ['.encoding', 'UTF-8'],
    ['config.version', '8'],
    ['virtualHW.version', vm.hardwareVersion],
    ['displayName', vm.name.replaceAll('"', '|22')],
    [
      'guestOS',
      vm.guest.guestId
        .replace(/Guest$/, '')
        .replace('_', '-')
        .toLowerCase(),
    ],
    ['uuid.bios', biosUuid(vm, seed)],
    ['vc.uuid', instanceUuid(vm, seed)],
    ['numvcpus', vm.numCpu],
    ['cpuid.coresPerSocket', vm.coresPerSocket],
    ['memSize', vm.memoryMB],
    ['nvram', `${vm.fileName}.nvram`],
    ...vm.scsi.flatMap(({ key, controllerType }): [string, string][] => [
      [`scsi${key - 1000}.virtualDev`, /Para/.test(controllerType) ? 'pvscsi' : 'lsilogic'],
      [`scsi${key - 1000}.present`, 'TRUE'],
    ]),
    ...disksOf(vm),
    ...nicsOf(vm),
    ...[...(vm.extraConfig ?? [])].filter(([, value]) => value !== ''),
  ]);
}

/** The list of snapshots; empty without any. */
export function vmsdText({ rootSnapshots, currentSnapshot }: VirtualMachine): string {
  const all: Snapshot[] = [...walkSnapshots(rootSnapshots)];
  if (all.length === 0) return '';
  return lines([
    ['.encoding', 'UTF-8'],
    ['snapshot.numSnapshots', all.length],
    ['snapshot.current', currentSnapshot?.number ?? 0],
    ...all.flatMap((snapshot, n): [string, string | number][] => [
      [`snapshot${n}.uid`, snapshot.number],
      [`snapshot${n}.parent`, snapshot.parent?.number ?? 0],
      [`snapshot${n}.displayName`, snapshot.name],
      [`snapshot${n}.description`, snapshot.description],
    ]),
  ]);
}

/** The descriptor of a disk: where its extent is, and how large. */
export function descriptorText(name: string, { capacityGB, thin }: DiskFacts): string {
  const extent = nameOf(name).replace(/\.vmdk$/, '-flat.vmdk');
  return `# Disk DescriptorFile
version=4
encoding="UTF-8"
CID=fffffffe
parentCID=ffffffff
createType="vmfs"

# Extent description
RW ${Math.round(capacityGB * sectorsPerGB)} VMFS "${extent}"

# The Disk Data Base
#DDB

ddb.adapterType = "lsilogic"
ddb.thinProvisioned = "${thin ? 1 : 0}"
ddb.virtualHWVersion = "20"
`;
}

type DiskFacts = Pick<VmDisk, 'capacityGB' | 'thin'>;

/** The log of a VM since it was made: always of the same length, and always the same. */
export function logText({ name, createDate, memoryMB }: VirtualMachine): string {
  const parts = [`${createDate.toISOString()} In(05) vmx - Log for VMware ESX, machine ${name}\n`];
  let length = Buffer.byteLength(parts[0] ?? '');
  for (let n = 1; length < logBytes; n += 1) {
    const time = new Date(createDate.getTime() + n * 60_000).toISOString();
    const line = `${time} In(05) vcpu-0 - MemSched: ${n}, ${memoryMB} MB configured, balloon at 0\n`;
    parts.push(line);
    length += line.length;
  }
  const text = Buffer.from(parts.join('')).subarray(0, logBytes - 1);
  return `${text.toString('utf8')}\n`;
}
