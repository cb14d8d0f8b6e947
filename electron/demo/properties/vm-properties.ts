import type { Datastore, Network, Snapshot, VirtualMachine } from '../estate/entity.ts';
import type { PropertyContext, Producers } from './producer.ts';
import { vmAllocations, vmConfig } from './vm-config.ts';
import { customFieldValues } from './entity-properties.ts';
import {
  biosUuid,
  committedBytes,
  fileTag,
  homeDirectory,
  hostName,
  instanceUuid,
  primaryAddress,
  toolsFacts,
  uncommittedBytes,
  vmxPath,
} from './vm-facts.ts';
import { guestInfo } from './vm-guest.ts';
import { vmRuntime } from './vm-runtime.ts';
import { heartbeat, quickStats } from './vm-statistics.ts';

/** The native properties of VirtualMachine and VirtualMachineSnapshot. */

/** An inaccessible VM has no configuration that the server could read. */
function isReadable(vm: VirtualMachine): boolean {
  return vm.connectionState !== 'inaccessible';
}

function guestSummary(vm: VirtualMachine): object {
  const { toolsStatus, toolsVersionStatus, toolsVersionStatus2, toolsRunningStatus } =
    toolsFacts(vm);
  const known = vm.tools !== 'notInstalled';
  return {
    guestId: known ? vm.guest.guestId : undefined,
    guestFullName: known ? vm.guest.fullName : undefined,
    toolsStatus,
    toolsVersionStatus,
    toolsVersionStatus2,
    toolsRunningStatus,
    hostName: hostName(vm),
    ipAddress: primaryAddress(vm),
    hwVersion: `vmx-${vm.hardwareVersion}`,
  };
}

function configSummary(vm: VirtualMachine, seed: number): object {
  return {
    name: vm.name,
    template: vm.template,
    vmPathName: vmxPath(vm),
    memorySizeMB: vm.memoryMB,
    cpuReservation: 0,
    memoryReservation: 0,
    numCpu: vm.numCpu,
    numEthernetCards: vm.nics.length,
    numVirtualDisks: vm.disks.length,
    uuid: biosUuid(vm, seed),
    instanceUuid: instanceUuid(vm, seed),
    guestId: vm.guest.guestId,
    guestFullName: vm.guest.fullName,
    annotation: vm.annotation,
    installBootRequired: false,
    tpmPresent: false,
    numVmiopBackings: 0,
    hwVersion: `vmx-${vm.hardwareVersion}`,
  };
}

function summary(vm: VirtualMachine, { estate }: PropertyContext): object {
  return {
    vm,
    get runtime() {
      return vmRuntime(vm);
    },
    get guest() {
      return guestSummary(vm);
    },
    get config() {
      return configSummary(vm, estate.seed);
    },
    get storage() {
      const committed = committedBytes(vm);
      return {
        committed,
        uncommitted: uncommittedBytes(vm),
        unshared: committed,
        timestamp: vm.configVersion,
      };
    },
    get quickStats() {
      return quickStats(vm, estate.now());
    },
    overallStatus: vm.status,
    customValue: customFieldValues(vm),
  };
}

function datastoresOf(vm: VirtualMachine): Datastore[] {
  return [...new Set(vm.disks.map(({ datastore }) => datastore))];
}

function networksOf(vm: VirtualMachine): Network[] {
  return [...new Set(vm.nics.map(({ network }) => network))];
}

function snapshotTree(snapshot: Snapshot): object {
  return {
    snapshot,
    vm: snapshot.vm,
    name: snapshot.name,
    description: snapshot.description,
    id: snapshot.number,
    createTime: snapshot.createTime,
    state: snapshot.state,
    quiesced: snapshot.quiesced,
    childSnapshotList: snapshot.children.map(snapshotTree),
    replaySupported: false,
  };
}

function fileLayout(vm: VirtualMachine): object {
  const directory = homeDirectory(vm);
  const tag = fileTag(vm);
  const file = (key: number, name: string, type: string, size: number): object => ({
    key,
    name: `${directory}${name}`,
    type,
    size,
    uniqueSize: size,
    accessible: isReadable(vm),
  });
  const disks = vm.disks.map(({ capacityGB, used, thin, key }, n) => {
    const suffix = n === 0 ? '' : `_${n}`;
    return {
      key,
      files: [
        file(10 + 2 * n, `${vm.fileName}${suffix}.vmdk`, 'diskDescriptor', 0),
        file(
          11 + 2 * n,
          `${vm.fileName}${suffix}-flat.vmdk`,
          'diskExtent',
          Math.round(capacityGB * 1024 ** 3 * (thin ? used : 1)),
        ),
      ],
      fileKeys: [10 + 2 * n, 11 + 2 * n],
    };
  });
  return {
    file: [
      file(0, `${vm.fileName}.vmx`, 'config', 3400),
      file(1, `${vm.fileName}.nvram`, 'nvram', 270_840),
      file(2, `${vm.fileName}.vmsd`, 'snapshotList', 0),
      ...(vm.power === 'poweredOn'
        ? [file(3, `${vm.fileName}-${tag}.vswp`, 'swap', vm.memoryMB * 1024 ** 2)]
        : []),
      file(4, 'vmware.log', 'log', 250_000),
      ...disks.flatMap(({ files }) => files),
    ],
    disk: disks.map(({ key, fileKeys }) => ({ key, chain: [{ fileKey: fileKeys }] })),
    timestamp: vm.configVersion,
  };
}

const capability = Object.fromEntries(
  'snapshotOperationsSupported multipleSnapshotsSupported snapshotConfigSupported poweredOffSnapshotsSupported memorySnapshotsSupported revertToSnapshotSupported quiescedSnapshotsSupported disableSnapshotsSupported lockSnapshotsSupported consolePreferencesSupported cpuFeatureMaskSupported s1AcpiManagementSupported settingScreenResolutionSupported toolsAutoUpdateSupported vmNpivWwnSupported npivWwnOnNonRdmVmSupported vmNpivWwnDisableSupported vmNpivWwnUpdateSupported swapPlacementSupported toolsSyncTimeSupported virtualMmuUsageSupported diskSharesSupported bootOptionsSupported bootRetryOptionsSupported settingVideoRamSizeSupported settingDisplayTopologySupported recordReplaySupported changeTrackingSupported multipleCoresPerSocketSupported hostBasedReplicationSupported guestAutoLockSupported memoryReservationLockSupported featureRequirementSupported poweredOnMonitorTypeChangeSupported seSparseDiskSupported nestedHVSupported vPMCSupported'
    .split(' ')
    .map((name) => [
      name,
      !['disableSnapshotsSupported', 'lockSnapshotsSupported', 'recordReplaySupported'].includes(
        name,
      ),
    ]),
);

function resourceConfig(vm: VirtualMachine): object {
  const { cpu, memory } = vmAllocations(vm);
  return {
    entity: vm,
    changeVersion: vm.configVersion.toISOString(),
    lastModified: vm.configVersion,
    cpuAllocation: cpu,
    memoryAllocation: memory,
  };
}

export const vmProperties: Producers<VirtualMachine> = {
  capability: () => capability,
  config: (vm, { estate }) => (isReadable(vm) ? vmConfig(vm, estate.seed) : undefined),
  layout: (vm) =>
    isReadable(vm) ? { configFile: [`${vm.fileName}.nvram`], logFile: ['vmware.log'] } : undefined,
  layoutEx: (vm) => (isReadable(vm) ? fileLayout(vm) : undefined),
  storage: (vm) => ({
    perDatastoreUsage: datastoresOf(vm).map((datastore, n) => ({
      datastore,
      committed: n === 0 ? committedBytes(vm) : 0,
      uncommitted: n === 0 ? uncommittedBytes(vm) : 0,
      unshared: n === 0 ? committedBytes(vm) : 0,
    })),
    timestamp: vm.configVersion,
  }),
  environmentBrowser: (vm) => ({ type: 'EnvironmentBrowser', id: `envbrowser-${vm.serial}` }),
  resourcePool: (vm) => vm.pool,
  parentVApp: (vm) => (vm.pool?.type === 'VirtualApp' ? vm.pool : undefined),
  resourceConfig,
  runtime: vmRuntime,
  guest: guestInfo,
  summary,
  datastore: datastoresOf,
  network: networksOf,
  snapshot: (vm) =>
    vm.rootSnapshots.length === 0
      ? undefined
      : {
          currentSnapshot: vm.currentSnapshot,
          rootSnapshotList: vm.rootSnapshots.map(snapshotTree),
        },
  rootSnapshot: (vm) => vm.rootSnapshots,
  guestHeartbeatStatus: heartbeat,
};

export const snapshotProperties: Producers<Snapshot> = {
  config: ({ vm }, { estate }) => vmConfig(vm, estate.seed),
  childSnapshot: ({ children }) => children,
  vm: ({ vm }) => vm,
  value: () => [],
  availableField: () => [],
};
