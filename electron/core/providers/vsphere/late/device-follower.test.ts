import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { text as say } from '#shared/i18n/make-text.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { silentLog } from '../../../log.ts';
import { TimeoutError } from '../../../net/errors.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { facts } from '../facts/facts.ts';
import { vsphere } from '../provider.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import { DeviceFollower } from './device-follower.ts';
import { compactDevices, devicesPath } from './devices.ts';

describe('devices of a demo vCenter', () => {
  let demo: DemoVcenter;
  let sink: RecordingSink;
  let abort: AbortController;
  let running: Promise<void>;

  beforeEach(async () => {
    demo = await startDemoVcenter({ vms: 40, quickStatsSeconds: 0, taskSeconds: [0, 0.05] });
    sink = new RecordingSink();
    abort = new AbortController();
    const { user, password, url: address } = demo;
    const login = { address, user, password, pinnedFingerprint: null };
    const session = await vsphere.connect({ ...login, signal: abort.signal, log: silentLog });
    running = session.run(sink, abort.signal).then(() => session.close());
  });

  afterEach(async () => {
    abort.abort();
    await running;
    await demo.close();
  });

  const read = (): Promise<void> =>
    sink.until('all devices', () => sink.parts.get('devices')?.state === 'polled', 30_000);
  const of = (ref: Ref) => facts(ref, sink.known(ref) ?? {}, sink.lookup);

  it('are read when all else is there, and kept as an extract', { timeout: 60_000 }, async () => {
    await sink.until('a full set', () => sink.sets > 0, 20_000);
    expect(sink.parts.get('devices')?.state).toBe('loading');
    await read();
    let running = 0;
    for (const vm of demo.estate.vms) {
      const ref = makeRef('VirtualMachine', vm.id);
      const found = of(ref);
      if (vm.connectionState === 'inaccessible') continue;
      expect(found.macs, vm.name).toEqual(vm.nics.map(({ mac }) => mac));
      expect(
        found.disks?.filter((name) => name.endsWith('.vmdk')),
        vm.name,
      ).toHaveLength(vm.disks.length);
      expect(found.flags?.includes('thin'), vm.name).toBe(vm.disks.some(({ thin }) => thin));
      if ((found.addresses?.length ?? 0) > 1) running += 1;
    }
    expect(running).toBeGreaterThan(0);
    const vlans = [...sink.lookup.ofType('DistributedVirtualPortgroup')].map((ref) => of(ref).vlan);
    expect(vlans.some((vlan) => vlan !== undefined && vlan > 0)).toBe(true);
  });

  it('are kept through a new full set', {
    timeout: 60_000,
  }, async () => {
    await read();
    const vm = [...demo.estate.vms].find(
      ({ template, connectionState }) => !template && connectionState === 'connected',
    );
    if (vm === undefined) throw new Error('There is no VM.');
    const ref = makeRef('VirtualMachine', vm.id);
    const before = sink.known(ref)?.[devicesPath];
    demo.misbehave.restart(0.2);
    const { sets } = sink;
    await sink.until('a new full set', () => sink.sets > sets, 30_000);
    expect(sink.known(ref)?.[devicesPath]).toEqual(before);
  });
});

describe('DeviceFollower', () => {
  const vm = makeRef('VirtualMachine', 'vm-1');
  const obj = { $type: 'ManagedObjectReference', type: 'VirtualMachine', value: 'vm-1' } as const;
  const card = { $type: 'VirtualVmxnet3', macAddress: '00:50:56:00:00:01' };

  it('does without what the server refuses, and goes on after a failure', async () => {
    const sink = new RecordingSink();
    const asked: string[][] = [];
    const abort = new AbortController();
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1, retryMs: 1 },
      read: ([spec]) => {
        asked.push([...(spec?.propSet[0]?.pathSet ?? [])]);
        if (asked.length === 1) return Promise.reject(new Error('cut off'));
        if (asked.length === 2) return Promise.reject(refusal('config.createDate'));
        return Promise.resolve([
          { obj, propSet: [{ name: 'config.hardware.device', val: [card] }] },
        ]);
      },
    });
    follower.reportTo(sink);
    await sink.apply(follower.complete([{ kind: 'enter', ref: vm, properties: { name: 'a' } }]));
    follower.start(abort.signal);
    await sink.until('devices', () => sink.parts.get('devices')?.state === 'polled', 10_000);
    expect(facts(vm, sink.known(vm) ?? {}, sink.lookup).macs).toEqual(['00:50:56:00:00:01']);
    expect(asked.map((paths) => paths.includes('config.createDate'))).toEqual([true, true, false]);
    const changes = [{ path: 'config.changeVersion', op: 'assign', value: '2' }] as const;
    follower.complete([{ kind: 'modify', ref: vm, changes }]);
    await expect.poll(() => asked.length).toBe(4);
    abort.abort();
  });

  it('reads all but what cannot be read, says how many those are, and tries them again', async () => {
    const sink = new RecordingSink();
    const abort = new AbortController();
    let isBroken = true;
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1 },
      read: ([spec]) => {
        const objects = spec?.objectSet.map((one) => one.obj) ?? [];
        if (isBroken && objects.some(({ value }) => value === 'vm-7' || value === 'vm-20'))
          return Promise.reject(new VimFault('', { $type: 'SystemError' }, 'RetrievePropertiesEx'));
        const propSet = [{ name: 'config.hardware.device', val: [card] }];
        return Promise.resolve(objects.map((one) => ({ obj: one, propSet })));
      },
    });
    follower.reportTo(sink);
    const refs = Array.from({ length: 40 }, (_, index) => makeRef('VirtualMachine', `vm-${index}`));
    await sink.apply(
      follower.complete(refs.map((ref) => ({ kind: 'enter', ref, properties: {} }))),
    );
    follower.start(abort.signal);
    await sink.until('the rest', () => sink.parts.get('devices')?.lacking?.count === 2, 10_000);
    const there = (): number =>
      refs.filter((ref) => sink.known(ref)?.[devicesPath] !== undefined).length;
    expect(there()).toBe(38);
    isBroken = false;
    await sink.until('all', () => there() === 40, 10_000);
    await sink.until('no lack', () => sink.parts.get('devices')?.lacking === undefined, 10_000);
    abort.abort();
  });

  it('does not wait for an answer that stays away once the server is known to be back', async () => {
    const sink = new RecordingSink();
    const abort = new AbortController();
    let asked = 0;
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1 },
      read: (_specs, { signal }) => {
        asked += 1;
        const propSet = [{ name: 'config.hardware.device', val: [card] }];
        if (asked > 1) return Promise.resolve([{ obj, propSet }]);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      },
    });
    follower.reportTo(sink);
    await sink.apply(follower.complete([{ kind: 'enter', ref: vm, properties: { name: 'a' } }]));
    follower.start(abort.signal);
    await expect.poll(() => asked).toBe(1);
    follower.again();
    await sink.until('devices', () => sink.parts.get('devices')?.state === 'polled', 10_000);
    expect(sink.known(vm)?.[devicesPath]).toBeDefined();
    abort.abort();
  });

  it('goes on at its pace after an answer that stayed away', async () => {
    const sink = new RecordingSink();
    const abort = new AbortController();
    const now = vi.spyOn(performance, 'now');
    let asked = 0;
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1, retryMs: 1, atOnce: 1 },
      read: ([spec]) => {
        asked += 1;
        const objects = spec?.objectSet.map((one) => one.obj) ?? [];
        const propSet = [{ name: 'config.hardware.device', val: [card] }];
        if (asked > 1) return Promise.resolve(objects.map((one) => ({ obj: one, propSet })));
        now.mockReturnValue(45_000);
        return Promise.reject(new TimeoutError(say('net.late.headers', { server: 'x' })));
      },
    });
    now.mockReturnValue(0);
    follower.reportTo(sink);
    const refs = [vm, makeRef('VirtualMachine', 'vm-2')];
    await sink.apply(
      follower.complete(refs.map((ref) => ({ kind: 'enter', ref, properties: {} }))),
    );
    follower.start(abort.signal);
    // A pause for the time that was waited in vain would last longer than that.
    await expect.poll(() => asked, { timeout: 15_000 }).toBe(3);
    now.mockRestore();
    abort.abort();
  });

  it('gives up for a while where nothing at all can be read', async () => {
    const sink = new RecordingSink();
    const abort = new AbortController();
    let asked = 0;
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1 },
      read: () => {
        asked += 1;
        return Promise.reject(new VimFault('', { $type: 'SystemError' }, 'RetrievePropertiesEx'));
      },
    });
    follower.reportTo(sink);
    const refs = Array.from({ length: 32 }, (_, index) => makeRef('VirtualMachine', `vm-${index}`));
    await sink.apply(
      follower.complete(refs.map((ref) => ({ kind: 'enter', ref, properties: {} }))),
    );
    follower.start(abort.signal);
    await sink.until('a failure', () => sink.parts.get('devices')?.state === 'failed', 10_000);
    expect(asked).toBeLessThan(32);
    abort.abort();
  });

  it('reads nothing before the set is complete, and stops with the session', async () => {
    let asked = 0;
    const abort = new AbortController();
    const follower = new DeviceFollower({
      log: silentLog,
      pace: { gatherMs: 1 },
      read: () => {
        asked += 1;
        abort.abort();
        return Promise.resolve([]);
      },
    });
    follower.reportTo(new RecordingSink());
    follower.complete([{ kind: 'enter', ref: vm, properties: {} }]);
    expect(asked).toBe(0);
    follower.start(abort.signal);
    await expect.poll(() => asked).toBe(1);
    follower.complete([{ kind: 'enter', ref: vm, properties: {} }]);
    expect(abort.signal.aborted).toBe(true);
  });
});

describe('compactDevices', () => {
  it('tells an image in a drive from a drive', () => {
    const drive = (backing: object, connected: boolean) => ({
      $type: 'VirtualCdrom',
      backing,
      connectable: { $type: 'VirtualDeviceConnectInfo', connected },
    });
    const flags = (device: object): readonly string[] | undefined =>
      compactDevices('VirtualMachine', { 'config.hardware.device': [device] as never }).flags;
    const iso = { $type: 'VirtualCdromIsoBackingInfo', fileName: '[iso] debian.iso' };
    const remote = { $type: 'VirtualCdromRemotePassthroughBackingInfo' };
    expect(flags(drive(iso, false))).toEqual(['cd']);
    expect(flags(drive(remote, false))).toEqual([]);
    expect(flags(drive(remote, true))).toEqual(['cd']);
  });

  it('takes whatever comes', () => {
    for (const value of [null, 7, 'x', [null, 7, [], { $type: 'VirtualDisk', backing: 3 }]])
      expect(
        compactDevices('VirtualMachine', {
          'config.hardware.device': value,
          'guest.net': value,
        }).disks,
      ).toEqual([]);
    expect(compactDevices('DistributedVirtualPortgroup', {}).vlan).toBeUndefined();
  });
});

function refusal(name: string): VimFault {
  return new VimFault('', { $type: 'InvalidProperty', name }, 'RetrievePropertiesEx');
}
