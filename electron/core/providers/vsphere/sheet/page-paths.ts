import { lineageOf } from '../declared-type.ts';

/**
 * What a page tells and what is too heavy, or too seldom looked at, to be cached of all objects: read of those that somebody looks at.
 * None of them lies above or below a path that is cached (property-sets.ts); of `summary.*` the whole is read, and kept is what is not
 * cached: a server takes no paths into the subtype of a property's declared type.
 */
const pathsOf: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: [
    'config.hardware',
    'config.bootOptions',
    'config.firmware',
    'config.guestId',
    'config.tools',
    'config.cpuAllocation',
    'config.memoryAllocation',
    'config.memoryReservationLockedToMax',
    'config.hotPlugMemoryIncrementSize',
    'config.hotPlugMemoryLimit',
    'config.createDate',
    'config.instanceUuid',
    'config.guestFullName',
    'config.keyId',
    'guest.net',
    'guest.disk',
    'guest.ipStack',
    'guest.toolsVersion',
    'guest.guestFullName',
    'guestHeartbeatStatus',
    'layoutEx',
    'parentVApp',
    'runtime.maxCpuUsage',
    'runtime.suspendTime',
    'runtime.dasVmProtection',
    'runtime.faultToleranceState',
    'storage.perDatastoreUsage',
    'summary.quickStats.overallCpuReadiness',
    'summary.quickStats.overallCpuDemand',
    'summary.quickStats.hostMemoryUsage',
    'summary.quickStats.swappedMemory',
    'summary.quickStats.balloonedMemory',
    'summary.quickStats.compressedMemory',
    'summary.quickStats.consumedOverheadMemory',
  ],
  HostSystem: [
    'vm',
    'hardware.systemInfo',
    'hardware.biosInfo',
    'summary.config.product.version',
    'summary.config.product.build',
    'summary.config.vmotionEnabled',
    'summary.rebootRequired',
    'summary.managementServerIp',
    'summary.currentEVCModeKey',
    'runtime.dasHostState',
    'runtime.standbyMode',
    'config.network',
    'config.service',
    'config.dateTimeInfo',
    'config.lockdownMode',
    'config.certificate',
    'config.storageDevice.hostBusAdapter',
    'config.storageDevice.scsiLun',
    'config.storageDevice.multipathInfo',
  ],
  ClusterComputeResource: ['configurationEx', 'datastore', 'network', 'summary.*'],
  Datastore: ['info', 'host', 'vm'],
  Network: ['host', 'vm'],
  DistributedVirtualPortgroup: ['config'],
  DistributedVirtualSwitch: ['config', 'summary'],
  ResourcePool: ['config', 'vm'],
};

const known = new Map<string, readonly string[]>();

/** The paths that are read of an object of a type while somebody looks at it. */
export function pagePaths(type: string): readonly string[] {
  let paths = known.get(type);
  if (paths === undefined) {
    paths = lineageOf(type).flatMap((one) => pathsOf[one] ?? []);
    known.set(type, paths);
  }
  return paths;
}

export function isSpread(path: string): boolean {
  return path.endsWith('.*');
}

/** What is read for a path of the list. */
export function spreadOf(path: string): string {
  return path.replace(/\.\*$/, '');
}

/** Figures, which change all the time: read more often than the rest. */
export function isFigure(path: string): boolean {
  return path.startsWith('summary.quickStats.');
}

/** Where it is kept how reading them went; no property of the server. */
export const pageState = '@page';
