import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';

/** Words of the API that have a translation. */
type Words = Readonly<Record<string, Text>>;

export const power: Words = {
  poweredOn: say('state.on'),
  poweredOff: say('state.off'),
  suspended: say('state.suspended'),
};

export const connectionWhy: Words = {
  disconnected: say('sheet.why.disconnected'),
  orphaned: say('sheet.why.orphaned'),
  inaccessible: say('sheet.why.inaccessible'),
  invalid: say('sheet.why.invalid'),
};

export const heartbeat: Words = {
  gray: say('sheet.heartbeat.gray'),
  green: say('sheet.heartbeat.green'),
  yellow: say('sheet.heartbeat.yellow'),
  red: say('sheet.heartbeat.red'),
};

export const firmware: Words = { bios: 'BIOS', efi: 'EFI' };

export const bootDevice: Words = {
  VirtualMachineBootOptionsBootableDiskDevice: say('relation.disk'),
  VirtualMachineBootOptionsBootableEthernetDevice: say('relation.network'),
  VirtualMachineBootOptionsBootableCdromDevice: say('sheet.cd'),
  VirtualMachineBootOptionsBootableFloppyDevice: say('sheet.floppy'),
};

export const tools: Words = {
  guestToolsRunning: say('fact.tools.running'),
  guestToolsNotRunning: say('fact.tools.notRunning'),
  guestToolsExecutingScripts: say('fact.tools.starting'),
};

export const toolsVersion: Words = {
  guestToolsNotInstalled: say('fact.tools.notInstalled'),
  guestToolsNeedUpgrade: say('sheet.tools.old'),
  guestToolsSupportedOld: say('sheet.tools.old'),
  guestToolsTooOld: say('sheet.tools.tooOld'),
  guestToolsBlacklisted: say('sheet.tools.broken'),
  guestToolsCurrent: say('sheet.tools.current'),
  guestToolsSupportedNew: say('sheet.tools.current'),
  guestToolsTooNew: say('sheet.tools.current'),
  guestToolsUnmanaged: say('sheet.tools.unmanaged'),
};

export const shares: Words = {
  low: say('sheet.shares.low'),
  normal: say('sheet.shares.normal'),
  high: say('sheet.shares.high'),
  custom: say('sheet.shares.custom'),
};

export const adapterType: Words = {
  VirtualVmxnet3: 'VMXNET 3',
  VirtualVmxnet3Vrdma: 'PVRDMA',
  VirtualVmxnet2: 'VMXNET 2',
  VirtualVmxnet: 'VMXNET',
  VirtualE1000: 'E1000',
  VirtualE1000e: 'E1000E',
  VirtualPCNet32: 'PCNet 32',
  VirtualSriovEthernetCard: 'SR-IOV',
};

export const diskMode: Words = {
  persistent: say('sheet.diskMode.persistent'),
  independent_persistent: say('sheet.diskMode.independent'),
  independent_nonpersistent: say('sheet.diskMode.independentVolatile'),
  nonpersistent: say('sheet.diskMode.volatile'),
  undoable: say('sheet.diskMode.undoable'),
  append: say('sheet.diskMode.append'),
};

export const hostConnection: Words = {
  connected: say('state.host.on'),
  disconnected: say('sheet.host.disconnected'),
  notResponding: say('sheet.host.notResponding'),
};

export const haHost: Words = {
  master: say('sheet.haHost.master'),
  connectedToMaster: say('sheet.haHost.slave'),
  election: say('sheet.haHost.election'),
  uninitialized: say('sheet.haHost.uninitialized'),
  uninitializationError: say('sheet.haHost.error'),
  initializationError: say('sheet.haHost.error'),
  fdmUnreachable: say('sheet.haHost.unreachable'),
  hostDown: say('sheet.haHost.down'),
  networkIsolated: say('sheet.haHost.isolated'),
  networkPartitionedFromMaster: say('sheet.haHost.partitioned'),
};

export const lockdown: Words = {
  lockdownDisabled: say('sheet.lockdown.off'),
  lockdownNormal: say('sheet.lockdown.normal'),
  lockdownStrict: say('sheet.lockdown.strict'),
};

export const hbaType: Words = {
  HostFibreChannelHba: 'Fibre Channel',
  HostFibreChannelOverEthernetHba: 'FCoE',
  HostInternetScsiHba: 'iSCSI',
  HostBlockHba: 'Block SCSI',
  HostParallelScsiHba: 'SCSI',
  HostSerialAttachedHba: 'SAS',
  HostPcieHba: 'NVMe (PCIe)',
  HostTcpHba: 'NVMe (TCP)',
  HostRdmaHba: 'NVMe (RDMA)',
};

export const vmMonitoring: Words = {
  vmMonitoringDisabled: say('sheet.monitoring.off'),
  vmMonitoringOnly: say('sheet.monitoring.vm'),
  vmAndAppMonitoring: say('sheet.monitoring.app'),
};

export const isolation: Words = {
  none: say('sheet.isolation.none'),
  powerOff: say('sheet.isolation.off'),
  shutdown: say('sheet.isolation.shutdown'),
};

export const drsBehavior: Words = {
  manual: say('sheet.drs.manual'),
  partiallyAutomated: say('sheet.drs.partial'),
  fullyAutomated: say('sheet.drs.full'),
};

export const storeMaintenance: Words = {
  normal: say('sheet.store.normal'),
  enteringMaintenance: say('sheet.store.entering'),
  inMaintenance: say('value.true'),
};
