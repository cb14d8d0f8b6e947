import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { mapRow } from './map-row.ts';
import { addresses } from './vm.ts';

const to = (text: string): PropertyValue => ({
  $type: 'ManagedObjectReference',
  type: refType(text as Ref),
  value: refId(text as Ref),
});
const map = (entries: Record<string, string>): PropertyValue => ({ ...entries, $type: 'map' });

const pool: Record<string, Properties> = {
  'pool:p': { name_label: 'Frankfurt', master: to('host:h1') },
  'host:h1': {
    name_label: 'xs1',
    enabled: true,
    metrics: to('host_metrics:m'),
    cpu_info: map({ cpu_count: '16' }),
    software_version: map({ product_brand: 'XCP-ng', product_version: '8.3.0' }),
  },
  'host:h2': { name_label: 'xs2', enabled: false },
  'host_metrics:m': { live: true, memory_total: 64 * 1024 ** 3, memory_free: 16 * 1024 ** 3 },
  'VM_guest_metrics:g': {
    os_version: map({ name: 'Microsoft Windows Server 2022|C:\\Windows|x' }),
    networks: map({ '0/ipv6/0': 'fe80::1', '0/ip': '10.0.0.5', '0/ipv4/0': '10.0.0.5' }),
    PV_drivers_detected: true,
  },
  'PBD:1': { host: to('host:h1'), SR: to('SR:local'), currently_attached: true },
  'PBD:2': { host: to('host:h2'), SR: to('SR:nfs'), currently_attached: false },
  'PBD:3': { host: to('host:h1'), SR: to('SR:nfs'), currently_attached: true },
};

function row(ref: string, properties: Properties, objects = pool) {
  return mapRow(ref as Ref, properties, {
    get: (other) => objects[other],
    ofType: (type) => (Object.keys(objects) as Ref[]).filter((one) => refType(one) === type),
  });
}

describe('a VM', () => {
  const vm: Properties = {
    uuid: 'u',
    name_label: 'web-01',
    power_state: 'Running',
    resident_on: to('host:h1'),
    guest_metrics: to('VM_guest_metrics:g'),
    VCPUs_at_startup: 4,
    memory_dynamic_max: 4 * 1024 ** 3,
    tags: ['web', 'prod'],
    other_config: map({
      'XenCenter.CustomFields.Owner': 'Ada',
      'XenCenter.CustomFields.Empty': '',
      'XenCenter.CustomFields.A.b': 'dotted',
      folder: '/a',
    }),
  };

  it.each([
    [{ '1/ip': '10.0.0.9', '0/ip': '10.0.0.5' }, ['10.0.0.5', '10.0.0.9']],
    [{ '10/ip': '10.0.0.9', '9/ip': '10.0.0.5' }, ['10.0.0.5', '10.0.0.9']],
    [{ '0/ipv4/1': '10.0.0.6', '0/ipv4/0': '10.0.0.5' }, ['10.0.0.5', '10.0.0.6']],
    [{ '1/ip': '10.0.0.9', '0/ip': '169.254.1.1' }, ['10.0.0.9', '169.254.1.1']],
    [{ '1/ipv4/0': '10.0.0.9', '0/ipv6/0': '2001:db8::1' }, ['10.0.0.9', '2001:db8::1']],
  ])('has the address of its lowest device first: %o', (networks, expected) => {
    expect(addresses({ networks: map(networks) })).toEqual(expected);
  });

  it('stands below its host, with what its guest tells', () => {
    expect(row('VM:u', vm)).toEqual({
      ref: 'VM:u',
      kind: 'vm',
      name: 'web-01',
      state: 'on',
      health: 'unknown',
      parent: 'host:h1',
      places: { machines: { parent: 'group:folder:a', otherParents: ['host:h1'] } },
      facts: {
        host: 'host:h1',
        guestOs: 'Microsoft Windows Server 2022',
        ipAddress: '10.0.0.5',
        cpus: 4,
        memoryMiB: 4096,
        tools: 'running',
        uuid: 'u',
        tags: 'prod, web',
        folder: '/a',
        fields: { 'A.b': 'dotted', Owner: 'Ada' },
      },
    });
  });

  it.each<[Properties, object]>([
    [
      { power_state: 'Halted', resident_on: null },
      { state: 'off', parent: 'pool:p' },
    ],
    [{ power_state: 'Halted', resident_on: null, affinity: to('host:h2') }, { parent: 'host:h2' }],
    [{ power_state: 'Halted', resident_on: null, affinity: to('host:gone') }, { parent: 'pool:p' }],
    [{ power_state: 'Suspended', resident_on: null }, { state: 'suspended' }],
    [{ power_state: 'Paused' }, { state: 'suspended' }],
    [{ power_state: 'New' }, { state: 'unknown' }],
    [{ is_control_domain: true }, { hidden: true }],
    [{ other_config: map({ HideFromXenCenter: 'true' }) }, { hidden: true }],
    [{ is_a_template: true }, { kind: 'template', state: 'none', parent: 'pool:p' }],
    [{ is_a_template: true, is_default_template: true }, { parent: 'group:templates' }],
    [
      { is_a_template: true, other_config: map({ default_template: 'true' }) },
      { parent: 'group:templates' },
    ],
    [
      { is_a_template: true, is_a_snapshot: true, snapshot_of: to('VM:x') },
      { kind: 'snapshot', parent: 'VM:x', hidden: true },
    ],
    [{ name_label: '' }, { name: 'u' }],
  ])('with %j', (more, expected) => {
    expect(row('VM:u', { ...vm, ...more })).toMatchObject(expected);
  });
});

describe('hosts and pools', () => {
  it('say what they are', () => {
    expect(row('host:h1', pool['host:h1'] ?? {})).toMatchObject({
      state: 'on',
      parent: 'pool:p',
      facts: { guestOs: 'XCP-ng 8.3.0', cpus: 16, memoryMiB: 65_536, memoryUsedMiB: 49_152 },
    });
    expect(row('host:h2', pool['host:h2'] ?? {}).state).toBe('maintenance');
    const dead = { ...pool, 'host_metrics:m': { live: false } };
    expect(row('host:h1', pool['host:h1'] ?? {}, dead)).toMatchObject({ state: 'disconnected' });
    expect(row('pool:p', pool['pool:p'] ?? {})).toMatchObject({
      name: 'Frankfurt',
      parent: null,
      facts: {
        host: 'host:h1',
        guestOs: 'XCP-ng 8.3.0',
        cpus: 16,
        memoryMiB: 65_536,
        memoryUsedMiB: 49_152,
      },
    });
  });

  it('a pool of one host without a name is that host', () => {
    const alone = { 'host:h1': pool['host:h1'] ?? {} };
    const home = { name_label: '', master: to('host:h1') };
    expect(row('pool:p', home, alone)).toMatchObject({ hidden: true, standIn: 'host:h1' });
    expect(row('pool:p', home)).not.toHaveProperty('hidden');
    expect(row('pool:p', home).name).toBe('xs1');
  });
});

describe('storage', () => {
  const sr = { name_label: 'disks', physical_size: 100, physical_utilisation: 40 };

  it('that is local stands below its host, shared one below the pool', () => {
    expect(row('SR:local', { ...sr, PBDs: [to('PBD:1')] })).toMatchObject({
      parent: 'host:h1',
      state: 'none',
      facts: { capacityBytes: 100, freeBytes: 60 },
    });
    expect(row('SR:nfs', { ...sr, shared: true, PBDs: [to('PBD:2'), to('PBD:3')] })).toMatchObject({
      parent: 'pool:p',
      facts: { note: 'Not attached to all hosts' },
    });
  });

  it('that nobody reaches says so', () => {
    expect(row('SR:x', { ...sr, PBDs: [to('PBD:2')] }).state).toBe('inaccessible');
    expect(row('SR:x', { ...sr, PBDs: [] }).state).toBe('disconnected');
    expect(row('SR:x', { ...sr, physical_size: -1 }).facts).not.toHaveProperty('capacityBytes');
  });
});

it.each([
  ['VDI:1', { name_label: 'disk', SR: to('SR:s') }, 'disk', 'SR:s'],
  ['VBD:1', { type: 'CD', userdevice: '3', VM: to('VM:v') }, 'disk', 'VM:v'],
  ['VIF:1', { device: '0', VM: to('VM:v') }, 'interface', 'VM:v'],
  ['PIF:1', { device: 'eth0', VLAN: 12, host: to('host:h1') }, 'interface', 'host:h1'],
  ['PBD:1', pool['PBD:1'] ?? {}, 'datastore', 'host:h1'],
  ['console:1', { VM: to('VM:v') }, 'other', 'VM:v'],
  ['Newcomer:1', {}, 'other', null],
] as const)('%s is a part of something, and has a name', (ref, properties, kind, parent) => {
  const mapped = row(ref, properties);
  expect(mapped).toMatchObject({ kind, parent, hidden: true });
  expect(mapped.name).not.toBe('');
});
