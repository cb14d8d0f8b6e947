import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { AlertMeasure } from '#shared/model/alert.ts';
import type { BodyLine } from './body.ts';

/** Names whose words alone would not say it; all others are read from the name itself. */
const titles: Readonly<Record<string, Text>> = {
  ALERT: say('alert.ALERT'),
  HA_HOST_FAILED: say('alert.HA_HOST_FAILED'),
  HA_HOST_WAS_FENCED: say('alert.HA_HOST_WAS_FENCED'),
  HA_NETWORK_BONDING_ERROR: say('alert.HA_NETWORK_BONDING_ERROR'),
  HA_POOL_DROP_IN_PLAN_EXISTS_FOR: say('alert.HA_POOL_DROP_IN_PLAN_EXISTS_FOR'),
  HA_POOL_OVERCOMMITTED: say('alert.HA_POOL_OVERCOMMITTED'),
  HA_PROTECTED_VM_RESTART_FAILED: say('alert.HA_PROTECTED_VM_RESTART_FAILED'),
  HA_STATEFILE_APPROACHING_TIMEOUT: say('alert.HA_STATEFILE_APPROACHING_TIMEOUT'),
  HA_STATEFILE_LOST: say('alert.HA_STATEFILE_LOST'),
  HA_HEARTBEAT_APPROACHING_TIMEOUT: say('alert.HA_HEARTBEAT_APPROACHING_TIMEOUT'),
  HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT: say('alert.HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT'),
  HOST_CLOCK_SKEW_DETECTED: say('alert.HOST_CLOCK_SKEW_DETECTED'),
  HOST_CLOCK_WENT_BACKWARDS: say('alert.HOST_CLOCK_WENT_BACKWARDS'),
  HOST_CPU_FEATURES_DOWN: say('alert.HOST_CPU_FEATURES_DOWN'),
  HOST_CPU_FEATURES_UP: say('alert.HOST_CPU_FEATURES_UP'),
  HOST_SYNC_DATA_FAILED: say('alert.HOST_SYNC_DATA_FAILED'),
  LICENSE_EXPIRES_SOON: say('alert.LICENSE_EXPIRES_SOON'),
  LICENSE_DOES_NOT_SUPPORT_POOLING: say('alert.LICENSE_DOES_NOT_SUPPORT_POOLING'),
  LICENSE_SERVER_UNREACHABLE: say('alert.LICENSE_SERVER_UNREACHABLE'),
  PBD_PLUG_FAILED_ON_SERVER_START: say('alert.PBD_PLUG_FAILED_ON_SERVER_START'),
  POOL_CPU_FEATURES_DOWN: say('alert.POOL_CPU_FEATURES_DOWN'),
  POOL_CPU_FEATURES_UP: say('alert.POOL_CPU_FEATURES_UP'),
  POOL_MASTER_TRANSITION: say('alert.POOL_MASTER_TRANSITION'),
  VIF_QOS_FAILED: say('alert.VIF_QOS_FAILED'),
  VBD_QOS_FAILED: say('alert.VBD_QOS_FAILED'),
  VCPU_QOS_FAILED: say('alert.VCPU_QOS_FAILED'),
  XAPI_LOGFILE_SPACE_EXHAUSTED: say('alert.XAPI_LOGFILE_SPACE_EXHAUSTED'),
};

/** Words of the names that are no common words. */
const acronyms: ReadonlySet<string> = new Set(
  'API CPU CVE HA HTTP IP LUN MPATH NIC NTP PBD PIF PVS QOS SR SSL TLS USB VBD VCPU VDI VIF VM VMPP VMSS VTPM XAPI XHA'.split(
    ' ',
  ),
);

const certificates = /^(HOST_SERVER|HOST_INTERNAL|POOL_CA)_CERTIFICATE_(?:EXPIRED|EXPIRING_(\d+))$/;

/** `VM_MIGRATED` → `VM migrated` in English. Newer servers have names that nobody here has heard of. */
export function titleOf(name: string): Text {
  const known = Object.hasOwn(titles, name) ? titles[name] : undefined;
  if (known !== undefined) return known;
  const expiring = certificates.exec(name);
  if (expiring !== null) {
    const [, whose = '', days] = expiring;
    const certificate = whose as 'HOST_SERVER' | 'HOST_INTERNAL' | 'POOL_CA';
    return days === undefined
      ? say(`alert.certificate.${certificate}.expired`)
      : say(`alert.certificate.${certificate}.expires`, { days: Number(days) });
  }
  const words = name
    .split('_')
    .map((word) => (acronyms.has(word) ? word : word.toLowerCase()))
    .join(' ');
  return say('alert.native', { name, words: words.charAt(0).toUpperCase() + words.slice(1) });
}

const quantities: Readonly<Record<string, Text>> = {
  cpu_usage: say('alert.quantity.cpu_usage'),
  disk_usage: say('alert.quantity.disk_usage'),
  fs_usage: say('alert.quantity.fs_usage'),
  log_fs_usage: say('alert.quantity.log_fs_usage'),
  mem_usage: say('alert.quantity.mem_usage'),
  memory_free_kib: say('alert.quantity.memory_free_kib'),
  memory_internal_free: say('alert.quantity.memory_internal_free'),
  network_usage: say('alert.quantity.network_usage'),
  physical_utilisation: say('alert.quantity.physical_utilisation'),
  sr_io_throughput_total_per_host: say('alert.quantity.sr_io_throughput_total_per_host'),
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
export function alarmTitle(body: readonly BodyLine[]): Text {
  const reported = (name: string): string | undefined => body.find(([key]) => key === name)?.[1];
  const variable = reported('name');
  if (variable === undefined) return say('alert.alarm');
  const what = quantityOf(variable);
  const value = Number(reported('value') ?? NaN);
  if (!Number.isFinite(value)) return say('alert.alarmOf', { what });
  return shares.has(variable)
    ? say('alert.isShare', { what, share: rounded(value) })
    : say('alert.isAmount', { what, amount: value });
}

/** What a performance alarm (ALARM) had measured, and its trigger: a share of one, or an amount in the counter's own unit. */
export function alarmMeasure(body: readonly BodyLine[]): AlertMeasure | undefined {
  const reported = (name: string): string | undefined => body.find(([key]) => key === name)?.[1];
  const variable = reported('name');
  if (variable === undefined) return undefined;
  const what = quantityOf(variable);
  const isShare = shares.has(variable);
  const amount = (name: string): number | undefined => {
    const value = Number(reported(name) ?? NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const value = amount('value');
  const level = amount('alarm_trigger_level');
  return {
    ...(value !== undefined && {
      value: isShare
        ? say('alert.measure.share', { what, share: rounded(value) })
        : say('alert.measure.amount', { what, amount: value }),
    }),
    ...(level !== undefined && {
      threshold: isShare
        ? say('alert.threshold.share', { share: level })
        : say('alert.threshold.amount', { amount: level }),
      definition: definitionText({
        what,
        level,
        isShare,
        isBelow: reported('alarm_trigger_sense') === 'low',
        ms: (amount('alarm_trigger_period') ?? 0) * 1000,
      }),
    }),
  };
}

function definitionText(trigger: {
  readonly what: Text;
  readonly level: number;
  readonly isShare: boolean;
  readonly isBelow: boolean;
  readonly ms: number;
}): Text {
  const { what, level, isShare, isBelow, ms } = trigger;
  const limit = isShare
    ? say('alert.limit.share', { share: level, ms })
    : say('alert.limit.amount', { amount: level, ms });
  return isBelow
    ? say('alert.trigger.below', { what, limit })
    : say('alert.trigger.above', { what, limit });
}

function quantityOf(variable: string): Text {
  return (Object.hasOwn(quantities, variable) ? quantities[variable] : undefined) ?? variable;
}

const rounded = (share: number): number => Math.round(share * 100) / 100;
