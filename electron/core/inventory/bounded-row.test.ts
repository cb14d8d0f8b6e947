import { expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import type { MappedRow } from '../providers/provider.ts';
import { boundedRow } from './bounded-row.ts';

const row: MappedRow = {
  ref: 'VirtualMachine:vm-1' as Ref,
  kind: 'vm',
  name: 'web-01',
  state: 'on',
  health: 'ok',
  parent: null,
  facts: { description: 'A machine', fields: { Owner: 'Somebody' } },
};

it('leaves a row as it is', () => {
  expect(boundedRow(row)).toBe(row);
});

it('cuts names and facts that no window can show, and says by how much', () => {
  const long = 'x'.repeat(1_000_000);
  const { name, facts } = boundedRow({
    ...row,
    name: long,
    facts: { ...row.facts, tags: long, fields: { [long]: long } },
  });
  expect(name.length).toBeLessThan(1100);
  expect(name).toMatch(/ more characters\)$/);
  expect(JSON.stringify(facts).length).toBeLessThan(10_000);
  expect(facts.description).toBe('A machine');
});
