import {
  AlarmObject,
  Datastore,
  Host,
  VirtualMachine,
  type Entity,
  type Status,
} from '../estate/entity.ts';
import {
  hostCpuUsage,
  hostMemoryUsage,
  memoryBytes,
  totalMhz,
} from '../properties/host-statistics.ts';
import { cpuLoad, guestMemory } from '../properties/vm-statistics.ts';
import { counterKey } from '../performance/counters.ts';
import { data, type Data } from '../wire/value.ts';

/** The alarms that a vCenter defines by itself, as far as they are simulated; percentages as in a new vCenter. */

/** Percentage points that a value has to fall below a threshold before the alarm lets go of it. */
const tolerance = 5;

interface Limits {
  readonly yellow: number;
  readonly red: number;
}

type Kind<T extends Entity> = abstract new (...args: never[]) => T;

/** Watches a value in per cent; one that is undefined now is as good as low. */
function byUse<T extends Entity>(
  kind: Kind<T>,
  { yellow, red }: Limits,
  use: (entity: T) => number | undefined,
): AlarmObject['judge'] {
  return (entity, now) => {
    if (!(entity instanceof kind)) {
      return undefined;
    }
    const percent = use(entity) ?? 0;
    if (percent >= red - (now === 'red' ? tolerance : 0)) {
      return 'red';
    }
    const held = now === 'red' || now === 'yellow';
    return percent >= yellow - (held ? tolerance : 0) ? 'yellow' : 'green';
  };
}

function byState<T extends Entity>(
  kind: Kind<T>,
  state: (entity: T) => Status,
): AlarmObject['judge'] {
  return (entity) => (entity instanceof kind ? state(entity) : undefined);
}

function metric(type: string, counter: string, { yellow, red }: Limits): Data {
  return data('MetricAlarmExpression', {
    operator: 'isAbove',
    type,
    metric: { counterId: counterKey(counter), instance: '' },
    // In hundredths of a per cent
    yellow: yellow * 100,
    yellowInterval: 300,
    red: red * 100,
    redInterval: 300,
  });
}

function equals(type: string, statePath: string, when: { red?: string; yellow?: string }): Data {
  return data('StateAlarmExpression', { operator: 'isEqual', type, statePath, ...when });
}

const any = (...expression: readonly Data[]): Data => data('OrAlarmExpression', { expression });

const answers = ({ connectionState }: Host | VirtualMachine): boolean =>
  connectionState === 'connected';

const limits = {
  cpu: { yellow: 75, red: 90 },
  hostMemory: { yellow: 90, red: 95 },
  vmMemory: { yellow: 85, red: 95 },
  disk: { yellow: 75, red: 85 },
};

/** One of each, anew: they are objects of an estate. */
export function alarmDefinitions(): readonly AlarmObject[] {
  return [...ofHosts(), ...ofMachines(), ofDatastores()].map((one) => new AlarmObject(one));
}

type Definition = ConstructorParameters<typeof AlarmObject>[0];

const ofHosts = (): readonly Definition[] => [
  {
    id: 'alarm-1',
    name: 'Host connection and power state',
    description: 'Default alarm to monitor host connection and power state',
    expression: any(
      equals('HostSystem', 'runtime.connectionState', { red: 'notResponding' }),
      equals('HostSystem', 'runtime.connectionState', { red: 'disconnected' }),
    ),
    judge: byState(Host, (host) => (answers(host) ? 'green' : 'red')),
  },
  {
    id: 'alarm-3',
    name: 'Host CPU usage',
    description: 'Default alarm to monitor host CPU usage',
    expression: any(metric('HostSystem', 'cpu.usage.average', limits.cpu)),
    judge: byUse(Host, limits.cpu, (host) =>
      answers(host) ? (hostCpuUsage(host) / totalMhz(host)) * 100 : undefined,
    ),
  },
  {
    id: 'alarm-4',
    name: 'Host memory usage',
    description: 'Default alarm to monitor host memory usage',
    expression: any(metric('HostSystem', 'mem.usage.average', limits.hostMemory)),
    judge: byUse(Host, limits.hostMemory, (host) =>
      answers(host) ? ((hostMemoryUsage(host) * 1024 ** 2) / memoryBytes(host)) * 100 : undefined,
    ),
  },
];

const ofMachines = (): readonly Definition[] => [
  {
    id: 'alarm-5',
    name: 'Virtual machine CPU usage',
    description: 'Default alarm to monitor virtual machine CPU usage',
    expression: any(metric('VirtualMachine', 'cpu.usage.average', limits.cpu)),
    judge: byUse(VirtualMachine, limits.cpu, (vm) => (answers(vm) ? cpuLoad(vm) : undefined)),
  },
  {
    id: 'alarm-6',
    name: 'Virtual machine memory usage',
    description: 'Default alarm to monitor virtual machine memory usage',
    expression: any(metric('VirtualMachine', 'mem.usage.average', limits.vmMemory)),
    judge: byUse(VirtualMachine, limits.vmMemory, (vm) =>
      answers(vm) ? (guestMemory(vm) / vm.memoryMB) * 100 : undefined,
    ),
  },
  {
    id: 'alarm-41',
    name: 'Virtual machine Consolidation Needed status',
    description: 'Default alarm that is triggered when VM consolidation needed status is set',
    expression: any(equals('VirtualMachine', 'runtime.consolidationNeeded', { yellow: 'true' })),
    judge: byState(VirtualMachine, (vm) => (vm.consolidationNeeded ? 'yellow' : 'green')),
  },
];

const ofDatastores = (): Definition => ({
  id: 'alarm-8',
  name: 'Datastore usage on disk',
  description: 'Default alarm that monitors disk usage for a datastore',
  expression: any(metric('Datastore', 'disk.used.latest', limits.disk)),
  judge: byUse(Datastore, limits.disk, ({ capacity, freeSpace }) =>
    capacity === 0 ? undefined : (1 - freeSpace / capacity) * 100,
  ),
});
