import { environmentBrowserId } from '../estate/dependents.ts';
import type { Network, Snapshot, VirtualMachine } from '../estate/entity.ts';
import type { PropertyContext, Producers } from './producer.ts';
import { vmAllocations, vmConfig } from './vm-config.ts';
import { customFieldValues } from './entity-properties.ts';
import {
  biosUuid,
  committedBytes,
  datastoresOf,
  hostName,
  instanceUuid,
  primaryAddress,
  toolsFacts,
  uncommittedBytes,
  vmxPath,
} from './vm-facts.ts';
import { fileLayout } from './vm-layout.ts';
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
    perDatastoreUsage: [...datastoresOf(vm)].map((datastore, n) => ({
      datastore,
      committed: n === 0 ? committedBytes(vm) : 0,
      uncommitted: n === 0 ? uncommittedBytes(vm) : 0,
      unshared: n === 0 ? committedBytes(vm) : 0,
    })),
    timestamp: vm.configVersion,
  }),
  environmentBrowser: (vm) => ({ type: 'EnvironmentBrowser', id: environmentBrowserId(vm) }),
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

/** The VM with the configuration that it had when the snapshot was taken. */
function asTaken({ vm, config, state, parent }: Snapshot): VirtualMachine {
  const then = { ...config, power: state, currentSnapshot: parent };
  return Object.assign(Object.create(vm) as VirtualMachine, then);
}

export const snapshotProperties: Producers<Snapshot> = {
  config: (snapshot, { estate }) => vmConfig(asTaken(snapshot), estate.seed),
  childSnapshot: ({ children }) => children,
  vm: ({ vm }) => vm,
  value: () => [],
  availableField: () => [],
};
