import { describe, expect, it } from 'vitest';
import { relationFaults } from '../consistency.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import { generatePool } from './generate.ts';
import type { PoolPlan } from './generate.ts';

const plan: PoolPlan = {
  vms: 300,
  hosts: 4,
  seed: 7,
  now: new Date('2026-11-21T00:00:00Z'),
  addresses: [],
};

describe('a generated pool', () => {
  const db = generatePool(plan);
  const machines = [...db.all('VM')];

  it('is the same for the same seed, and another for another', () => {
    const texts = (seed: number) =>
      JSON.stringify(
        [...generatePool({ ...plan, vms: 20, seed }).all('VM')].map(({ values }) => values),
      );
    expect(texts(7)).toBe(texts(7));
    expect(texts(8)).not.toBe(texts(7));
  });

  it('has sound relations', () => {
    expect(relationFaults(db)).toEqual([]);
  });

  it('has every kind of machine', () => {
    const plain = machines.filter(
      (row) => !isTrue(row, 'is_a_template') && !isTrue(row, 'is_control_domain'),
    );
    expect(plain.length).toBeGreaterThan(290);
    const states = new Set(plain.map((row) => textOf(row, 'power_state')));
    expect([...states].sort()).toEqual(['Halted', 'Paused', 'Running', 'Suspended']);
    expect(machines.filter((row) => isTrue(row, 'is_default_template')).length).toBeGreaterThan(5);
    expect(machines.filter((row) => isTrue(row, 'is_control_domain'))).toHaveLength(4);
    expect(machines.some((row) => listOf(row, 'snapshots').length > 2)).toBe(true);
    expect(
      machines.some((row) => isTrue(row, 'is_a_snapshot') && listOf(row, 'children').length > 1),
    ).toBe(true);
    expect(plain.some((row) => 'folder' in mapOf(row, 'other_config'))).toBe(true);
    expect(plain.some((row) => 'XenCenter.CustomFields.Owner' in mapOf(row, 'other_config'))).toBe(
      true,
    );
  });

  it('runs machines where their memory fits', () => {
    for (const host of db.all('host')) {
      const used = listOf(host, 'resident_VMs').reduce(
        (sum, ref) => sum + numberOf(db.get('VM', ref), 'memory_dynamic_max'),
        0,
      );
      const metrics = db.get('host_metrics', host.values['metrics']);
      expect(numberOf(metrics, 'memory_total') - numberOf(metrics, 'memory_free')).toBe(used);
    }
  });

  it('has references that lead nowhere, in every spelling', () => {
    const discs = new Set([...db.all('VBD')].map((row) => textOf(row, 'VDI')));
    expect(discs.has('')).toBe(true);
    expect(discs.has('Ref:*')).toBe(true);
    expect(discs.has('OpaqueRef:NULL')).toBe(true);
    const lost = machines.filter(
      (row) =>
        textOf(row, 'guest_metrics') !== 'OpaqueRef:NULL' &&
        db.find('VM_guest_metrics', row.values['guest_metrics']) === undefined,
    );
    expect(lost.length).toBeGreaterThan(0);
  });

  it('allows what the state allows', () => {
    for (const row of machines) {
      const allowed = listOf(row, 'allowed_operations');
      const canStart = !isTrue(row, 'is_a_template') && textOf(row, 'power_state') === 'Halted';
      expect(allowed.includes('start')).toBe(canStart);
    }
  });
});
