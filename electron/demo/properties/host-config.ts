import type { DistributedSwitch, Host } from '../estate/entity.ts';
import { Typed } from '../wire/value.ts';
import { esxAbout } from './about.ts';
import { switchUuid } from './vm-devices.ts';
import { uuidFrom } from '../estate/random.ts';

/** `config` of a host: the parts that people look at, of what is a megabyte on a real one. */

function macOf(host: Host, n: number): string {
  const hex = ((host.serial << 4) | n).toString(16).padStart(6, '0').slice(-6);
  return `b0:26:28:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

function physicalNics(host: Host): object[] {
  return Array.from({ length: 4 }, (_, n) => ({
    key: `key-vim.host.PhysicalNic-vmnic${n}`,
    device: `vmnic${n}`,
    pci: `0000:3b:00.${n}`,
    driver: 'i40en',
    driverVersion: '2.5.5.0-1OEM.800.1.0.20143090',
    firmwareVersion: '9.20 0x8000d95e 22.0.9',
    linkSpeed: n === 3 ? undefined : { speedMb: 25_000, duplex: true },
    spec: n === 3 ? {} : { linkSpeed: { speedMb: 25_000, duplex: true } },
    wakeOnLanSupported: false,
    mac: macOf(host, n),
    vmDirectPathGen2Supported: false,
    resourcePoolSchedulerAllowed: true,
    autoNegotiateSupported: true,
  }));
}

function kernelNic(host: Host, n: number, portgroup: string): object {
  return {
    device: `vmk${n}`,
    key: `key-vim.host.VirtualNic-vmk${n}`,
    portgroup,
    spec: {
      ip: {
        dhcp: false,
        ipAddress: n === 0 ? host.address : host.address.replace(/^10\.(\d+)\./, `172.${16 + n}.`),
        subnetMask: '255.255.0.0',
        ipV6Config: { autoConfigurationEnabled: false, dhcpV6Enabled: false },
      },
      mac: macOf(host, 8 + n),
      portgroup,
      mtu: n === 0 ? 1500 : 9000,
      tsoEnabled: true,
      netStackInstanceKey: n === 1 ? 'vmotion' : 'defaultTcpipStack',
    },
    port: `key-vim.host.PortGroup.Port-${33554436 + n}`,
  };
}

const policy = {
  security: { allowPromiscuous: false, macChanges: false, forgedTransmits: false },
  shapingPolicy: { enabled: false },
};

const standardPortgroups = ['VM Network', 'Management Network'];

const standardSwitch = {
  name: 'vSwitch0',
  key: 'key-vim.host.VirtualSwitch-vSwitch0',
  numPorts: 11_776,
  numPortsAvailable: 11_760,
  mtu: 1500,
  portgroup: standardPortgroups.map((name) => `key-vim.host.PortGroup-${name}`),
  pnic: ['key-vim.host.PhysicalNic-vmnic0'],
  spec: { numPorts: 128, policy, mtu: 1500 },
};

/** A host's part of a distributed switch. */
function proxySwitch(dvs: DistributedSwitch, seed: number): object {
  return {
    dvsUuid: switchUuid(dvs.serial, seed),
    dvsName: dvs.name,
    key: `key-vim.host.HostProxySwitch-${dvs.name}`,
    numPorts: 11_776,
    numPortsAvailable: 11_700,
    mtu: 9000,
    pnic: ['key-vim.host.PhysicalNic-vmnic1', 'key-vim.host.PhysicalNic-vmnic2'],
    spec: {},
  };
}

function network(host: Host, seed: number): object {
  const switches = new Set([...host.networks].flatMap(({ dvs }) => dvs ?? []));
  return {
    vswitch: [standardSwitch],
    proxySwitch: host.compute.isCluster ? [...switches].map((dvs) => proxySwitch(dvs, seed)) : [],
    portgroup: standardPortgroups.map((name) => ({
      key: `key-vim.host.PortGroup-${name}`,
      vswitch: standardSwitch.key,
      computedPolicy: policy,
      spec: { name, vlanId: 0, vswitchName: standardSwitch.name, policy: {} },
    })),
    pnic: physicalNics(host),
    vnic: [kernelNic(host, 0, 'Management Network'), kernelNic(host, 1, 'vMotion')],
    dnsConfig: {
      dhcp: false,
      hostName: host.name.split('.')[0] ?? host.name,
      domainName: 'corp.example',
      address: ['10.10.60.11', '10.10.60.12'],
      searchDomain: ['corp.example'],
    },
    ipRouteConfig: { defaultGateway: host.address.replace(/\d+\.\d+$/, '0.1') },
    ipV6Enabled: true,
    atBootIpV6Enabled: true,
  };
}

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
];

/** A disk of the array that all hosts of a cluster see. */
function lun({ compute }: Host, n: number): object {
  const canonicalName = `naa.6000${compute.serial.toString(16).padStart(8, '0')}${String(n).padStart(4, '0')}`;
  return {
    $type: 'HostScsiDisk',
    deviceName: `/vmfs/devices/disks/${canonicalName}`,
    deviceType: 'disk',
    key: `key-vim.host.ScsiDisk-${n}`,
    uuid: uuidFrom(n, `lun/${compute.serial}`).replaceAll('-', ''),
    canonicalName,
    displayName: `PURE Fibre Channel Disk (LUN ${n})`,
    lunType: 'disk',
    vendor: 'PURE    ',
    model: 'FlashArray      ',
    revision: '8888',
    scsiLevel: 6,
    serialNumber: 'unavailable',
    queueDepth: 128,
    operationalState: ['ok'],
    vStorageSupport: 'vStorageSupported',
    protocolEndpoint: false,
    perenniallyReserved: false,
    capacity: { blockSize: 512, block: 42_949_672_960 },
    devicePath: `/vmfs/devices/disks/naa.${n}`,
    ssd: true,
    localDisk: false,
  };
}

function fibreChannelAdapter({ serial }: Host, n: number): object {
  const port = BigInt(serial * 16 + n);
  return {
    $type: 'HostFibreChannelHba',
    key: `key-vim.host.FibreChannelHba-vmhba${n + 2}`,
    device: `vmhba${n + 2}`,
    bus: 94,
    status: 'online',
    model: 'LPe35000/LPe36000 Fibre Channel Adapter',
    driver: 'lpfc',
    pci: `0000:5e:00.${n}`,
    storageProtocol: 'scsi',
    portWorldWideName: 1_152_921_504_606_846_976n + port,
    nodeWorldWideName: 2_305_843_009_213_693_952n + port,
    portType: 'fabric',
    speed: 32,
  };
}

function storageDevice(host: Host): object {
  return {
    hostBusAdapter: [0, 1].map((n) => fibreChannelAdapter(host, n)),
    scsiLun: Array.from({ length: host.datastores.size }, (_, n) => lun(host, n)),
    softwareInternetScsiEnabled: false,
  };
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

/** `firewallInfo` of a host. */
export const firewall = {
  defaultPolicy: { incomingBlocked: true, outgoingBlocked: true },
  ruleset: rulesets.map(([key, label, enabled, rules]) => ({
    key,
    label,
    required: false,
    rule: rules,
    enabled,
    allowedHosts: { allIp: true },
  })),
};

const networkCapabilities = {
  canSetPhysicalNicLinkSpeed: true,
  supportsNicTeaming: true,
  nicTeamingPolicy: ['loadbalance_ip', 'loadbalance_srcid', 'failover_explicit'],
  supportsVlan: true,
  usesServiceConsoleNic: false,
  supportsNetworkHints: true,
  maxPortGroupsPerVswitch: 2048,
  vswitchConfigSupported: true,
  vnicConfigSupported: true,
  ipRouteConfigSupported: true,
  dnsConfigSupported: true,
  dhcpOnVnicSupported: true,
  ipV6Supported: true,
};

export function hostConfig(host: Host, seed: number) {
  return {
    host,
    product: esxAbout,
    hyperThread: { available: true, active: true, config: true },
    get storageDevice() {
      return storageDevice(host);
    },
    get network() {
      return network(host, seed);
    },
    capabilities: networkCapabilities,
    service: {
      service: services.map(([key, label, running]) => ({
        key,
        label,
        required: false,
        uninstallable: false,
        running,
        policy: running ? 'on' : 'off',
      })),
    },
    option: options.map(([key, value]) => ({
      key,
      value: typeof value === 'number' ? new Typed('long', value) : value,
    })),
    dateTimeInfo: {
      timeZone: { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 },
      systemClockProtocol: 'ntp',
      ntpConfig: { server: ['ntp1.corp.example', 'ntp2.corp.example'] },
    },
    adminDisabled: false,
    lockdownMode: 'lockdownDisabled',
    wakeOnLanCapable: false,
  };
}
