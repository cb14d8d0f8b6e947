import type { DistributedSwitch, Host } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { optionsOf, servicesOf } from './host-settings.ts';
import { certificateOf } from '../estate/host-certificates.ts';
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

/** What a host hears on its adapters that are connected: the networks, and the switch at the other end. */
export function networkHints(host: Host): readonly { readonly device: string }[] {
  return [0, 1, 2].map((n) => ({
    device: `vmnic${n}`,
    subnet: [{ ipSubnet: host.address.replace(/\d+$/, '0-255'), vlanId: 0 }],
    network: [{ network: 'VM Network', vlanId: 0 }],
    lldpInfo: {
      chassisId: '00:1c:73:aa:00:01',
      portId: `Ethernet${n + 1}/${host.serial % 48}`,
      timeToLive: 120,
    },
  }));
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

/** Page 83h of a disk's vital product data: binary, an NAA identifier, its length, itself. */
function identification(canonicalName: string): number[] {
  const bytes = Buffer.from(canonicalName.replace(/^naa\./, ''), 'hex');
  // Bytes of the API are signed
  return [1, 3, 0, bytes.length, ...new Int8Array(bytes)];
}

/** A disk of the array that all hosts of a cluster see. */
function lun({ compute }: Host, n: number): object {
  const canonicalName = `naa.6000${compute.serial.toString(16).padStart(8, '0')}${String(n).padStart(4, '0')}`;
  return {
    $type: 'HostScsiDisk',
    deviceName: `/vmfs/devices/disks/${canonicalName}`,
    deviceType: 'disk',
    key: `key-vim.host.ScsiDisk-${n}`,
    alternateName: [
      { namespace: 'GENERIC_VPD', namespaceId: 5, data: identification(canonicalName) },
    ],
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

interface StorageAdapter {
  readonly device: string;
  readonly [field: string]: unknown;
}

function fibreChannelAdapter({ serial }: Host, n: number): StorageAdapter {
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

/** The adapters that a host reaches its storage by. */
export const storageAdapters = (host: Host): readonly StorageAdapter[] =>
  [0, 1].map((n) => fibreChannelAdapter(host, n));

function storageDevice(host: Host): object {
  return {
    hostBusAdapter: storageAdapters(host),
    scsiLun: Array.from({ length: host.datastores.size }, (_, n) => lun(host, n)),
    softwareInternetScsiEnabled: false,
  };
}

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

export function hostConfig(host: Host, estate: Estate) {
  return {
    host,
    product: esxAbout,
    hyperThread: { available: true, active: true, config: true },
    get storageDevice() {
      return storageDevice(host);
    },
    get network() {
      return network(host, estate.seed);
    },
    capabilities: networkCapabilities,
    service: { service: servicesOf(host) },
    option: optionsOf(host),
    dateTimeInfo: {
      timeZone: { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 },
      systemClockProtocol: 'ntp',
      ntpConfig: { server: ['ntp1.corp.example', 'ntp2.corp.example'] },
    },
    get certificate() {
      return [...new Int8Array(Buffer.from(certificateOf(host, estate).cert))];
    },
    adminDisabled: false,
    lockdownMode: 'lockdownDisabled',
    wakeOnLanCapable: false,
  };
}
