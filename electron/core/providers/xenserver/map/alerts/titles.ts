import type { BodyLine } from './body.ts';

/** Names whose words alone would not say it; all others are read from the name itself. */
const titles: Readonly<Record<string, string>> = {
  ALERT: 'Alert',
  HA_HOST_FAILED: 'High availability: a host failed',
  HA_HOST_WAS_FENCED: 'High availability: the host fenced itself',
  HA_NETWORK_BONDING_ERROR: 'High availability: the bond of the management network is incomplete',
  HA_POOL_DROP_IN_PLAN_EXISTS_FOR: 'High availability: fewer host failures can be tolerated',
  HA_POOL_OVERCOMMITTED: 'High availability: the pool has too little memory for its promise',
  HA_PROTECTED_VM_RESTART_FAILED:
    'High availability: a protected virtual machine was not restarted',
  HA_STATEFILE_APPROACHING_TIMEOUT: 'High availability: the state file answers slowly',
  HA_STATEFILE_LOST: 'High availability: the state file is lost',
  HA_HEARTBEAT_APPROACHING_TIMEOUT: 'High availability: the heartbeat is slow',
  HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT: 'High availability: the toolstack answers slowly',
  HOST_CLOCK_SKEW_DETECTED: 'The clocks of the hosts differ',
  HOST_CLOCK_WENT_BACKWARDS: 'The clock of the host went backwards',
  HOST_CPU_FEATURES_DOWN: 'The host offers fewer CPU features than before',
  HOST_CPU_FEATURES_UP: 'The host offers more CPU features than before',
  HOST_SYNC_DATA_FAILED: 'Statistics of the host could not be saved',
  LICENSE_EXPIRES_SOON: 'The license expires soon',
  LICENSE_DOES_NOT_SUPPORT_POOLING: 'The license does not allow pools',
  LICENSE_SERVER_UNREACHABLE: 'The license server does not answer',
  PBD_PLUG_FAILED_ON_SERVER_START: 'Storage could not be attached when the host started',
  POOL_CPU_FEATURES_DOWN: 'The pool offers fewer CPU features than before',
  POOL_CPU_FEATURES_UP: 'The pool offers more CPU features than before',
  POOL_MASTER_TRANSITION: 'Another host became the coordinator of the pool',
  VIF_QOS_FAILED: 'The bandwidth limit of a network interface could not be set',
  VBD_QOS_FAILED: 'The priority of a disk could not be set',
  VCPU_QOS_FAILED: 'The vCPU settings of the virtual machine could not be set',
  XAPI_LOGFILE_SPACE_EXHAUSTED: 'The logs of the host fill its disk',
};

/** Words of the names that are no common words. */
const acronyms: ReadonlySet<string> = new Set(
  'API CPU CVE HA HTTP IP LUN MPATH NIC NTP PBD PIF PVS QOS SR SSL TLS USB VBD VCPU VDI VIF VM VMPP VMSS VTPM XAPI XHA'.split(
    ' ',
  ),
);

const certificates = /^(HOST_SERVER|HOST_INTERNAL|POOL_CA)_CERTIFICATE_(?:EXPIRED|EXPIRING_(\d+))$/;
const certificateWords: Readonly<Record<string, string>> = {
  HOST_SERVER: 'The server certificate of the host',
  HOST_INTERNAL: 'The internal certificate of the host',
  POOL_CA: 'A CA certificate of the pool',
};

/** `VM_MIGRATED` → `VM migrated`. Newer servers have names that nobody here has heard of. */
export function titleOf(name: string): string {
  const known = Object.hasOwn(titles, name) ? titles[name] : undefined;
  if (known !== undefined) return known;
  const expiring = certificates.exec(name);
  if (expiring !== null) {
    const [, whose = '', days] = expiring;
    const what = certificateWords[whose] ?? 'A certificate';
    return days === undefined ? `${what} has expired` : `${what} expires in ${Number(days)} days`;
  }
  const words = name
    .split('_')
    .map((word) => (acronyms.has(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const quantities: Readonly<Record<string, string>> = {
  cpu_usage: 'CPU use',
  disk_usage: 'Disk throughput',
  fs_usage: 'Use of the control domain’s file system',
  log_fs_usage: 'Use of the log file system',
  mem_usage: 'Memory use of the control domain',
  memory_free_kib: 'Free memory',
  memory_internal_free: 'Free memory in the guest',
  network_usage: 'Network throughput',
  physical_utilisation: 'Storage use',
  sr_io_throughput_total_per_host: 'Storage throughput',
};

/** These are shares of one. */
const shares: ReadonlySet<string> = new Set([
  'cpu_usage',
  'fs_usage',
  'log_fs_usage',
  'mem_usage',
  'physical_utilisation',
]);

/** The title of a performance alarm (ALARM), by its body: `CPU use is 97 %`. */
export function alarmTitle(body: readonly BodyLine[]): string {
  const told = (name: string): string | undefined => body.find(([key]) => key === name)?.[1];
  const variable = told('name');
  if (variable === undefined) return 'Alarm';
  const what = quantities[variable] ?? variable;
  const value = Number(told('value') ?? NaN);
  if (!Number.isFinite(value)) return `Alarm: ${what}`;
  const amount = shares.has(variable)
    ? `${Math.round(value * 100)} %`
    : value.toLocaleString('en', { maximumFractionDigits: 2 });
  return `${what} is ${amount}`;
}
