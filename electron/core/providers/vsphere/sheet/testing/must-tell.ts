import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';

/** What the pages of a type have to report wherever the server has a value: an administrator's list, not the code's. */
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
  HostSystem: [
    'runtime.connectionState',
    'runtime.inMaintenanceMode',
    'runtime.bootTime',
    'runtime.dasHostState.state',
    'summary.hardware.vendor',
    'summary.hardware.model',
    'summary.hardware.cpuModel',
    'summary.hardware.numCpuPkgs',
    'summary.hardware.numCpuCores',
    'summary.hardware.numCpuThreads',
    'summary.hardware.memorySize',
    'hardware.systemInfo.serialNumber',
    'hardware.biosInfo.biosVersion',
    'summary.config.product.fullName',
    'summary.quickStats.overallCpuUsage',
    'summary.quickStats.overallMemoryUsage',
    'vm',
    'datastore',
    'config.network.pnic',
    'config.network.vnic',
    'config.network.vswitch',
    'config.network.portgroup',
    'config.network.dnsConfig.address',
    'config.storageDevice.hostBusAdapter',
    'config.storageDevice.scsiLun',
    'config.service.service',
    'config.dateTimeInfo.ntpConfig.server',
    'config.lockdownMode',
    'customValue',
  ],
  ClusterComputeResource: [
    'host',
    'datastore',
    'configurationEx.dasConfig.enabled',
    'configurationEx.dasConfig.admissionControlEnabled',
    'configurationEx.drsConfig.enabled',
    'summary.usageSummary.totalVmCount',
    'summary.usageSummary.poweredOffVmCount',
    'summary.currentFailoverLevel',
    'summary.currentEVCModeKey',
    'summary.numCpuCores',
    'customValue',
  ],
  ResourcePool: [
    'runtime.cpu.overallUsage',
    'runtime.memory.overallUsage',
    'config.cpuAllocation.reservation',
    'config.cpuAllocation.limit',
    'config.memoryAllocation.reservation',
    'config.memoryAllocation.limit',
    'vm',
  ],
  Datastore: [
    'summary.capacity',
    'summary.freeSpace',
    'summary.uncommitted',
    'summary.type',
    'summary.accessible',
    'summary.multipleHostAccess',
    'summary.url',
    'host',
    'vm',
    'info.vmfs.version',
    'info.nas.remoteHost',
  ],
  Network: ['summary.accessible', 'host', 'vm'],
  DistributedVirtualPortgroup: [
    'config.defaultPortConfig.vlan.vlanId',
    'config.distributedVirtualSwitch',
    'config.numPorts',
    'host',
    'vm',
  ],
  VmwareDistributedVirtualSwitch: ['summary.hostMember', 'summary.portgroupName', 'config.maxMtu'],
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
export function mustReport(type: string, properties: Properties): readonly string[] {
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
