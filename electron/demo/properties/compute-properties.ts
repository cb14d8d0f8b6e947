import type { ComputeResource, ResourcePool } from '../estate/entity.ts';
import type { Allocation } from '../estate/allocation.ts';
import { hostCpuUsage, memoryBytes, totalMhz } from './host-statistics.ts';
import { environmentBrowserId } from '../estate/dependents.ts';
import { presentConfig } from '../estate/cluster-config.ts';
import type { Producers } from './producer.ts';
import { cpuUsage, guestMemory, hostMemory } from './vm-statistics.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** The native properties of ComputeResource, ClusterComputeResource, ResourcePool and VirtualApp. */

function totals(compute: ComputeResource): {
  cpu: number;
  memory: number;
  cores: number;
  usable: number;
} {
  let [cpu, memory, cores, usable] = [0, 0, 0, 0];
  for (const host of compute.hosts) {
    cpu += totalMhz(host);
    memory += memoryBytes(host);
    cores += host.model.packages * host.model.coresPerPackage;
    usable += host.connectionState === 'connected' && !host.inMaintenance ? 1 : 0;
  }
  return { cpu, memory, cores, usable };
}

function usage(compute: ComputeResource): object {
  const { cpu, memory } = totals(compute);
  const vms = [...compute.hosts].flatMap((host) => [...vmsOf(host)]);
  const sum = (read: (vm: (typeof vms)[number]) => number): number =>
    vms.reduce((total, vm) => total + read(vm), 0);
  return {
    totalCpuCapacityMhz: cpu,
    totalMemCapacityMB: Math.round(memory / 1024 ** 2),
    cpuReservationMhz: 0,
    memReservationMB: 0,
    poweredOffCpuReservationMhz: 0,
    poweredOffMemReservationMB: 0,
    cpuDemandMhz: [...compute.hosts].reduce((total, host) => total + hostCpuUsage(host), 0),
    memDemandMB: sum(guestMemory),
    statsGenNumber: 1,
    cpuEntitledMhz: sum(cpuUsage),
    memEntitledMB: sum(hostMemory),
    poweredOffVmCount: vms.filter(({ power }) => power === 'poweredOff').length,
    totalVmCount: vms.length,
  };
}

function summary(compute: ComputeResource): object {
  const { cpu, memory, cores, usable } = totals(compute);
  const part = usable / Math.max(1, compute.hosts.size);
  const base = {
    totalCpu: cpu,
    totalMemory: memory,
    numCpuCores: cores,
    numCpuThreads: cores * 2,
    effectiveCpu: Math.round(cpu * part * 0.97),
    effectiveMemory: Math.round((memory * part * 0.96) / 1024 ** 2),
    numHosts: compute.hosts.size,
    numEffectiveHosts: usable,
    overallStatus: compute.status,
  };
  if (!compute.isCluster) {
    return base;
  }
  return {
    $type: 'ClusterComputeResourceSummary',
    ...base,
    currentFailoverLevel: compute.settings.ha ? 1 : 0,
    numVmotions: compute.serial * 31,
    targetBalance: compute.settings.drs ? 200 : undefined,
    currentBalance: compute.settings.drs ? 42 : undefined,
    drsScore: compute.settings.drs ? 96 : undefined,
    get usageSummary() {
      return usage(compute);
    },
    currentEVCModeKey: 'intel-cascadelake',
  };
}

function dasConfig({ settings, config }: ComputeResource): object {
  return {
    enabled: settings.ha,
    vmMonitoring: 'vmMonitoringDisabled',
    hostMonitoring: 'enabled',
    vmComponentProtecting: 'enabled',
    failoverLevel: 1,
    admissionControlPolicy: {
      $type: 'ClusterFailoverResourcesAdmissionControlPolicy',
      cpuFailoverResourcesPercent: 25,
      memoryFailoverResourcesPercent: 25,
      failoverLevel: 1,
      autoComputePercentages: true,
    },
    admissionControlEnabled: settings.ha,
    defaultVmSettings: { restartPriority: 'medium', isolationResponse: 'none' },
    hBDatastoreCandidatePolicy: 'allFeasibleDsWithUserPreference',
    ...config.dasConfig,
  };
}

function drsConfig({ settings, config }: ComputeResource): object {
  return {
    enabled: settings.drs,
    enableVmBehaviorOverrides: true,
    defaultVmBehavior: 'fullyAutomated',
    vmotionRate: 3,
    ...config.drsConfig,
  };
}

export const computeProperties: Producers<ComputeResource> = {
  resourcePool: ({ rootPool }) => rootPool,
  host: ({ hosts }) => hosts,
  datastore: ({ datastores }) => datastores,
  network: ({ networks }) => networks,
  summary,
  environmentBrowser: (compute) => ({
    type: 'EnvironmentBrowser',
    id: environmentBrowserId(compute),
  }),
  configurationEx: (compute, { estate }) =>
    compute.isCluster
      ? {
          $type: 'ClusterConfigInfoEx',
          vmSwapPlacement: 'vmDirectory',
          spbmEnabled: false,
          dasConfig: dasConfig(compute),
          drsConfig: drsConfig(compute),
          dpmConfigInfo: {
            enabled: false,
            defaultDpmBehavior: 'manual',
            hostPowerActionRate: 3,
            ...compute.config.dpmConfig,
          },
          ...presentConfig(estate, compute),
          vsanConfigInfo: { enabled: compute.settings.vsan },
        }
      : { vmSwapPlacement: 'vmDirectory' },
  lifecycleManaged: () => false,
  configManagerEnabled: () => false,
};

export const clusterProperties: Producers<ComputeResource> = {
  configuration: (cluster, { estate }) => {
    const { rule, dasVmConfig, drsVmConfig } = presentConfig(estate, cluster);
    const [das, drs] = [dasConfig(cluster), drsConfig(cluster)];
    return { dasConfig: das, drsConfig: drs, rule, dasVmConfig, drsVmConfig };
  },
  summaryEx: summary,
  recommendation: () => [],
  drsRecommendation: () => [],
  migrationHistory: () => [],
  actionHistory: () => [],
  drsFault: () => [],
};

function allocation({ reservation, expandable, limit, level, shares }: Allocation): object {
  return {
    reservation,
    expandableReservation: expandable,
    limit,
    shares: { shares, level },
  };
}

function poolConfig(pool: ResourcePool): object {
  return {
    entity: pool,
    cpuAllocation: allocation(pool.cpuAllocation),
    memoryAllocation: allocation(pool.memoryAllocation),
  };
}

/** The VMs of a pool and of those below it. */
function* allVms(pool: ResourcePool): Generator<Parameters<typeof cpuUsage>[0]> {
  yield* vmsOf(pool);
  for (const child of pool.pools) {
    yield* allVms(child);
  }
}

function poolRuntime(pool: ResourcePool): object {
  let [cpu, memory] = [0, 0];
  for (const vm of allVms(pool)) {
    cpu += cpuUsage(vm);
    memory += hostMemory(vm);
  }
  const capacity = pool.owner === undefined ? { cpu: 0, memory: 0 } : totals(pool.owner);
  const resource = (overallUsage: number, maxUsage: number): object => ({
    reservationUsed: 0,
    reservationUsedForVm: 0,
    unreservedForPool: maxUsage,
    unreservedForVm: maxUsage,
    overallUsage,
    maxUsage,
  });
  return {
    memory: resource(memory * 1024 ** 2, capacity.memory),
    cpu: resource(cpu, capacity.cpu),
    overallStatus: pool.status,
  };
}

function poolQuickStats(pool: ResourcePool): object {
  let [cpu, guest, host] = [0, 0, 0];
  for (const vm of allVms(pool)) {
    cpu += cpuUsage(vm);
    guest += guestMemory(vm);
    host += hostMemory(vm);
  }
  return {
    overallCpuUsage: cpu,
    overallCpuDemand: cpu,
    guestMemoryUsage: guest,
    hostMemoryUsage: host,
    distributedCpuEntitlement: cpu,
    distributedMemoryEntitlement: host,
    staticCpuEntitlement: cpu,
    staticMemoryEntitlement: host,
    privateMemory: host,
    sharedMemory: 0,
    swappedMemory: 0,
    balloonedMemory: 0,
    overheadMemory: 0,
    consumedOverheadMemory: 0,
    compressedMemory: 0,
  };
}

export const poolProperties: Producers<ResourcePool> = {
  summary: (pool) => ({
    ...(pool.type === 'VirtualApp' && {
      $type: 'VirtualAppSummary',
      suspended: false,
      vAppState: 'started',
      installBootRequired: false,
    }),
    name: pool.name,
    config: poolConfig(pool),
    get runtime() {
      return poolRuntime(pool);
    },
    get quickStats() {
      return poolQuickStats(pool);
    },
  }),
  runtime: poolRuntime,
  owner: ({ owner }) => owner,
  resourcePool: ({ pools }) => pools,
  vm: vmsOf,
  config: poolConfig,
  childConfiguration: ({ pools }) => [...pools].map(poolConfig),
};

export const vAppProperties: Producers<ResourcePool> = {
  parentFolder: ({ parentFolder }) => parentFolder,
  datastore: (pool) =>
    new Set([...vmsOf(pool)].flatMap(({ disks }) => disks.map(({ datastore }) => datastore))),
  network: (pool) =>
    new Set([...vmsOf(pool)].flatMap(({ nics }) => nics.map(({ network }) => network))),
  vAppConfig: (vApp) => ({
    eula: [],
    installBootStopDelay: 0,
    installBootRequired: false,
    ipAssignment: { ipAllocationPolicy: 'fixedPolicy', ipProtocol: 'IPv4' },
    product: [{ key: 0, name: 'Webshop', vendor: 'Corp', version: '4.2' }],
    entityConfig: [...vmsOf(vApp)].map((vm, n) => ({
      key: vm,
      tag: vm.name,
      startOrder: n + 1,
      startDelay: 120,
      waitingForGuest: false,
      startAction: 'powerOn',
      stopDelay: 120,
      stopAction: 'guestShutdown',
    })),
    annotation: 'Front end, application and database of the shop; start order matters.',
  }),
  parentVApp: () => undefined,
  childLink: () => [],
};
