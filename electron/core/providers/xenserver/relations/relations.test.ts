import { spoken, type Spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { RelationGroup } from '#shared/model/relation.ts';
import { able, count, inState, plain } from '../operations/testing/machines.ts';
import { PoolUnderTest } from '../operations/testing/pool-under-test.ts';
import { relations } from './relations.ts';

const on = new PoolUnderTest();

beforeAll(() => on.start({ vms: 40, hosts: 3, taskSeconds: [0, 0.01] }), 30_000);
afterAll(() => on.close());

const groups = (ref: Ref): readonly Spoken<RelationGroup>[] =>
  spoken(relations(ref, on.at(ref), on.sink.lookup));

function group(ref: Ref, label: string): Spoken<RelationGroup> {
  const found = groups(ref).find((one) => one.label === label);
  if (found === undefined) throw new Error(`${ref} has no ${label}.`);
  return found;
}

/** Everything that an object's tables lead to. */
function linked(ref: Ref): ReadonlySet<Ref> {
  const found = new Set<Ref>();
  for (const { entries } of groups(ref))
    for (const entry of entries) {
      if (entry.ref !== null) found.add(entry.ref);
      for (const cell of entry.cells) if ('ref' in cell) found.add(cell.ref);
    }
  return found;
}

describe('what a pool’s objects have to do with each other', () => {
  it.each([
    ['VM', 'VDI'],
    ['VM', 'network'],
    ['VM', 'host'],
    ['VDI', 'SR'],
    ['SR', 'host'],
    ['host', 'PIF'],
    ['PIF', 'network'],
  ])('leads from each %s to its %s, and back', (one, other) => {
    const sources = on
      .all(one)
      .filter((ref) => on.at(ref)['is_control_domain'] !== true)
      // A halted machine is not among those that run on its home server.
      .filter((ref) => other !== 'host' || one !== 'VM' || inState('Running')(on.at(ref)));
    let found = 0;
    for (const ref of sources)
      for (const to of [...linked(ref)].filter((target) => refType(target) === other)) {
        expect(linked(to), `${to} leads back to ${ref}`).toContain(ref);
        found += 1;
      }
    expect(found).toBeGreaterThan(1);
  });

  it('names a machine’s disks with their storage, and its interfaces with their network', () => {
    const ref = on.find('VM', (vm) => plain(vm) && count(vm, 'VIFs') > 0 && count(vm, 'VBDs') > 1);
    const disks = group(ref, 'Disks');
    expect(disks.columns).toEqual(['Device', 'Size', 'Storage', 'Mode', 'Attached']);
    const [disk] = disks.entries.filter((entry) => entry.ref?.startsWith('VDI:'));
    const sr = on.to(disk?.ref as Ref, 'SR') as Ref;
    expect(disk?.cells[2]).toEqual({ text: on.nameOf(sr), ref: sr });
    expect(disk?.cells[1]).toEqual({ bytes: on.at(disk?.ref as Ref)['virtual_size'] });
    const [adapter] = group(ref, 'Network interfaces').entries;
    const network = on.to(adapter?.ref as Ref, 'network') as Ref;
    expect(adapter?.cells[0]).toEqual({ text: on.nameOf(network), ref: network });
  });

  it('does not repeat in a table what the page is about', () => {
    const [host] = on.all('host') as [Ref];
    expect(group(host, 'Network cards').columns).not.toContain('Host');
    const network = on.find('network', (one) => count(one, 'PIFs') > 0);
    expect(group(network, 'Network cards').columns).not.toContain('Network');
  });

  it('lists a pool’s storage and networks as the tree has them, without what is hidden', () => {
    const [pool] = on.all('pool') as [Ref];
    const hidden = (ref: Ref) => JSON.stringify(on.at(ref)['other_config']).includes('HideFromXen');
    for (const [label, type] of [
      ['Storage', 'SR'],
      ['Networks', 'network'],
    ] as const)
      expect(new Set(group(pool, label).entries.map(({ ref }) => ref))).toEqual(
        new Set(on.all(type).filter((ref) => !hidden(ref))),
      );
    const nfs = on.find('SR', (sr) => sr['type'] === 'nfs');
    const line = group(pool, 'Storage').entries.find(({ ref }) => ref === nfs);
    expect(line?.cells.slice(0, 2)).toEqual([
      { text: 'nfs' },
      { bytes: on.at(nfs)['physical_size'] },
    ]);
  });

  it('shows where the memory of a suspended machine is', async () => {
    const ref = on.find('VM', able);
    await on.run(ref, 'power.suspend');
    await on.until('it is suspended', () => on.at(ref)['power_state'] === 'Suspended');
    expect(group(ref, 'Suspended memory').entries[0]?.ref).toBe(on.to(ref, 'suspend_VDI'));
  });
});
