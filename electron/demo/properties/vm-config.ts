import { hotMemoryIncrement, hotMemoryLimit } from '../estate/machine/reconfigure.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import type { Allocation } from '../estate/allocation.ts';
import { uuidFrom } from '../estate/random.ts';
import { devices } from './vm-devices.ts';
import {
  biosUuid,
  fileTag,
  homeDirectory,
  homeStore,
  instanceUuid,
  toolsFacts,
  vmxPath,
} from './vm-facts.ts';

/** `config` of a VM. */

function allocation(shares: number, limit = -1): object {
  return {
    reservation: 0,
    expandableReservation: false,
    limit,
    shares: { shares, level: 'normal' },
  };
}

const shareFactor = { low: 0.5, normal: 1, high: 2, custom: 0 };

function allocationOf(set: Allocation | undefined, usualShares: number): object {
  if (set === undefined) {
    return allocation(usualShares);
  }
  const { reservation, limit, level } = set;
  const shares = level === 'custom' ? set.shares : Math.round(usualShares * shareFactor[level]);
  return { reservation, expandableReservation: false, limit, shares: { shares, level } };
}

/** `cpuAllocation` and `memoryAllocation`, also in `resourceConfig`. */
export function vmAllocations(vm: VirtualMachine): { cpu: object; memory: object } {
  return {
    cpu: allocationOf(vm.cpuAllocation, 1000 * vm.numCpu),
    memory: allocationOf(vm.memoryAllocation, 10 * vm.memoryMB),
  };
}

const bridges: readonly (readonly [string, string])[] = [
  ['svga.present', 'TRUE'],
  ['pciBridge0.present', 'TRUE'],
  ...[4, 5, 6, 7].flatMap((n): [string, string][] => [
    [`pciBridge${n}.present`, 'TRUE'],
    [`pciBridge${n}.virtualDev`, 'pcieRootPort'],
    [`pciBridge${n}.functions`, '8'],
    [`pciBridge${n}.pciSlotNumber`, String(17 + n)],
  ]),
  ['hpet0.present', 'TRUE'],
];

const features =
  'CMPXCHG16B DS FAMILY Intel LAHF64 LM MODEL MWAIT NUMLEVELS NX SS SSE3 SSSE3 STEPPING'.split(' ');

function extraConfig(vm: VirtualMachine, seed: number): object[] {
  const tools = toolsFacts(vm);
  const pairs: (readonly [string, string])[] = [
    ['nvram', `${vm.fileName}.nvram`],
    ...bridges,
    ['RemoteDisplay.maxConnections', '-1'],
    ['sched.cpu.latencySensitivity', vm.latency.level],
    ['tools.guest.desktop.autolock', 'TRUE'],
    ['disk.EnableUUID', 'TRUE'],
    ['vmware.tools.internalversion', tools.toolsVersion],
    ['vmware.tools.requiredversion', '12421'],
    ['migrate.hostLogState', 'none'],
    ['migrate.migrationId', '0'],
    ['migrate.hostLog', `${vm.fileName}-${fileTag(vm)}.hlog`],
    ['numa.autosize.cookie', `${vm.numCpu * 10_000 + vm.numCpu}`],
    ['numa.autosize.vcpu.maxPerVirtualNode', String(vm.numCpu)],
    [
      'sched.swap.derivedName',
      `/vmfs/volumes/${uuidFrom(seed, `store/${homeStore(vm)?.serial}`)}/${vm.fileName}/${vm.fileName}-${fileTag(vm)}.vswp`,
    ],
    ['scsi0.pciSlotNumber', '160'],
    ['ethernet0.pciSlotNumber', '192'],
    ['monitor.phys_bits_used', '45'],
    ['softPowerOff', 'FALSE'],
    ['vmotion.checkpointFBSize', '8388608'],
    ['vmxstats.filename', `${vm.fileName}.scoreboard`],
  ];
  if (vm.power === 'poweredOn') {
    pairs.push(...features.map((name) => [`featMask.vm.cpuid.${name}`, 'Val:1'] as const));
  }
  if (vm.guest.detail !== '') {
    pairs.push(['guestInfo.detailed.data', vm.guest.detail]);
  }
  const set = new Map<string, string>([...pairs, ...(vm.extraConfig ?? [])]);
  return [...set].filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }));
}

const flags = {
  enableLogging: true,
  useToe: false,
  runWithDebugInfo: false,
  monitorType: 'release',
  htSharing: 'any',
  snapshotDisabled: false,
  snapshotLocked: false,
  diskUuidEnabled: true,
  snapshotPowerOffBehavior: 'powerOff',
  recordReplayEnabled: false,
  faultToleranceType: 'unset',
  cbrcCacheEnabled: false,
  vvtdEnabled: false,
  vbsEnabled: false,
};

const powerOps = {
  powerOffType: 'soft',
  suspendType: 'hard',
  resetType: 'soft',
  defaultPowerOffType: 'soft',
  defaultSuspendType: 'hard',
  defaultResetType: 'soft',
  standbyAction: 'checkpoint',
};

function toolsConfig(vm: VirtualMachine): object {
  const { toolsVersion, toolsInstallType } = toolsFacts(vm);
  return {
    toolsVersion: Number(toolsVersion),
    toolsInstallType,
    afterPowerOn: true,
    afterResume: true,
    beforeGuestStandby: true,
    beforeGuestShutdown: true,
    beforeGuestReboot: false,
    toolsUpgradePolicy: 'manual',
    syncTimeWithHostAllowed: true,
    syncTimeWithHost: false,
    lastInstallInfo: { counter: 0 },
    ...vm.toolsOptions,
  };
}

function filesOf(vm: VirtualMachine): object {
  const directory = homeDirectory(vm);
  return {
    vmPathName: vmxPath(vm),
    snapshotDirectory: directory,
    suspendDirectory: directory,
    logDirectory: directory,
  };
}

/** What no VM of the demo estate has otherwise. */
const sameForAll = {
  npivTemporaryDisabled: true,
  alternateGuestName: '',
  flags,
  defaultPowerOps: powerOps,
  rebootPowerOff: false,
  cpuHotRemoveEnabled: false,
  swapPlacement: 'inherit',
  vAssertsEnabled: false,
  changeTrackingEnabled: true,
  maxMksConnections: -1,
  guestAutoLockEnabled: true,
  memoryReservationLockedToMax: false,
  vPMCEnabled: false,
  scheduledHardwareUpgradeInfo: {
    upgradePolicy: 'never',
    scheduledHardwareUpgradeStatus: 'none',
  },
  vFlashCacheReservation: 0,
  messageBusTunnelEnabled: false,
  guestIntegrityInfo: { enabled: false },
  migrateEncryption: 'opportunistic',
  sgxInfo: { epcSize: 0, flcMode: 'unlocked', requireAttestation: false },
  ftEncryptionMode: 'ftEncryptionOpportunistic',
  guestMonitoringModeInfo: {},
  sevEnabled: false,
  pmemFailoverEnabled: false,
  vmxStatsCollectionEnabled: true,
  vmOpNotificationToAppEnabled: false,
  vmOpNotificationTimeout: -1,
  deviceSwap: { lsiToPvscsi: { enabled: true, applicable: false, status: 'none' } },
  pmem: { snapshotMode: 'independent_persistent' },
  deviceGroups: {},
  fixedPassthruHotPlugEnabled: false,
};

/** What distinguishes a VM: read by getters where it costs something, since most readers want one path of it. */
export function vmConfig(vm: VirtualMachine, seed: number): object {
  return {
    ...sameForAll,
    ...identityOf(vm, seed),
    ...resourcesOf(vm),
    get tools() {
      return toolsConfig(vm);
    },
    get hardware() {
      return hardware(vm, seed);
    },
    get extraConfig() {
      return extraConfig(vm, seed);
    },
    ...firmwareOf(vm),
    vmxConfigChecksum: Buffer.from(fileTag(vm) + fileTag(vm)),
  };
}

function identityOf(vm: VirtualMachine, seed: number): object {
  return {
    changeVersion: vm.configVersion.toISOString(),
    modified: vm.configVersion,
    name: vm.name,
    guestFullName: vm.guest.fullName,
    version: `vmx-${vm.hardwareVersion}`,
    uuid: biosUuid(vm, seed),
    createDate: vm.createDate,
    instanceUuid: instanceUuid(vm, seed),
    locationId: `564d${uuidFrom(seed, `location/${vm.serial}`).slice(4)}`,
    template: vm.template,
    guestId: vm.guest.guestId,
    annotation: vm.annotation,
    files: filesOf(vm),
  };
}

function resourcesOf(vm: VirtualMachine): object {
  const allocations = vmAllocations(vm);
  return {
    cpuAllocation: allocations.cpu,
    memoryAllocation: allocations.memory,
    memoryHotAddEnabled: vm.memoryHotAdd,
    cpuHotAddEnabled: vm.cpuHotAdd,
    nestedHVEnabled: vm.nestedHv,
    latencySensitivity: vm.latency,
    hotPlugMemoryLimit: hotMemoryLimit(vm),
    hotPlugMemoryIncrementSize: vm.memoryHotAdd ? hotMemoryIncrement : 0,
    initialOverhead: {
      initialMemoryReservation: 50_000_000 + vm.memoryMB * 8000,
      initialSwapReservation: 1_500_000,
    },
  };
}

function firmwareOf({ boot }: VirtualMachine): object {
  return {
    firmware: boot.firmware,
    bootOptions: {
      bootDelay: boot.delay,
      enterBIOSSetup: boot.enterSetup,
      efiSecureBootEnabled: boot.secure,
      bootRetryEnabled: boot.retry,
      bootRetryDelay: boot.retryDelay,
      bootOrder: boot.order,
      networkBootProtocol: boot.protocol,
    },
  };
}

function hardware(vm: VirtualMachine, seed: number): object {
  return {
    numCPU: vm.numCpu,
    numCoresPerSocket: vm.coresPerSocket,
    autoCoresPerSocket: false,
    memoryMB: vm.memoryMB,
    virtualICH7MPresent: false,
    virtualSMCPresent: false,
    get device() {
      return devices(vm, seed);
    },
    motherboardLayout: 'i440bxHostBridge',
    simultaneousThreads: 1,
  };
}
