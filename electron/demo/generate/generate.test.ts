import { expect, test } from 'vitest';
import { Folder } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { childrenOf } from '../estate/estate.ts';
import { generateEstate } from './generate.ts';
import { vmsOf } from '../estate/machine/residents.ts';

const now = (): Date => new Date('2026-11-21T08:00:00Z');

function describeEstate(estate: Estate): unknown[] {
  return [...estate.vms].map((vm) => [
    vm.id,
    vm.name,
    vm.power,
    vm.host.name,
    vm.nics.map(({ mac, ipv4 }) => `${mac} ${ipv4}`),
  ]);
}

test('the same seed gives the same estate, another one another', () => {
  const [a, b, c] = [1, 1, 2].map((seed) =>
    describeEstate(generateEstate({ vms: 200, seed, now })),
  );
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});

test.each([1, 40, 200, 3000])('an estate of %i VMs is consistent', (vms) => {
  const estate = generateEstate({ vms, seed: 1, now });
  expect(estate.vms.size).toBe(vms);
  for (const vm of estate.vms) {
    expect(vmsOf(vm.host).has(vm)).toBe(true);
    expect(vm.pool === undefined ? vm.template : vmsOf(vm.pool).has(vm)).toBe(true);
    expect(
      vm.parent instanceof Folder ? vm.parent.children.has(vm) : vm.pool?.type === 'VirtualApp',
    ).toBe(true);
    expect(vm.host.compute.rootPool.owner).toBe(vm.host.compute);
  }
  const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;
  expect(unique([...estate.vms].flatMap(({ nics }) => nics.map(({ mac }) => mac)))).toBe(true);
  for (const object of estate.objects.values()) {
    expect(unique([...childrenOf(object)].map(({ name }) => name.toLowerCase()))).toBe(true);
  }
  for (const store of estate.objects.values()) {
    if (store.type === 'Datastore') {
      const { freeSpace, capacity } = store as unknown as { freeSpace: number; capacity: number };
      expect(freeSpace).toBeGreaterThan(0);
      expect(freeSpace).toBeLessThanOrEqual(capacity);
    }
  }
});

test('the odd states that a client must show are there', () => {
  const estate = generateEstate({ vms: 200, seed: 1, now });
  const vms = [...estate.vms];
  const hosts = [...estate.hosts];
  expect(vms.filter(({ template }) => template).length).toBeGreaterThan(0);
  expect(new Set(vms.map(({ power }) => power)).size).toBe(3);
  expect(new Set(vms.map(({ connectionState }) => connectionState))).toEqual(
    new Set(['connected', 'disconnected', 'orphaned', 'inaccessible']),
  );
  expect(vms.filter(({ question }) => question !== undefined)).toHaveLength(1);
  expect(vms.some(({ rootSnapshots }) => rootSnapshots.length > 0)).toBe(true);
  expect(new Set(vms.map(({ status }) => status))).toEqual(
    new Set(['green', 'yellow', 'red', 'gray']),
  );
  expect(hosts.filter(({ inMaintenance }) => inMaintenance)).toHaveLength(1);
  expect(hosts.filter(({ connectionState }) => connectionState === 'disconnected')).toHaveLength(1);
  expect(hosts.filter((host) => host.inMaintenance).map((host) => vmsOf(host).size)).toEqual([0]);
});
