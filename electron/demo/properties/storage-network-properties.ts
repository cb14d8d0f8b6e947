import type {
  Datacenter,
  Datastore,
  DistributedSwitch,
  Folder,
  Network,
} from '../estate/entity.ts';
import { Datastore as DatastoreClass } from '../estate/entity.ts';
import { hexDigits, uuidFrom } from '../estate/random.ts';
import { data } from '../wire/value.ts';
import type { PropertyContext, Producers } from './producer.ts';
import { portsOfGroup } from '../estate/switches.ts';
import { switchUuid } from './vm-devices.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** The native properties of Datastore, Network, distributed switches and port groups, Folder and Datacenter. */

function urlOf(store: Datastore, seed: number): string {
  const uuid = uuidFrom(seed, `store/${store.serial}`);
  return `ds:///vmfs/volumes/${store.kind === 'vsan' ? 'vsan:' : ''}${uuid}/`;
}

function datastoreInfo(store: Datastore, { estate }: PropertyContext): object {
  const base = {
    name: store.name,
    url: urlOf(store, estate.seed),
    freeSpace: store.freeSpace,
    maxFileSize: 70_368_744_177_664,
    maxVirtualDiskCapacity: 68_169_720_922_112,
    maxMemoryFileSize: 9_223_372_036_854_775_807n,
    timestamp: estate.startTime,
    containerId: uuidFrom(estate.seed, `container/${store.serial}`),
  };
  switch (store.kind) {
    case 'VMFS':
      return data('VmfsDatastoreInfo', {
        ...base,
        maxPhysicalRDMFileSize: 70_368_744_177_664,
        maxVirtualRDMFileSize: 68_169_720_922_112,
        vmfs: vmfsVolume(store, estate.seed),
      });
    case 'NFS':
      return data('NasDatastoreInfo', { ...base, nas: nasVolume(store) });
    default:
      return data('VsanDatastoreInfo', {
        ...base,
        membershipUuid: uuidFrom(estate.seed, `vsan/${store.serial}`),
      });
  }
}

function vmfsVolume(store: Datastore, seed: number): object {
  const extent = hexDigits(seed, urlOf(store, seed), 28);
  return {
    type: 'VMFS',
    name: store.name,
    capacity: store.capacity,
    blockSizeMb: 1,
    blockSize: 1024,
    unmapGranularity: 1024,
    unmapPriority: 'low',
    maxBlocks: 63_963_136,
    majorVersion: 6,
    version: '6.82',
    uuid: uuidFrom(seed, `store/${store.serial}`),
    extent: [{ diskName: `naa.6000${extent}`, partition: 1 }],
    vmfsUpgradable: false,
    ssd: true,
    local: false,
  };
}

function nasVolume({ name, capacity }: Datastore): object {
  return {
    type: 'NFS',
    name,
    capacity,
    remoteHost: 'nas01.corp.example',
    remotePath: `/export/${name}`,
    userName: '',
    remoteHostNames: ['nas01.corp.example'],
    securityType: 'AUTH_SYS',
  };
}

export const datastoreProperties: Producers<Datastore> = {
  info: datastoreInfo,
  summary: (store, { estate }) => ({
    datastore: store,
    name: store.name,
    url: urlOf(store, estate.seed),
    capacity: store.capacity,
    freeSpace: store.freeSpace,
    uncommitted: store.uncommitted,
    accessible: store.accessible,
    multipleHostAccess: store.hosts.size > 1,
    type: store.kind,
    maintenanceMode: 'normal',
  }),
  host: (store) =>
    [...store.hosts].map((host) => ({
      key: host,
      mountInfo: {
        path: `/vmfs/volumes/${store.name}`,
        accessMode: 'readWrite',
        mounted: true,
        accessible: host.connectionState === 'connected',
      },
    })),
  vm: vmsOf,
  browser: (store) => ({ type: 'HostDatastoreBrowser', id: `datastoreBrowser-${store.id}` }),
  capability: ({ kind }) => ({
    directoryHierarchySupported: true,
    rawDiskMappingsSupported: kind === 'VMFS',
    perFileThinProvisioningSupported: true,
    storageIORMSupported: kind !== 'vsan',
    nativeSnapshotSupported: kind === 'vsan',
    topLevelDirectoryCreateSupported: kind !== 'vsan',
    seSparseSupported: true,
  }),
  iormConfiguration: () => ({
    enabled: false,
    congestionThreshold: 30,
    congestionThresholdMode: 'automatic',
    percentOfPeakThroughput: 90,
    statsCollectionEnabled: false,
    reservationEnabled: true,
    statsAggregationDisabled: false,
  }),
};

export const networkProperties: Producers<Network> = {
  summary: (network) => ({ network, name: network.name, accessible: true, ipPoolName: '' }),
  host: ({ hosts }) => hosts,
  vm: vmsOf,
};

const bool = (value: boolean): object => ({ inherited: false, value });

/** `VMwareDVSPortSetting` */
export function portSetting(vlan: number, uplink: boolean): object {
  return data('VMwareDVSPortSetting', {
    blocked: bool(false),
    vlan: uplink
      ? data('VmwareDistributedVirtualSwitchTrunkVlanSpec', {
          inherited: false,
          vlanId: [{ start: 0, end: 4094 }],
        })
      : data('VmwareDistributedVirtualSwitchVlanIdSpec', { inherited: false, vlanId: vlan }),
    securityPolicy: {
      inherited: false,
      allowPromiscuous: bool(false),
      macChanges: bool(false),
      forgedTransmits: bool(false),
    },
    ipfixEnabled: bool(false),
  });
}

const portgroupPolicy = {
  blockOverrideAllowed: true,
  shapingOverrideAllowed: false,
  vendorConfigOverrideAllowed: false,
  livePortMovingAllowed: false,
  portConfigResetAtDisconnect: true,
};

export const portgroupProperties: Producers<Network> = {
  key: ({ id }) => id,
  config: (group) => ({
    key: group.id,
    name: group.name,
    numPorts: portsOfGroup(group).length,
    description: group.description,
    distributedVirtualSwitch: group.dvs,
    defaultPortConfig: portSetting(group.vlan, group.isUplink),
    type: group.binding,
    backingType: 'standard',
    policy: portgroupPolicy,
    configVersion: String(group.version),
    autoExpand: true,
    vmVnicNetworkResourcePoolKey: '-1',
    uplink: group.isUplink,
  }),
  portKeys: (group) => portsOfGroup(group).map(({ key }) => key),
};

const productInfo = {
  name: 'DVS',
  vendor: 'VMware, Inc.',
  version: '8.0.0',
  build: '23319199',
  forwardingClass: 'etherswitch',
};

function portCount({ portgroups }: DistributedSwitch): number {
  return [...portgroups].reduce((sum, group) => sum + portsOfGroup(group).length, 0);
}

export const switchProperties: Producers<DistributedSwitch> = {
  uuid: ({ serial }, { estate }) => switchUuid(serial, estate.seed),
  capability: () => ({
    dvsOperationSupported: true,
    dvPortGroupOperationSupported: true,
    dvPortOperationSupported: true,
  }),
  summary: (dvs, { estate }) => ({
    name: dvs.name,
    uuid: switchUuid(dvs.serial, estate.seed),
    numPorts: portCount(dvs),
    productInfo: { ...productInfo, ...dvs.productInfo },
    hostMember: dvs.hosts,
    portgroupName: [...dvs.portgroups].map(({ name }) => name),
    numHosts: dvs.hosts.size,
  }),
  config: (dvs, { estate }) =>
    data('VMwareDVSConfigInfo', {
      uuid: switchUuid(dvs.serial, estate.seed),
      name: dvs.name,
      numStandalonePorts: 0,
      numPorts: portCount(dvs),
      maxPorts: 2_147_483_647,
      uplinkPortPolicy: data('DVSNameArrayUplinkPortPolicy', {
        uplinkPortName: ['Uplink 1', 'Uplink 2'],
      }),
      uplinkPortgroup: [...dvs.portgroups].filter(({ isUplink }) => isUplink),
      defaultPortConfig: portSetting(0, false),
      productInfo: { ...productInfo, ...dvs.productInfo },
      configVersion: String(dvs.version),
      contact: { name: 'Network team', contact: 'noc@corp.example' },
      createTime: new Date('2023-04-18T08:15:30Z'),
      networkResourceManagementEnabled: true,
      defaultProxySwitchMaxNumPorts: 2_147_483_647,
      maxMtu: 9000,
      linkDiscoveryProtocolConfig: { protocol: 'lldp', operation: 'both' },
      lacpApiVersion: 'multipleLag',
      multicastFilteringMode: 'snooping',
      ...dvs.settings,
    }),
  networkResourcePool: () => [],
  portgroup: ({ portgroups }) => portgroups,
};

export const folderProperties: Producers<Folder> = {
  childType: ({ childTypes }) => childTypes,
  childEntity: ({ children }) => children,
};

export const storagePodProperties: Producers<Folder> = {
  summary: ({ name, children }) => {
    const stores = [...children].filter((child) => child instanceof DatastoreClass);
    return {
      name,
      capacity: stores.reduce((sum, { capacity }) => sum + capacity, 0),
      freeSpace: stores.reduce((sum, { freeSpace }) => sum + freeSpace, 0),
    };
  },
  podStorageDrsEntry: ({ storageDrs }) => ({
    storageDrsConfig: {
      podConfig: {
        enabled: false,
        ioLoadBalanceEnabled: false,
        defaultVmBehavior: 'manual',
        loadBalanceInterval: 480,
        defaultIntraVmAffinity: true,
        ...storageDrs,
      },
    },
  }),
};

export const datacenterProperties: Producers<Datacenter> = {
  vmFolder: ({ vmFolder }) => vmFolder,
  hostFolder: ({ hostFolder }) => hostFolder,
  datastoreFolder: ({ datastoreFolder }) => datastoreFolder,
  networkFolder: ({ networkFolder }) => networkFolder,
  datastore: ({ datastores }) => datastores,
  network: ({ networks }) => networks,
  configuration: () => ({
    defaultHardwareVersionKey: 'vmx-20',
    maximumHardwareVersionKey: 'vmx-21',
  }),
};
