import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualMachine } from '../estate/entity.ts';
import { first, TestClient, all } from '../test-client.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';
import { findOperation } from './model/model.ts';
import { decode } from './wire/decode.ts';
import { parseJson } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import { errorOf, some, structure, VapiTestClient } from './test-client.ts';
import type { Tree } from './test-client.ts';

let demo: DemoVcenter;
let client: VapiTestClient;
let soap: TestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ quickStatsSeconds: 0, vms: 300 });
  client = new VapiTestClient(demo.url);
  soap = new TestClient(demo.url);
  await Promise.all([client.login(demo.user, demo.password), soap.login(demo.user, demo.password)]);
});

afterAll(() => demo.close());

type Row = Readonly<Record<string, string>>;

const vcenter = (name: string): string => `com.vmware.vcenter.${name}`;

async function list(name: string, filter?: Tree): Promise<readonly Row[]> {
  const input =
    filter === undefined ? {} : { filter: some(structure(`${vcenter(name)}.filter_spec`, filter)) };
  return (await client.ask(vcenter(name), 'list', input)) as unknown as readonly Row[];
}

async function ids(name: string, filter?: Tree): Promise<readonly string[]> {
  const key = name.toLowerCase();
  return (await list(name, filter)).map((row) => row[key] ?? '').sort();
}

const wanted = (...values: readonly string[]): Tree => some(values);

/** References that an array property of vim25 holds. */
async function vimRefs(type: string, id: string, prop: string): Promise<readonly string[]> {
  const reply = await soap.call('Fetch', [type, id], `<prop>${prop}</prop>`);
  return all(first(reply.body, 'returnval'), 'ManagedObjectReference').map(({ text }) => text);
}

const isVm = (id: string): boolean => {
  const object = demo.estate.get(id);
  return object instanceof VirtualMachine && !object.template;
};

describe('the same estate on both sides', () => {
  test('VMs of every host, pool and folder are those of vim25, but for templates', async () => {
    const objects = [...demo.estate.objects.values()];
    for (const [type, property, field] of [
      ['HostSystem', 'vm', 'hosts'],
      ['ResourcePool', 'vm', 'resource_pools'],
      ['Folder', 'childEntity', 'folders'],
    ] as const) {
      for (const { id } of objects.filter((object) => object.type === type)) {
        const there = (await vimRefs(type, id, property)).filter(isVm);
        expect(await ids('VM', { [field]: wanted(id) })).toEqual([...there].sort());
      }
    }
  });

  test('hosts of every cluster', async () => {
    for (const id of await ids('cluster')) {
      const there = await vimRefs('ClusterComputeResource', id, 'host');
      expect(await ids('host', { clusters: wanted(id) })).toEqual([...there].sort());
    }
    const standalone = await ids('host', { standalone: some(true) });
    expect(standalone.map((id) => demo.estate.get(id)?.id)).toHaveLength(1);
  });

  test('folders are found by their parents, from the data center down', async () => {
    const seen = new Set<string>();
    for (const { datacenter = '' } of await list('datacenter')) {
      const info = (await client.ask(vcenter('datacenter'), 'get', {
        datacenter,
      })) as unknown as Row;
      const roots = [info.vm_folder, info.host_folder, info.datastore_folder, info.network_folder];
      const open = roots.map(String);
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        seen.add(id);
        open.push(...(await ids('folder', { parent_folders: wanted(id) })));
      }
    }
    const truth = [...demo.estate.objects.values()].filter(
      ({ type, id }) => /^(Folder|StoragePod)$/.test(type) && id !== 'group-d1',
    );
    expect([...seen].sort()).toEqual(truth.map(({ id }) => id).sort());
  });

  test('data centers divide everything between them', async () => {
    for (const name of ['VM', 'host', 'cluster', 'datastore', 'network', 'resource_pool']) {
      const parts = await Promise.all(
        (await ids('datacenter')).map((id) => ids(name, { datacenters: wanted(id) })),
      );
      expect(parts.flat().sort()).toEqual(await ids(name));
      expect(parts.every((part) => part.length > 0)).toBe(true);
    }
  });

  test('filters are “and” between fields, “or” within one; an empty one asks for nothing', async () => {
    const on = await list('VM', { power_states: wanted('POWERED_ON') });
    const [one, two] = on;
    const both = {
      names: wanted(one?.name ?? '', two?.name ?? '', 'nobody'),
      power_states: wanted('POWERED_ON'),
    };
    expect(await ids('VM', both)).toEqual([one?.vm, two?.vm].sort());
    expect(await ids('VM', { ...both, power_states: wanted('SUSPENDED') })).toEqual([]);
    expect(await ids('VM', { names: wanted(), hosts: some(null) })).toEqual(await ids('VM'));
    expect(await ids('VM', { clusters: wanted('fra-prod-01') })).toEqual([]);
  });

  test('names, states and sizes are those of vim25', async () => {
    for (const row of (await list('VM')).slice(0, 20)) {
      const reply = await soap.call(
        'Fetch',
        ['VirtualMachine', row.vm ?? ''],
        '<prop>summary</prop>',
      );
      const summary = first(reply.body, 'returnval');
      expect(first(summary, 'name').text).toBe(row.name);
      const state = first(summary, 'powerState').text;
      expect(state.toLowerCase()).toBe(row.power_state?.replace('_', '').toLowerCase());
    }
  });
});

describe('objects', () => {
  const vmIds = (): readonly string[] =>
    [...demo.estate.vms]
      .filter(({ connectionState: state }) => state !== 'inaccessible')
      .map(({ id }) => id);

  /** Reads an answer with the server's own strict decoder: every field, every union. */
  async function check(service: string, operation: string, input: Tree): Promise<void> {
    const { text } = await client.call(service, operation, input);
    const result = (parseJson(text) as JsonObject).get('result') as JsonObject;
    const type = findOperation(service, operation)?.result;
    if (type === undefined) {
      throw new Error(`${service}.${operation} is not in the model.`);
    }
    decode(type, result.get('output') ?? null);
  }

  test('what is reported of a VM keeps to the model', async () => {
    for (const vm of vmIds().slice(0, 60)) {
      await check(vcenter('VM'), 'get', { vm });
    }
    const [vm = ''] = vmIds();
    for (const part of ['', '.boot', '.boot.device', '.cpu', '.memory']) {
      await check(vcenter(`vm.hardware${part}`), 'get', { vm });
    }
    for (const part of ['disk', 'ethernet', 'cdrom', 'floppy', 'adapter.scsi', 'adapter.sata']) {
      await check(vcenter(`vm.hardware.${part}`), 'list', { vm });
    }
    await check(vcenter('vm.hardware.disk'), 'get', { vm, disk: '2000' });
    await check(vcenter('vm.power'), 'get', { vm });
    await check(vcenter('vm.tools'), 'get', { vm });
    await check(vcenter('vm.guest.power'), 'get', { vm });
  });

  test('the tools report of a running guest, and nothing of another', async () => {
    const running = [...demo.estate.vms].find(
      ({ power, tools, connectionState }) =>
        power === 'poweredOn' && tools === 'current' && connectionState === 'connected',
    );
    const off = [...demo.estate.vms].find(
      ({ power, connectionState }) => power === 'poweredOff' && connectionState === 'connected',
    );
    for (const part of ['identity', 'networking', 'local_filesystem']) {
      await check(vcenter(`vm.guest.${part}`), 'get', { vm: running?.id ?? '' });
    }
    await check(vcenter('vm.guest.networking.interfaces'), 'list', { vm: running?.id ?? '' });
    const identity = await client.ask(vcenter('vm.guest.identity'), 'get', {
      vm: running?.id ?? '',
    });
    expect(identity).toMatchObject({ ip_address: running?.nics[0]?.ipv4 });
    const reply = await client.call(vcenter('vm.guest.identity'), 'get', { vm: off?.id ?? '' });
    expect(errorOf(reply)?.type).toBe('service_unavailable');
  });

  test('the others, too', async () => {
    const [cluster = '', datastore = '', pool = ''] = await Promise.all(
      ['cluster', 'datastore', 'resource_pool'].map(async (name) => (await ids(name))[0] ?? ''),
    );
    await check(vcenter('cluster'), 'get', { cluster });
    await check(vcenter('datastore'), 'get', { datastore });
    await check(vcenter('resource_pool'), 'get', { resource_pool: pool });
    await check('com.vmware.appliance.system.version', 'get', {});
    const { text } = await client.call('com.vmware.appliance.system.uptime', 'get');
    expect(text).toMatch(/"output":\d\.\d+E-?\d+\}/);
  });

  test.each([
    ['VM', { vm: 'vm-0' }],
    ['cluster', { cluster: 'domain-c0' }],
    ['datacenter', { datacenter: 'vm-0' }],
    ['datastore', { datastore: 'group-d1' }],
    ['resource_pool', { resource_pool: '' }],
  ])('a %s that is not there is not found', async (name, input) => {
    expect(errorOf(await client.call(vcenter(name), 'get', input))?.type).toBe('not_found');
  });

  test('an inaccessible VM is in the list, and cannot be read', async () => {
    const vm = [...demo.estate.vms].find(({ connectionState: state }) => state === 'inaccessible');
    expect(await ids('VM')).toContain(vm?.id);
    const reply = await client.call(vcenter('VM'), 'get', { vm: vm?.id ?? '' });
    expect(errorOf(reply)?.type).toBe('resource_inaccessible');
  });

  test('a host that is not connected has no power state', async () => {
    const [lost] = await list('host', { connection_states: wanted('DISCONNECTED') });
    expect(lost).toBeDefined();
    expect(lost).not.toHaveProperty('power_state');
  });
});

describe('limits, at 10,000 VMs', () => {
  let large: DemoVcenter;
  let many: VapiTestClient;

  beforeAll(async () => {
    large = await startDemoVcenter({ quickStatsSeconds: 0, vms: 10_000 });
    many = new VapiTestClient(large.url);
    await many.login(large.user, large.password);
  });
  afterAll(() => large.close());

  test('more than 4,000 VMs are an error, and not a part of them', async () => {
    const reply = await many.call(vcenter('VM'), 'list');
    expect(errorOf(reply)).toEqual({
      type: 'unable_to_allocate_resource',
      id: 'com.vmware.api.vcenter.vm.too_many_matches',
    });
  });

  test('the hosts together have them all', async () => {
    const hosts = (await many.ask(vcenter('host'), 'list')) as unknown as readonly Row[];
    const lists = await Promise.all(
      hosts.map(({ host = '' }) =>
        many.ask(vcenter('VM'), 'list', {
          filter: some(structure(`${vcenter('VM')}.filter_spec`, { hosts: wanted(host) })),
        }),
      ),
    );
    const found = (lists as unknown as readonly (readonly Row[])[]).flat().map(({ vm }) => vm);
    const truth = [...large.estate.vms].filter(({ template }) => !template);
    expect(new Set(found)).toEqual(new Set(truth.map(({ id }) => id)));
    expect(found).toHaveLength(truth.length);
  });
});
