import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';

/** What the pages of a type have to tell of wherever the server has a value: an administrator's list, not the code's. */
const paths: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: [
    'runtime.powerState',
    'runtime.question.text',
    'runtime.bootTime',
    'runtime.host',
    'runtime.dasVmProtection.dasProtected',
    'guest.hostName',
    'guest.ipAddress',
    'guest.toolsRunningStatus',
    'guest.toolsVersionStatus2',
    'guest.disk',
    'guest.ipStack',
    'guest.net',
    'config.annotation',
    'config.version',
    'config.firmware',
    'config.bootOptions.efiSecureBootEnabled',
    'config.hardware.device',
    'config.cpuAllocation.reservation',
    'config.cpuAllocation.limit',
    'config.cpuAllocation.shares.shares',
    'config.memoryAllocation.reservation',
    'config.memoryAllocation.limit',
    'config.memoryAllocation.shares.shares',
    'config.cpuHotAddEnabled',
    'config.memoryHotAddEnabled',
    'config.createDate',
    'config.instanceUuid',
    'summary.config.numCpu',
    'summary.config.memorySizeMB',
    'summary.config.uuid',
    'summary.config.vmPathName',
    'summary.storage.committed',
    'summary.storage.uncommitted',
    'storage.perDatastoreUsage',
    'effectiveRole',
    'customValue',
    'snapshot',
    'parentVApp',
    'name',
  ],
};

/** What only one that runs has. */
const whileOn: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: [
    'summary.quickStats.overallCpuUsage',
    'summary.quickStats.guestMemoryUsage',
    'summary.quickStats.hostMemoryUsage',
    'summary.quickStats.balloonedMemory',
    'summary.quickStats.swappedMemory',
    'summary.quickStats.compressedMemory',
    'summary.quickStats.overallCpuReadiness',
    'runtime.maxCpuUsage',
    'guestHeartbeatStatus',
  ],
};

/** Paths of an object that have a value, and of which its page has to say something. */
export function mustTell(type: string, properties: Properties): readonly string[] {
  const isOn = properties['runtime.powerState'] === 'poweredOn';
  return [...(paths[type] ?? []), ...(isOn ? (whileOn[type] ?? []) : [])].filter((path) =>
    isSomething(valueAtPath(properties, path)),
  );
}

function isSomething(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}
