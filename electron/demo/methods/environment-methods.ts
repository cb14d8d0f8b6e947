import { fieldsOf, isDataType } from '../api/model.ts';
import type { EnvironmentBrowser } from '../estate/dependents.ts';
import { Host } from '../estate/entity.ts';
import type { Datastore, GuestOs, Network } from '../estate/entity.ts';
import { offeredGuests } from '../estate/machine/guests.ts';
import { switchUuid } from '../properties/vm-devices.ts';
import { readProperty } from '../properties/read.ts';
import type { Call, Handlers } from '../server/call.ts';
import { invalidArgument } from '../wire/fault.ts';
import { optionalObject } from './arguments.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** EnvironmentBrowser: what a new VM can be made of. */

const newest = 21;
const versions = [13, 14, 15, 17, 18, 19, 20, newest];

const zeros: Readonly<Record<string, unknown>> = { boolean: false, int: 0, long: 0, string: '' };

/** A data object whose required fields are there, with the plainest values, but for those given. */
function filled(type: string, given: Readonly<Record<string, unknown>>): object {
  const record: Record<string, unknown> = { ...given };
  for (const { name, spec } of fieldsOf(type)) {
    if (record[name] === undefined && !spec.isOptional) {
      record[name] = spec.isArray
        ? []
        : isDataType(spec.type)
          ? filled(spec.type, {})
          : zeros[spec.type];
    }
  }
  return record;
}

function descriptor(version: number, hosts: Iterable<Host>): object {
  return {
    key: `vmx-${version}`,
    description: `ESXi virtual machine, hardware version ${version}`,
    host: hosts,
    createSupported: true,
    defaultConfigOption: version === 20,
    runSupported: true,
    upgradeSupported: true,
  };
}

function guestDescriptor({ guestId, fullName, family }: GuestOs): object {
  const isWindows = family === 'windowsGuest';
  return filled('GuestOsDescriptor', {
    id: guestId,
    family,
    fullName,
    supportedMaxCPUs: 128,
    numSupportedPhysicalSockets: 128,
    numSupportedCoresPerSocket: 64,
    supportedMinMemMB: isWindows ? 1024 : 256,
    supportedMaxMemMB: 6_128_640,
    recommendedMemMB: isWindows ? 4096 : 2048,
    recommendedColorDepth: 32,
    supportedDiskControllerList: ['ParaVirtualSCSIController', 'VirtualLsiLogicSASController'],
    recommendedSCSIController: 'ParaVirtualSCSIController',
    recommendedDiskController: 'ParaVirtualSCSIController',
    supportedNumDisks: 59,
    recommendedDiskSizeMB: isWindows ? 92_160 : 16_384,
    recommendedCdromController: 'VirtualAHCIController',
    supportedEthernetCard: ['VirtualVmxnet3', 'VirtualE1000e'],
    recommendedEthernetCard: 'VirtualVmxnet3',
    supportsSlaveDisk: true,
    supportsWakeOnLan: true,
    supportsMemoryHotAdd: true,
    supportsCpuHotAdd: true,
    supportedFirmware: ['bios', 'efi'],
    recommendedFirmware: 'efi',
    supportLevel: 'supported',
    supportedForCreate: true,
    supportsPvscsiControllerForBoot: true,
    supportsHotPlugPCI: true,
    supportsSecureBoot: true,
    diskUuidEnabled: true,
  });
}

function hardwareOptions(version: number): object {
  return filled('VirtualHardwareOption', {
    hwVersion: version,
    numCPU: [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128],
    numCoresPerSocket: { min: 1, max: 64, defaultValue: 1 },
    memoryMB: { min: 4, max: 6_128_640, defaultValue: 2048 },
    numPCIControllers: { min: 1, max: 1, defaultValue: 1 },
    numIDEControllers: { min: 2, max: 2, defaultValue: 2 },
  });
}

/** @throws VimFault InvalidArgument for a version that the hosts do not know */
function configOption(
  { self, world }: Call<EnvironmentBrowser>,
  key: string | undefined,
  guestIds: readonly string[] | undefined,
): object {
  const version = key === undefined || key === '' ? 20 : Number(/^vmx-(\d+)$/.exec(key)?.[1]);
  if (!versions.includes(version)) {
    throw invalidArgument('key');
  }
  const guests = offeredGuests.filter(
    ({ guestId }) => guestIds === undefined || guestIds.includes(guestId),
  );
  const [vm] = [...self.hosts()].flatMap((host) => [...vmsOf(host)]);
  const capabilities =
    vm === undefined
      ? filled('VirtualMachineCapability', {})
      : readProperty(vm, 'capability', { ...world, session: undefined });
  return {
    version: `vmx-${version}`,
    description: `ESXi virtual machine, hardware version ${version}`,
    guestOSDescriptor: guests.map(guestDescriptor),
    guestOSDefaultIndex: 0,
    hardwareOptions: hardwareOptions(version),
    capabilities,
    datastore: {},
    supportedMonitorType: ['release'],
  };
}

function datastoreInfo({ world }: Call, store: Datastore): object {
  const context = { ...world, session: undefined };
  return {
    name: store.name,
    datastore: readProperty(store, 'summary', context),
    capability: readProperty(store, 'capability', context),
    maxFileSize: 70_368_744_177_664,
    maxVirtualDiskCapacity: 68_169_720_922_112,
    mode: 'readWrite',
    vStorageSupport: 'vStorageSupported',
  };
}

function networkInfo(network: Network): object {
  const { name } = network;
  return { name, network: { network, name, accessible: true, ipPoolName: '' } };
}

/** A DistributedVirtualPortgroupInfo; none for a network of a host's own switch. */
function portgroupInfo(group: Network, seed: number): readonly object[] {
  const { dvs } = group;
  if (dvs === undefined) {
    return [];
  }
  const info = {
    switchName: dvs.name,
    switchUuid: switchUuid(dvs.serial, seed),
    portgroupName: group.name,
    portgroupKey: group.id,
    portgroupType: 'earlyBinding',
    uplinkPortgroup: group.isUplink,
    portgroup: group,
  };
  return [info];
}

function configTarget(call: Call<EnvironmentBrowser>): object {
  const { self, args, world } = call;
  const named = optionalObject(call, args.host, Host, 'host');
  const hosts = named === undefined ? [...self.hosts()] : [named];
  const cores = hosts.map(({ model }) => model.packages * model.coresPerPackage);
  const networks = new Set(hosts.flatMap((host) => [...host.networks]));
  const stores = new Set(hosts.flatMap((host) => [...host.datastores]));
  const { seed } = world.estate;
  const [first] = hosts;
  return {
    numCpus: Math.max(0, ...cores) * 2,
    numCpuCores: Math.max(0, ...cores),
    numNumaNodes: first?.model.packages ?? 0,
    maxCpusPerHost: Math.max(0, ...cores) * 2,
    smcPresent: false,
    datastore: [...stores].map((store) => datastoreInfo(call, store)),
    network: [...networks].filter(({ dvs }) => dvs === undefined).map(networkInfo),
    distributedVirtualPortgroup: [...networks].flatMap((group) => portgroupInfo(group, seed)),
    maxMemMBOptimalPerf: Math.max(0, ...hosts.map(({ model }) => model.memoryGB * 1024)),
    supportedMaxMemMB: 6_128_640,
    autoVmotion: true,
  };
}

export const environmentMethods: Handlers<EnvironmentBrowser> = {
  QueryConfigOptionDescriptor: ({ self }) =>
    versions.map((version) => descriptor(version, self.hosts())),
  QueryConfigOption: (call) => configOption(call, call.args.key as string | undefined, undefined),
  QueryConfigOptionEx: (call) => {
    const spec = (call.args.spec ?? {}) as { key?: string; guestId?: readonly string[] };
    return configOption(call, spec.key, spec.guestId);
  },
  QueryConfigTarget: configTarget,
};
