import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, refId, refType, type Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool, type DemoPoolOptions } from '../../../../demo/xapi/pool.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { xenserver } from '../provider.ts';
import { facts } from './facts.ts';

const recorded = fileURLToPath(
  new URL('../../../../demo/xapi/testdata/small_vms.xml', import.meta.url),
);

const open: DemoPool[] = [];
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close();
});

async function load(options: DemoPoolOptions): Promise<RecordingSink> {
  const pool = await startDemoPool(options);
  open.push(pool);
  const { user, password, url: address } = pool;
  const abort = new AbortController();
  const { signal } = abort;
  const login = { address, user, password, pinnedFingerprint: null };
  const session = await xenserver.connect({ ...login, signal, log: silentLog });
  const sink = new RecordingSink();
  const running = session.run(sink, signal);
  await sink.until('a full set', () => sink.sets > 0, 20_000);
  abort.abort();
  await running;
  await session.close();
  return sink;
}

/** The records that a list of references of an object leads to, straight from what was received. */
function follow(sink: RecordingSink, object: Properties | undefined, path: string): Properties[] {
  const value = object?.[path];
  const values = (Array.isArray(value) ? value : [value]) as readonly PropertyValue[];
  return values.flatMap((one) => {
    const reference = one as { type?: string; value?: string } | undefined;
    const found =
      typeof reference?.type === 'string'
        ? sink.known(makeRef(reference.type, reference.value ?? ''))
        : undefined;
    return found === undefined ? [] : [found];
  });
}

const sorted = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)].sort();

describe.each([
  ['a generated pool', { vms: 30 }],
  ['a recorded pool', { dump: recorded }],
])('facts of %s', (_name, options) => {
  it('are what its records say', { timeout: 60_000 }, async () => {
    const sink = await load(options);
    let machines = 0;
    let withDevices = 0;
    for (const ref of sink.lookup.ofType('VM')) {
      const vm = sink.known(ref);
      const found = facts(ref, vm ?? {}, sink.lookup);
      const vbds = follow(sink, vm, 'VBDs');
      const vdis = vbds
        .filter(({ type }) => type !== 'CD')
        .flatMap((vbd) => follow(sink, vbd, 'VDI'));
      const vifs = follow(sink, vm, 'VIFs');
      machines += 1;
      if (vifs.length > 0 || vdis.length > 0) withDevices += 1;
      expect(sorted(found.macs ?? []), ref).toEqual(
        sorted(vifs.map(({ MAC }) => (MAC as string).toLowerCase())),
      );
      expect(sorted(found.datastores ?? []), ref).toEqual(
        sorted(vdis.flatMap((vdi) => follow(sink, vdi, 'SR')).map((sr) => sr['name_label'])),
      );
      expect(sorted(found.networks ?? []), ref).toEqual(
        sorted(vifs.flatMap((vif) => follow(sink, vif, 'network')).map((one) => one['name_label'])),
      );
      for (const vdi of vdis) expect(found.disks, ref).toContain(vdi['uuid']);
      for (const used of found.uses ?? []) expect(sink.known(used), `${ref} ${used}`).toBeDefined();
      if (vm?.['is_a_snapshot'] !== true)
        expect(found.snapshots?.count, ref).toBe(follow(sink, vm, 'snapshots').length);
      expect(found.provisionedBytes ?? 0, ref).toBe(
        vdis.reduce((sum, vdi) => sum + Number(vdi['virtual_size']), 0),
      );
    }
    expect(machines).toBeGreaterThan(0);
    expect(withDevices).toBeGreaterThan(0);
    for (const ref of sink.lookup.ofType('host')) {
      const host = facts(ref, sink.known(ref) ?? {}, sink.lookup);
      expect(host.version).toMatch(/^\d+\.\d+/);
      expect(host.macs?.length).toBeGreaterThan(0);
      expect(host.uses?.length).toBeGreaterThan(0);
    }
  });
});

describe('facts of XenServer', () => {
  const to = (ref: string): PropertyValue => ({
    $type: 'ManagedObjectReference',
    type: refType(ref as Ref),
    value: refId(ref as Ref),
  });
  const at = (ms: number): PropertyValue => ({ $type: 'dateTime', text: '', ms });
  const map = (values: Record<string, string>): PropertyValue => ({ $type: 'map', ...values });
  const objects: Record<string, Properties> = {
    'VM:1': {
      name_label: 'web',
      name_description: 'do not touch',
      power_state: 'Running',
      tags: ['prod', 'web'],
      ha_restart_priority: '',
      hardware_platform_version: 2n,
      other_config: map({ 'XenCenter.CustomFields.Owner': 'Platform Team' }),
      guest_metrics: to('VM_guest_metrics:1'),
      metrics: to('VM_metrics:1'),
      VBDs: [to('VBD:disk'), to('VBD:cd')],
      VIFs: [to('VIF:1')],
      snapshots: [to('VM:snap')],
      resident_on: to('host:1'),
    },
    'VM:snap': { is_a_snapshot: true, snapshot_time: at(4000), VBDs: [to('VBD:snap')] },
    'VM:off': {
      power_state: 'Halted',
      other_config: map({ last_shutdown_time: '20260131T07:05:00Z' }),
    },
    'VM_guest_metrics:1': {
      networks: map({ '0/ipv6/0': 'fe80::1', '0/ip': '10.0.0.7', '1/ip': '10.1.0.7' }),
    },
    'VM_metrics:1': { start_time: at(9000), install_time: at(3000) },
    'VBD:disk': { type: 'Disk', VDI: to('VDI:1') },
    'VBD:cd': { type: 'CD', empty: false, VDI: to('VDI:iso') },
    'VBD:snap': { type: 'Disk', VDI: to('VDI:snap') },
    'VDI:1': {
      name_label: 'root',
      uuid: 'u-1',
      SR: to('SR:nfs'),
      type: 'user',
      VBDs: [to('VBD:disk')],
      virtual_size: 100,
      physical_utilisation: 30,
    },
    'VDI:snap': { SR: to('SR:nfs'), is_a_snapshot: true, type: 'user', physical_utilisation: 7 },
    'VDI:iso': { name_label: 'tools.iso', SR: to('SR:iso'), type: 'user' },
    'VDI:left': { name_label: 'left', SR: to('SR:lvm'), type: 'user', VBDs: [] },
    'SR:nfs': { name_label: 'NFS', type: 'nfs' },
    'SR:lvm': { name_label: 'Local', type: 'lvm' },
    'SR:iso': { name_label: 'ISOs', type: 'iso', content_type: 'iso' },
    'VIF:1': { MAC: 'AA:BB:CC:00:00:01', network: to('network:1') },
    'network:1': { name_label: 'dmz', PIFs: [to('PIF:1')] },
    'PIF:1': { VLAN: 120n, MAC: '00:00:00:00:00:01' },
    'pool:1': { ha_enabled: true },
  };
  const lookup = {
    get: (ref: Ref) => objects[ref],
    ofType: (type: string) =>
      (Object.keys(objects) as Ref[]).filter((ref) => refType(ref) === type),
  };
  const of = (ref: string) => facts(ref as Ref, objects[ref] ?? {}, lookup);

  it('are of a machine what its record and those of its devices say', () => {
    const vm = of('VM:1');
    expect(vm.tags).toEqual([{ name: 'prod' }, { name: 'web' }]);
    expect(vm.attributes).toEqual({ Owner: 'Platform Team' });
    expect(vm.note).toBe('do not touch');
    expect(vm.addresses).toEqual(['10.0.0.7', '10.1.0.7', 'fe80::1']);
    expect(vm.macs).toEqual(['aa:bb:cc:00:00:01']);
    expect(vm.disks).toEqual(['root', 'u-1']);
    expect(vm.uses).toEqual(['host:1', 'SR:nfs', 'network:1']);
    expect(vm.snapshots).toEqual({ count: 1, oldest: 4000, bytes: 7 });
    expect([vm.hardwareVersion, vm.bootedAt, vm.createdAt]).toEqual(['2', 9000, 3000]);
    expect([vm.provisionedBytes, vm.usedBytes]).toEqual([100, 30]);
    expect(vm.flags).toEqual(['cd', 'thin', 'unprotected']);
    expect(vm.offSince).toBeUndefined();
  });

  it('say since when a machine is off, what a network is and what nothing holds', () => {
    expect(of('VM:off').offSince).toBe(Date.UTC(2026, 0, 31, 7, 5));
    expect(of('VM:off').bootedAt).toBeUndefined();
    expect(of('network:1').vlan).toBe(120);
    expect(of('VDI:left').flags).toEqual(['orphaned']);
    expect(of('VDI:1').flags).toEqual(['thin']);
    expect(of('VDI:iso').flags).toEqual([]);
  });
});
