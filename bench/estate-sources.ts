import { setImmediate } from 'node:timers/promises';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import { Inventory } from '#core/inventory/inventory.ts';
import { silentLog } from '#core/log.ts';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import type { QuerySource, QuerySources } from '#core/query/source.ts';

/** Ten vCenters of 10,000 virtual machines each. */
const servers = 10;
export const machines = 10_000;
const hosts = 250;
export const breathe = (): Promise<void> => setImmediate();

const to = (type: string, value: string): PropertyValue => ({
  $type: 'ManagedObjectReference',
  type,
  value,
});

function machine(index: number): ObjectUpdate {
  const number = (index * 7919) % machines;
  const time = 1.7e12 + index * 1e6;
  const properties: Properties = {
    name: `app-${number}`,
    resourcePool: to('ResourcePool', 'resgroup-1'),
    overallStatus: 'green',
    'runtime.powerState': index % 3 === 0 ? 'poweredOff' : 'poweredOn',
    'runtime.connectionState': 'connected',
    'runtime.host': to('HostSystem', `host-${index % hosts}`),
    'config.version': `vmx-${13 + (index % 8)}`,
    'config.annotation': index % 10 === 0 ? `patch window ${index % 7}` : '',
    'summary.config.numCpu': 1 + (index % 16),
    'summary.config.memorySizeMB': 1024 * (1 + (index % 64)),
    'summary.config.guestFullName': index % 2 === 0 ? 'Debian GNU/Linux 12' : 'Windows Server 2022',
    'summary.quickStats.overallCpuUsage': index % 4000,
    'summary.storage.committed': index * 4096 * 977,
    'summary.storage.uncommitted': 4096,
    'guest.ipAddress': `10.${index % 200}.${index % 250}.${index % 240}`,
    'guest.toolsRunningStatus': 'guestToolsRunning',
    datastore: [to('Datastore', `datastore-${index % 50}`)],
    network: [to('Network', `network-${index % 50}`)],
    customValue: [{ $type: 'CustomFieldStringValue', key: 1, value: `team ${index % 40}` }],
    ...(index % 5 === 0 && {
      snapshot: {
        $type: 'VirtualMachineSnapshotInfo',
        rootSnapshotList: [
          {
            $type: 'VirtualMachineSnapshotTree',
            createTime: { $type: 'dateTime', text: '', ms: time },
          },
        ],
      },
    }),
  };
  return { kind: 'enter', ref: makeRef('VirtualMachine', `vm-${index}`), properties };
}

function enter(type: string, id: string, properties: Properties): ObjectUpdate {
  return { kind: 'enter', ref: makeRef(type, id), properties };
}

function estate(): readonly ObjectUpdate[] {
  const few = Array.from({ length: 50 }, (_, index) => [
    enter('Datastore', `datastore-${index}`, { name: `ssd-${index}` }),
    enter('Network', `network-${index}`, { name: `vlan-${index}` }),
  ]).flat();
  return [
    enter('CustomFieldsManager', 'm', {
      field: [{ $type: 'CustomFieldDef', key: 1, name: 'Owner' }],
    }),
    enter('ClusterComputeResource', 'domain-1', { name: 'prod' }),
    enter('ResourcePool', 'resgroup-1', {
      name: 'Resources',
      parent: to('ClusterComputeResource', 'domain-1'),
    }),
    ...Array.from({ length: hosts }, (_, index) =>
      enter('HostSystem', `host-${index}`, {
        name: `esx${index}.example.org`,
        parent: to('ClusterComputeResource', 'domain-1'),
      }),
    ),
    ...few,
    ...Array.from({ length: machines }, (_, index) => machine(index)),
  ];
}

async function createSource(index: number): Promise<QuerySource> {
  const inventory = new Inventory({
    provider: vsphere,
    log: silentLog,
    refetch: () => undefined,
    breathe,
    elapsed: () => performance.now(),
  });
  await inventory.apply(estate());
  inventory.synced();
  const read: QuerySource['read'] = (_ref, path) => Promise.resolve({ path });
  const name = `vc-${index}`;
  return { id: connectionId(name), inventory, provider: vsphere, read, name: () => name };
}

/** Their inventories, as views search them. */
export async function estateSources(): Promise<QuerySources> {
  const list = await Promise.all(
    Array.from({ length: servers }, (_, index) => createSource(index)),
  );
  return { list: () => list, watch: () => () => undefined };
}
