import { describe, expect, test } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { idCandidates, suggestIds, type IdField } from './id-suggestions.ts';

function row(type: string, id: string, kind: Row['kind'], name: string): Row {
  return {
    ref: makeRef(type, id),
    kind,
    name,
    parent: null,
    state: 'unknown',
    health: 'unknown',
    facts: {},
  };
}

const rows = [
  row('HostSystem', 'host-1', 'host', 'esx-1'),
  row('Network', 'network-1', 'network', 'VM Network'),
  row('DistributedVirtualPortgroup', 'dvportgroup-1', 'network', 'vMotion'),
  ...Array.from({ length: 300 }, (_, i) => row('VirtualMachine', `vm-${i}`, 'vm', `App ${i}`)),
];
const machine: IdField = { resources: ['VirtualMachine'], path: 'vm' };
const suggest = (field: IdField, text: string) =>
  suggestIds(idCandidates(rows, field), field, text);
const values = (field: IdField, text: string) =>
  suggest(field, text).options.map(({ value }) => value);

describe('what an identifier may be', () => {
  test('objects of the wanted type, by name or id, a hundred at the most', () => {
    expect(values(machine, 'app 299')).toEqual(['vm-299']);
    expect(values(machine, 'VM-299')).toContain('vm-299');
    expect(values(machine, '')).toHaveLength(100);
    expect(values(machine, 'esx')).toEqual([]);
  });

  test('a chosen id is named, and the others are offered behind it', () => {
    const { name, options } = suggest(machine, 'vm-299');
    expect(name).toBe('App 299');
    expect(options[0]?.value).toBe('vm-299');
    expect(options).toHaveLength(100);
  });

  test('what one type of the API stands for has several types in the inventory', () => {
    expect(values({ resources: ['Network'], path: 'network' }, '')).toEqual([
      'network-1',
      'dvportgroup-1',
    ]);
  });

  test('where no type is named, the name of the field tells, or what is typed', () => {
    expect(values({ resources: [], path: 'filter.hosts[0]' }, '')).toEqual(['host-1']);
    const open: IdField = { resources: [], path: 'target' };
    expect(values(open, '')).toEqual([]);
    expect(values(open, 'esx-1')).toEqual(['host-1']);
  });
});
