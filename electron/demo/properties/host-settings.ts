import type { Host } from '../estate/entity.ts';
import { Typed } from '../wire/value.ts';

/** What can be set on a host: services, options, the rules of its firewall. */

const services: readonly (readonly [key: string, label: string, running: boolean])[] = [
  ['DCUI', 'Direct Console UI', true],
  ['TSM', 'ESXi Shell', false],
  ['TSM-SSH', 'SSH', false],
  ['lbtd', 'Load-Based Teaming Daemon', true],
  ['ntpd', 'NTP Daemon', true],
  ['pcscd', 'PC/SC Smart Card Daemon', false],
  ['sfcbd-watchdog', 'CIM Server', false],
  ['snmpd', 'SNMP Server', false],
  ['vmsyslogd', 'Syslog Server', true],
  ['vpxa', 'VMware vCenter Agent', true],
];

const options: readonly (readonly [string, string | number])[] = [
  ['Mem.ShareScanTime', 60],
  ['Mem.AllocGuestLargePage', 1],
  ['Net.TcpipHeapMax', 1536],
  ['Disk.UseDeviceReset', 0],
  ['VMFS3.HardwareAcceleratedLocking', 1],
  ['UserVars.SuppressShellWarning', 0],
  ['Syslog.global.logHost', 'ssl://syslog.corp.example:1514'],
  ['Syslog.global.logDir', '[] /scratch/log'],
  ['Config.HostAgent.plugins.hostsvc.esxAdminsGroup', 'ESX Admins'],
  ['Security.AccountLockFailures', 5],
  ['Config.HostAgent.log.level', 'info'],
];

interface HostOption {
  readonly key: string;
  readonly value: unknown;
}

/** The advanced settings of a host. */
export function optionsOf({ settings }: Host): readonly HostOption[] {
  return options.map(([key, usual]) => {
    const value = settings.options.get(key) ?? usual;
    return { key, value: typeof value === 'number' ? new Typed('long', value) : value };
  });
}

interface HostService {
  readonly key: string;
  readonly running: boolean;
}

/** The services of a host, as HostService. */
export function servicesOf({ settings }: Host): readonly HostService[] {
  return services.map(([key, label, usual]) => {
    const { running = usual, policy = usual ? 'on' : 'off' } = settings.services.get(key) ?? {};
    return { key, label, required: false, uninstallable: false, running, policy };
  });
}

const rule = (
  port: number,
  direction: 'inbound' | 'outbound',
  protocol: 'tcp' | 'udp',
): object => ({
  port,
  direction,
  portType: 'dst',
  protocol,
});

const rulesets: readonly (readonly [key: string, label: string, on: boolean, rules: object[]])[] = [
  ['sshServer', 'SSH Server', true, [rule(22, 'inbound', 'tcp')]],
  ['sshClient', 'SSH Client', false, [rule(22, 'outbound', 'tcp')]],
  ['ntpClient', 'NTP Client', true, [rule(123, 'outbound', 'udp')]],
  ['dns', 'DNS Client', true, [rule(53, 'outbound', 'udp'), rule(53, 'outbound', 'tcp')]],
  ['nfsClient', 'NFS Client', true, [rule(2049, 'outbound', 'tcp')]],
  ['vMotion', 'vMotion', true, [rule(8000, 'inbound', 'tcp'), rule(8000, 'outbound', 'tcp')]],
  ['webAccess', 'vSphere Web Access', true, [rule(80, 'inbound', 'tcp')]],
  [
    'vSphereClient',
    'vSphere Web Client',
    true,
    [rule(902, 'inbound', 'tcp'), rule(443, 'inbound', 'tcp')],
  ],
  ['snmp', 'SNMP Server', false, [rule(161, 'inbound', 'udp')]],
  ['syslog', 'syslog', true, [rule(514, 'outbound', 'udp'), rule(514, 'outbound', 'tcp')]],
];

/** The sets of rules of a host's firewall, as HostFirewallRuleset. */
export function rulesetsOf({ settings }: Host): readonly { readonly key: string }[] {
  return rulesets.map(([key, label, usual, rules]) => ({
    key,
    label,
    required: false,
    rule: rules,
    enabled: settings.rulesets.get(key) ?? usual,
    allowedHosts: { allIp: true },
  }));
}

/** `firewallInfo` of a host. */
export function firewallOf(host: Host): object {
  return {
    defaultPolicy: { incomingBlocked: true, outgoingBlocked: true },
    ruleset: rulesetsOf(host),
  };
}
