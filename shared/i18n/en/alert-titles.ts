import type { Texts } from '../catalogue.ts';

export const alertTitlesMessages = {
  'alert.ALERT': 'Alert',
  'alert.HA_HOST_FAILED': 'High availability: a host failed',
  'alert.HA_HOST_WAS_FENCED': 'High availability: the host fenced itself',
  'alert.HA_NETWORK_BONDING_ERROR':
    'High availability: the bond of the management network is incomplete',
  'alert.HA_POOL_DROP_IN_PLAN_EXISTS_FOR':
    'High availability: fewer host failures can be tolerated',
  'alert.HA_POOL_OVERCOMMITTED':
    'High availability: the pool has too little memory for its promise',
  'alert.HA_PROTECTED_VM_RESTART_FAILED':
    'High availability: a protected virtual machine was not restarted',
  'alert.HA_STATEFILE_APPROACHING_TIMEOUT': 'High availability: the state file answers slowly',
  'alert.HA_STATEFILE_LOST': 'High availability: the state file is lost',
  'alert.HA_HEARTBEAT_APPROACHING_TIMEOUT': 'High availability: the heartbeat is slow',
  'alert.HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT':
    'High availability: the toolstack answers slowly',
  'alert.HOST_CLOCK_SKEW_DETECTED': 'The clocks of the hosts differ',
  'alert.HOST_CLOCK_WENT_BACKWARDS': 'The clock of the host went backwards',
  'alert.HOST_CPU_FEATURES_DOWN': 'The host offers fewer CPU features than before',
  'alert.HOST_CPU_FEATURES_UP': 'The host offers more CPU features than before',
  'alert.HOST_SYNC_DATA_FAILED': 'Statistics of the host could not be saved',
  'alert.LICENSE_EXPIRES_SOON': 'The license expires soon',
  'alert.LICENSE_DOES_NOT_SUPPORT_POOLING': 'The license does not allow pools',
  'alert.LICENSE_SERVER_UNREACHABLE': 'The license server does not answer',
  'alert.PBD_PLUG_FAILED_ON_SERVER_START': 'Storage could not be attached when the host started',
  'alert.POOL_CPU_FEATURES_DOWN': 'The pool offers fewer CPU features than before',
  'alert.POOL_CPU_FEATURES_UP': 'The pool offers more CPU features than before',
  'alert.POOL_MASTER_TRANSITION': 'Another host became the coordinator of the pool',
  'alert.VIF_QOS_FAILED': 'The bandwidth limit of a network interface could not be set',
  'alert.VBD_QOS_FAILED': 'The priority of a disk could not be set',
  'alert.VCPU_QOS_FAILED': 'The vCPU settings of the virtual machine could not be set',
  'alert.XAPI_LOGFILE_SPACE_EXHAUSTED': 'The logs of the host fill its disk',
  'alert.certificate.HOST_SERVER.expired': 'The server certificate of the host has expired',
  'alert.certificate.HOST_SERVER.expires': (p: { readonly days: number }, { plural }) =>
    `The server certificate of the host expires in ${plural(p.days, { one: '# day', other: '# days' })}`,
  'alert.certificate.HOST_INTERNAL.expired': 'The internal certificate of the host has expired',
  'alert.certificate.HOST_INTERNAL.expires': (p: { readonly days: number }, { plural }) =>
    `The internal certificate of the host expires in ${plural(p.days, { one: '# day', other: '# days' })}`,
  'alert.certificate.POOL_CA.expired': 'A CA certificate of the pool has expired',
  'alert.certificate.POOL_CA.expires': (p: { readonly days: number }, { plural }) =>
    `A CA certificate of the pool expires in ${plural(p.days, { one: '# day', other: '# days' })}`,
  'alert.alarm': 'Alarm',
  'alert.alarmOf': (p: { readonly what: string }) => `Alarm: ${p.what}`,
  'alert.alarmId': (p: { readonly id: string }) => `Alarm ${p.id}`,
  'alert.isShare': (p: { readonly what: string; readonly share: number }, { percent }) =>
    `${p.what} is ${percent(p.share)}`,
  'alert.isAmount': (p: { readonly what: string; readonly amount: number }, { number }) =>
    `${p.what} is ${number(p.amount)}`,
  'alert.measure.share': (p: { readonly what: string; readonly share: number }, { percent }) =>
    `${p.what} ${percent(p.share)}`,
  'alert.measure.amount': (p: { readonly what: string; readonly amount: number }, { number }) =>
    `${p.what} ${number(p.amount)}`,
  'alert.measure.state': (p: { readonly path: string; readonly value: string }) =>
    `${p.path}: ${p.value}`,
  'alert.threshold.share': (p: { readonly share: number }, { percent }) =>
    `threshold ${percent(p.share)}`,
  'alert.threshold.amount': (p: { readonly amount: number }, { number }) =>
    `threshold ${number(p.amount)}`,
  'alert.limit.share': (p: { readonly share: number; readonly ms: number }, tools) =>
    `${tools.percent(p.share)}${p.ms > 0 ? ` for ${tools.duration(p.ms)}` : ''}`,
  'alert.limit.amount': (p: { readonly amount: number; readonly ms: number }, tools) =>
    `${tools.number(p.amount)}${p.ms > 0 ? ` for ${tools.duration(p.ms)}` : ''}`,
  'alert.definition.above': (p: {
    readonly what: string;
    readonly yellow: string;
    readonly red: string;
  }) => `${p.what} above ${limits(p)}`,
  'alert.definition.below': (p: {
    readonly what: string;
    readonly yellow: string;
    readonly red: string;
  }) => `${p.what} below ${limits(p)}`,
  'alert.trigger.above': (p: { readonly what: string; readonly limit: string }) =>
    `${p.what} above ${p.limit}`,
  'alert.trigger.below': (p: { readonly what: string; readonly limit: string }) =>
    `${p.what} below ${p.limit}`,
  'alert.counter.cpu.usage': 'CPU usage',
  'alert.counter.mem.usage': 'Memory usage',
  'alert.counter.disk.used': 'Storage use',
  'alert.quantity.cpu_usage': 'CPU use',
  'alert.quantity.disk_usage': 'Disk throughput',
  'alert.quantity.fs_usage': 'Use of the control domain’s file system',
  'alert.quantity.log_fs_usage': 'Use of the log file system',
  'alert.quantity.mem_usage': 'Memory use of the control domain',
  'alert.quantity.memory_free_kib': 'Free memory',
  'alert.quantity.memory_internal_free': 'Free memory in the guest',
  'alert.quantity.network_usage': 'Network throughput',
  'alert.quantity.physical_utilisation': 'Storage use',
  'alert.quantity.sr_io_throughput_total_per_host': 'Storage throughput',
  /** One that has no entry here: `words` are made of its native name, which is English. */
  'alert.native': (p: { readonly name: string; readonly words: string }) => p.words,
} as const satisfies Texts;

/** The limits that an alarm has: warning, critical, or both. */
function limits({ yellow, red }: { readonly yellow: string; readonly red: string }): string {
  const named = [yellow && `${yellow} (warning)`, red && `${red} (critical)`];
  return named.filter((one) => one !== '').join(' or ');
}
