import { inEnglish } from '#shared/i18n/english.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { describe, expect, it } from 'vitest';
import { toMoref, toRef } from '../../object-updates.ts';
import type { Work } from '../definition.ts';
import { settledPlace, type HostNeeds } from './settled-place.ts';

const cluster = 'ClusterComputeResource:c' as Ref;
const pool = 'ResourcePool:root' as Ref;
const [a, b, c] = ['a', 'b', 'c'].map((id) => `HostSystem:${id}` as Ref) as [Ref, Ref, Ref];
const [fast, slow] = ['fast', 'slow'].map((id) => `Datastore:${id}` as Ref) as [Ref, Ref];
const net = 'Network:prod' as Ref;

const host = (memory: number, more: Properties): Properties => ({
  parent: toMoref(cluster),
  'runtime.connectionState': 'connected',
  'runtime.inMaintenanceMode': false,
  'summary.hardware.memorySize': memory,
  ...more,
});
const objects = new Map<Ref, Properties>([
  [cluster, { name: 'Gold', host: [a, b, c].map(toMoref), resourcePool: toMoref(pool) }],
  [pool, { name: 'Resources', owner: toMoref(cluster), parent: toMoref(cluster) }],
  [a, host(900, { name: 'a', datastore: [toMoref(slow)], network: [toMoref(net)] })],
  [b, host(100, { name: 'b', datastore: [toMoref(fast), toMoref(slow)], network: [] })],
  [c, host(50, { name: 'c', datastore: [toMoref(fast)], network: [toMoref(net)] })],
  [fast, { name: 'fast' }],
  [slow, { name: 'slow' }],
]);

async function hostFor(drs: boolean, needs: HostNeeds, place: Ref = cluster) {
  const work = {
    ref: 'VirtualMachine:vm' as Ref,
    lookup: { get: (ref: Ref) => objects.get(ref), ofType: () => [] },
    chosen: () => toMoref(place),
    server: { read: () => Promise.resolve({ 'configuration.drsConfig.enabled': drs }) },
  } as unknown as Work;
  const found = await settledPlace(work, 'host', needs);
  return { host: found?.host === undefined ? undefined : toRef(found.host), name: found?.name };
}

describe('a place with a host', () => {
  it('is left to DRS, unless the server wants a host all the same', async () => {
    expect((await hostFor(true, {})).host).toBeUndefined();
    expect((await hostFor(true, { named: true })).host).toBe(a);
  });

  it('is where the datastore is, however much memory others have', async () => {
    expect((await hostFor(false, {})).host).toBe(a);
    expect((await hostFor(false, { storage: fast })).host).toBe(b);
  });

  it('is where the networks are, of those with the datastore', async () => {
    expect((await hostFor(false, { storage: fast, networks: [net] })).host).toBe(c);
    const { name } = await hostFor(false, { storage: fast, networks: [net] });
    expect(inEnglish(name ?? '')).toBe('c in Gold');
  });

  it('is where the files are, rather than where the networks are', async () => {
    expect((await hostFor(false, { datastores: [fast, slow], networks: [net] })).host).toBe(b);
  });

  it('stays where it is among equals', async () => {
    expect((await hostFor(false, { storage: fast, here: c })).host).toBe(c);
  });

  it('is what the server recommends, where DRS knows better', async () => {
    const recommend = () => Promise.resolve(b);
    expect((await hostFor(true, { named: true, recommend })).host).toBe(b);
    expect((await hostFor(true, { named: true, recommend, here: c })).host).toBe(c);
    expect((await hostFor(false, { named: true, recommend })).host).toBe(a);
  });

  it('is refused where no host has the datastore that was chosen', async () => {
    const storage = 'Datastore:nowhere' as Ref;
    await expect(hostFor(false, { storage })).rejects.toMatchObject({ data: { kind: 'conflict' } });
  });

  it('is the host of whoever names one', async () => {
    expect((await hostFor(false, { storage: fast }, a)).host).toBe(a);
  });
});
