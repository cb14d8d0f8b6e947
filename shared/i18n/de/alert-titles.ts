import type { Translation } from '../catalogue.ts';
import type { alertTitlesMessages } from '../en/alert-titles.ts';

export const germanAlertTitles = {
  'alert.ALERT': 'Meldung',
  'alert.HA_HOST_FAILED': 'Hochverfügbarkeit: Ein Host ist ausgefallen',
  'alert.HA_HOST_WAS_FENCED': 'Hochverfügbarkeit: Der Host hat sich selbst abgeschottet',
  'alert.HA_NETWORK_BONDING_ERROR':
    'Hochverfügbarkeit: Der Bond des Verwaltungsnetzwerks ist unvollständig',
  'alert.HA_POOL_DROP_IN_PLAN_EXISTS_FOR':
    'Hochverfügbarkeit: Es können weniger Hostausfälle verkraftet werden',
  'alert.HA_POOL_OVERCOMMITTED':
    'Hochverfügbarkeit: Der Pool hat zu wenig Arbeitsspeicher für sein Versprechen',
  'alert.HA_PROTECTED_VM_RESTART_FAILED':
    'Hochverfügbarkeit: Eine geschützte virtuelle Maschine wurde nicht neu gestartet',
  'alert.HA_STATEFILE_APPROACHING_TIMEOUT': 'Hochverfügbarkeit: Die Statusdatei antwortet langsam',
  'alert.HA_STATEFILE_LOST': 'Hochverfügbarkeit: Die Statusdatei ist verloren',
  'alert.HA_HEARTBEAT_APPROACHING_TIMEOUT': 'Hochverfügbarkeit: Der Heartbeat ist langsam',
  'alert.HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT':
    'Hochverfügbarkeit: Der Toolstack antwortet langsam',
  'alert.HOST_CLOCK_SKEW_DETECTED': 'Die Uhren der Hosts weichen voneinander ab',
  'alert.HOST_CLOCK_WENT_BACKWARDS': 'Die Uhr des Hosts lief rückwärts',
  'alert.HOST_CPU_FEATURES_DOWN': 'Der Host bietet weniger CPU-Funktionen als vorher',
  'alert.HOST_CPU_FEATURES_UP': 'Der Host bietet mehr CPU-Funktionen als vorher',
  'alert.HOST_SYNC_DATA_FAILED': 'Statistiken des Hosts konnten nicht gespeichert werden',
  'alert.LICENSE_EXPIRES_SOON': 'Die Lizenz läuft bald ab',
  'alert.LICENSE_DOES_NOT_SUPPORT_POOLING': 'Die Lizenz lässt keine Pools zu',
  'alert.LICENSE_SERVER_UNREACHABLE': 'Der Lizenzserver antwortet nicht',
  'alert.PBD_PLUG_FAILED_ON_SERVER_START':
    'Beim Start des Hosts konnte Speicher nicht angeschlossen werden',
  'alert.POOL_CPU_FEATURES_DOWN': 'Der Pool bietet weniger CPU-Funktionen als vorher',
  'alert.POOL_CPU_FEATURES_UP': 'Der Pool bietet mehr CPU-Funktionen als vorher',
  'alert.POOL_MASTER_TRANSITION': 'Ein anderer Host wurde Koordinator des Pools',
  'alert.VIF_QOS_FAILED':
    'Die Bandbreitengrenze einer Netzwerkschnittstelle konnte nicht gesetzt werden',
  'alert.VBD_QOS_FAILED': 'Die Priorität einer Festplatte konnte nicht gesetzt werden',
  'alert.VCPU_QOS_FAILED':
    'Die vCPU-Einstellungen der virtuellen Maschine konnten nicht gesetzt werden',
  'alert.XAPI_LOGFILE_SPACE_EXHAUSTED': 'Die Protokolle des Hosts füllen seine Festplatte',
  'alert.certificate.HOST_SERVER.expired': 'Das Serverzertifikat des Hosts ist abgelaufen',
  'alert.certificate.HOST_SERVER.expires': (p, { plural }) =>
    `Das Serverzertifikat des Hosts läuft in ${plural(p.days, { one: '# Tag', other: '# Tagen' })} ab`,
  'alert.certificate.HOST_INTERNAL.expired': 'Das interne Zertifikat des Hosts ist abgelaufen',
  'alert.certificate.HOST_INTERNAL.expires': (p, { plural }) =>
    `Das interne Zertifikat des Hosts läuft in ${plural(p.days, { one: '# Tag', other: '# Tagen' })} ab`,
  'alert.certificate.POOL_CA.expired': 'Ein CA-Zertifikat des Pools ist abgelaufen',
  'alert.certificate.POOL_CA.expires': (p, { plural }) =>
    `Ein CA-Zertifikat des Pools läuft in ${plural(p.days, { one: '# Tag', other: '# Tagen' })} ab`,
  'alert.alarm': 'Alarm',
  'alert.alarmOf': (p) => `Alarm: ${p.what}`,
  'alert.alarmId': (p) => `Alarm ${p.id}`,
  'alert.isShare': (p, { percent }) => `${p.what}: ${percent(p.share)}`,
  'alert.isAmount': (p, { number }) => `${p.what}: ${number(p.amount)}`,
  'alert.measure.share': (p, { percent }) => `${p.what} ${percent(p.share)}`,
  'alert.measure.amount': (p, { number }) => `${p.what} ${number(p.amount)}`,
  'alert.measure.state': (p) => `${p.path}: ${p.value}`,
  'alert.threshold.share': (p, { percent }) => `Schwelle ${percent(p.share)}`,
  'alert.threshold.amount': (p, { number }) => `Schwelle ${number(p.amount)}`,
  'alert.limit.share': (p, tools) =>
    `${tools.percent(p.share)}${p.ms > 0 ? ` für ${tools.duration(p.ms)}` : ''}`,
  'alert.limit.amount': (p, tools) =>
    `${tools.number(p.amount)}${p.ms > 0 ? ` für ${tools.duration(p.ms)}` : ''}`,
  'alert.definition.above': (p) => `${p.what} über ${limits(p)}`,
  'alert.definition.below': (p) => `${p.what} unter ${limits(p)}`,
  'alert.trigger.above': (p) => `${p.what} über ${p.limit}`,
  'alert.trigger.below': (p) => `${p.what} unter ${p.limit}`,
  'alert.counter.cpu.usage': 'CPU-Auslastung',
  'alert.counter.mem.usage': 'Speicherauslastung',
  'alert.counter.disk.used': 'Belegter Speicherplatz',
  'alert.quantity.cpu_usage': 'CPU-Auslastung',
  'alert.quantity.disk_usage': 'Festplattendurchsatz',
  'alert.quantity.fs_usage': 'Belegung des Dateisystems der Steuerdomäne',
  'alert.quantity.log_fs_usage': 'Belegung des Protokolldateisystems',
  'alert.quantity.mem_usage': 'Arbeitsspeicherauslastung der Steuerdomäne',
  'alert.quantity.memory_free_kib': 'Freier Arbeitsspeicher',
  'alert.quantity.memory_internal_free': 'Freier Arbeitsspeicher im Gast',
  'alert.quantity.network_usage': 'Netzwerkdurchsatz',
  'alert.quantity.physical_utilisation': 'Speicherbelegung',
  'alert.quantity.sr_io_throughput_total_per_host': 'Speicherdurchsatz',
  'alert.native': (p) => p.name,
} as const satisfies Translation<typeof alertTitlesMessages>;

/** The limits that an alarm has: warning, critical, or both. */
function limits({ yellow, red }: { readonly yellow: string; readonly red: string }): string {
  const named = [yellow && `${yellow} (Warnung)`, red && `${red} (kritisch)`];
  return named.filter((one) => one !== '').join(' oder ');
}
