import type { Host } from '../estate/entity.ts';
import { thumbprintOf } from '../estate/host-certificates.ts';
import { hostParts } from '../estate/host-parts.ts';
import { hexDigits, uuidFrom } from '../estate/random.ts';
import { fieldsOf } from '../api/model.ts';
import { esxAbout } from './about.ts';
import { customFieldValues } from './entity-properties.ts';
import { hostConfig } from './host-config.ts';
import { hostCpuUsage, hostMemoryUsage, memoryBytes } from './host-statistics.ts';
import type { PropertyContext, Producers } from './producer.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** The native properties of HostSystem. */

const isConnected = (host: Host): boolean => host.connectionState === 'connected';

function sensors(): object[] {
  const green = {
    $type: 'ElementDescription',
    label: 'Green',
    summary: 'Sensor is operating under normal conditions',
    key: 'green',
  };
  const rows: readonly (readonly [string, number, string, string])[] = [
    ['Power Supply 1 Output', 28_000, 'Watts', 'power'],
    ['Power Supply 2 Output', 27_200, 'Watts', 'power'],
    ['System Board 1 Inlet Temp', 2200, 'Degrees C', 'temperature'],
    ['Processor 1 Temp', 5100, 'Degrees C', 'temperature'],
    ['System Board 1 Fan1A RPM', 708_000, 'RPM', 'fan'],
  ];
  return rows.map(([name, currentReading, baseUnits, sensorType]) => ({
    name,
    healthState: green,
    currentReading,
    unitModifier: -2,
    baseUnits,
    sensorType,
  }));
}

function runtime(host: Host): object {
  const up = isConnected(host);
  return {
    connectionState: host.connectionState,
    powerState: up ? 'poweredOn' : 'unknown',
    standbyMode: 'none',
    inMaintenanceMode: host.inMaintenance,
    inQuarantineMode: false,
    bootTime: up ? host.bootTime : undefined,
    get healthSystemRuntime() {
      return up ? { systemHealthInfo: { numericSensorInfo: sensors() } } : undefined;
    },
    dasHostState: host.compute.settings.ha
      ? { state: up ? 'connectedToMaster' : 'hostDown' }
      : undefined,
    hostMaxVirtualDiskCapacity: 68_169_720_922_112n,
    cryptoState: 'incapable',
  };
}

function hardwareSummary({ model, serial }: Host, seed: number): object {
  const cores = model.packages * model.coresPerPackage;
  return {
    vendor: model.vendor,
    model: model.model,
    uuid: uuidFrom(seed, `host/${serial}`),
    otherIdentifyingInfo: [
      {
        identifierValue: serviceTag(serial, seed),
        identifierType: {
          $type: 'ElementDescription',
          label: 'Service tag',
          summary: 'Service tag of the system',
          key: 'ServiceTag',
        },
      },
    ],
    memorySize: model.memoryGB * 1024 ** 3 - 1_048_576 * 310,
    cpuModel: model.cpuModel,
    cpuMhz: model.mhz,
    numCpuPkgs: model.packages,
    numCpuCores: cores,
    numCpuThreads: cores * 2,
    numNics: 4,
    numHBAs: 2,
  };
}

function serviceTag(serial: number, seed: number): string {
  return hexDigits(seed, `tag/${serial}`, 7).toUpperCase();
}

function quickStats(host: Host, { estate }: PropertyContext): object {
  if (!isConnected(host)) {
    return {};
  }
  return {
    overallCpuUsage: hostCpuUsage(host),
    overallMemoryUsage: hostMemoryUsage(host),
    distributedCpuFairness: 0,
    distributedMemoryFairness: 0,
    availablePMemCapacity: 0,
    uptime: Math.floor((estate.now().getTime() - host.bootTime.getTime()) / 1000),
  };
}

function summary(host: Host, context: PropertyContext): object {
  const { seed } = context.estate;
  const { apiType } = context.estate.product;
  return {
    host,
    get hardware() {
      return hardwareSummary(host, seed);
    },
    get runtime() {
      return runtime(host);
    },
    config: {
      name: host.name,
      port: 443,
      get sslThumbprint() {
        return thumbprintOf(host, context.estate);
      },
      product: esxAbout,
      vmotionEnabled: host.compute.isCluster,
      faultToleranceEnabled: false,
    },
    get quickStats() {
      return quickStats(host, context);
    },
    overallStatus: host.status,
    rebootRequired: false,
    customValue: customFieldValues(host),
    // Of the vCenter that manages it, if one does
    managementServerIp: apiType === 'VirtualCenter' ? '10.10.60.5' : undefined,
    maxEVCModeKey: 'intel-icelake',
  };
}

function hardware(host: Host, { estate }: PropertyContext): object {
  const { model, serial } = host;
  const hz = model.mhz * 1_000_000;
  const cores = model.packages * model.coresPerPackage;
  return {
    systemInfo: {
      vendor: model.vendor,
      model: model.model,
      uuid: uuidFrom(estate.seed, `host/${serial}`),
      serialNumber: serviceTag(serial, estate.seed),
    },
    cpuInfo: { numCpuPackages: model.packages, numCpuCores: cores, numCpuThreads: cores * 2, hz },
    cpuPkg: Array.from({ length: model.packages }, (_, index) => ({
      index,
      vendor: model.cpuModel.startsWith('AMD') ? 'amd' : 'intel',
      hz,
      busHz: 99_750_000,
      description: model.cpuModel,
      threadId: Array.from(
        { length: model.coresPerPackage * 2 },
        (_, thread) => index * model.coresPerPackage * 2 + thread,
      ),
    })),
    memorySize: memoryBytes(host),
    numaInfo: { type: 'NUMA', numNodes: model.packages, numaNode: [] },
    smcPresent: false,
    biosInfo: {
      biosVersion: '1.13.2',
      releaseDate: new Date('2024-03-14T00:00:00Z'),
      vendor: model.vendor,
    },
  };
}

/** Every capability that is a boolean, as supported, but for those of parts that no host here has; the numbers as ESXi 8 has them. */
const capability: object = Object.fromEntries(
  fieldsOf('HostCapability').flatMap(({ name, spec }): [string, unknown][] => {
    if (spec.type === 'boolean') {
      return [[name, !/Ft|^ft|replay|record|iscsi|tpm|txt/i.test(name)]];
    }
    return name === 'maxSupportedVcpus' || name === 'maxHostSupportedVcpus' ? [[name, 4096]] : [];
  }),
);

export const hostProperties: Producers<Host> = {
  runtime,
  summary,
  hardware: (host, context) => (isConnected(host) ? hardware(host, context) : undefined),
  capability: (host) => (isConnected(host) ? capability : undefined),
  licensableResource: ({ model }) => ({
    resource: [{ key: 'numCpuPackages', value: model.packages }],
  }),
  configManager: hostParts,
  config: (host, { estate }) => (isConnected(host) ? hostConfig(host, estate) : undefined),
  vm: vmsOf,
  datastore: ({ datastores }) => datastores,
  network: ({ networks }) => networks,
  datastoreBrowser: (host) => ({ type: 'HostDatastoreBrowser', id: `datastoreBrowser-${host.id}` }),
  overallStatus: (host) => (isConnected(host) ? host.status : 'red'),
};
