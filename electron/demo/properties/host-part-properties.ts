import type { Datastore, Host } from '../estate/entity.ts';
import type { HostPart } from '../estate/host-parts.ts';
import { uuidFrom } from '../estate/random.ts';
import { certificateInfo } from '../estate/host-certificates.ts';
import { hostConfig } from './host-config.ts';
import { firewallOf } from './host-settings.ts';
import type { Producer, Producers, PropertyContext } from './producer.ts';

/** The native properties of the systems of a host: parts of its `config`, as on a real one. */

type Config = ReturnType<typeof hostConfig>;

/** A property of a part that is made from its host; unset while the host is not connected. */
function ofHost(make: (host: Host, context: PropertyContext) => unknown): Producer<HostPart> {
  return ({ host }, context) =>
    host.connectionState === 'connected' ? make(host, context) : undefined;
}

const ofConfig = (pick: (config: Config) => unknown): Producer<HostPart> =>
  ofHost((host, { estate }) => pick(hostConfig(host, estate)));

function volume(store: Datastore, seed: number): object {
  const { name, capacity, kind } = store;
  return kind === 'NFS'
    ? {
        $type: 'HostNasVolume',
        type: 'NFS',
        name,
        capacity,
        remoteHost: 'nas.corp.example',
        remotePath: `/volumes/${name}`,
      }
    : kind === 'vsan'
      ? { type: 'vsan', name, capacity }
      : {
          $type: 'HostVmfsVolume',
          type: 'VMFS',
          name,
          capacity,
          blockSizeMb: 1,
          blockSize: 1024,
          maxBlocks: 63_963_136,
          majorVersion: 6,
          version: '6.82',
          uuid: uuidFrom(seed, `vmfs/${store.serial}`),
          extent: [],
          vmfsUpgradable: false,
        };
}

function volumes(host: Host, { estate }: PropertyContext): object {
  return {
    volumeTypeList: ['VMFS', 'NFS', 'NFS41', 'vsan'],
    mountInfo: [...host.datastores].map((store) => ({
      mountInfo: {
        path: `/vmfs/volumes/${store.name}`,
        accessMode: 'readWrite',
        mounted: true,
        accessible: true,
      },
      volume: volume(store, estate.seed),
    })),
  };
}

function nicTypes({ network }: Config): object {
  const [management, vmotion] = (network as { readonly vnic: readonly unknown[] }).vnic;
  return {
    netConfig: [
      {
        nicType: 'management',
        multiSelectAllowed: true,
        candidateVnic: [management, vmotion],
        selectedVnic: ['key-vim.host.VirtualNic-vmk0'],
      },
      {
        nicType: 'vmotion',
        multiSelectAllowed: true,
        candidateVnic: [management, vmotion],
        selectedVnic: ['key-vim.host.VirtualNic-vmk1'],
      },
    ],
  };
}

/** By managed type; OptionManager is distinguished from the server's own by its object. */
export const hostPartProperties: Readonly<Record<string, Producers<HostPart>>> = {
  HostDatastoreSystem: {
    datastore: ({ host }) => host.datastores,
    capabilities: () => ({
      nfsMountCreationRequired: true,
      nfsMountCreationSupported: true,
      localDatastoreSupported: true,
      vmfsExtentExpansionSupported: true,
    }),
  },
  HostStorageSystem: {
    storageDeviceInfo: ofConfig((config) => config.storageDevice),
    fileSystemVolumeInfo: ({ host }, context) => volumes(host, context),
  },
  HostNetworkSystem: {
    capabilities: ofConfig((config) => config.capabilities),
    networkInfo: ofConfig((config) => config.network),
    dnsConfig: ofConfig(({ network }) => (network as { readonly dnsConfig: object }).dnsConfig),
    ipRouteConfig: ofConfig(
      ({ network }) => (network as { readonly ipRouteConfig: object }).ipRouteConfig,
    ),
  },
  HostVirtualNicManager: {
    info: ({ host }, { estate }) => nicTypes(hostConfig(host, estate)),
  },
  HostServiceSystem: {
    serviceInfo: ({ host }, { estate }) => hostConfig(host, estate).service,
  },
  HostFirewallSystem: { firewallInfo: ofHost(firewallOf) },
  HostCertificateManager: {
    certificateInfo: ({ host }, { estate }) => certificateInfo(host, estate),
  },
  HostAutoStartManager: {
    config: () => ({
      defaults: {
        enabled: false,
        startDelay: 120,
        stopDelay: 120,
        waitForHeartbeat: false,
        stopAction: 'powerOff',
      },
    }),
  },
  HostDateTimeSystem: {
    dateTimeInfo: ({ host }, { estate }) => hostConfig(host, estate).dateTimeInfo,
  },
};
