import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ExplorerService } from '#shared/model/explorer.ts';
import { indentJson } from './answer/indent-json.ts';
import { serviceLines, type ServiceLinesOptions } from './services/service-lines.ts';
import { valueLines } from './answer/value-lines.ts';

const services: readonly ExplorerService[] = [
  { id: 'com.vmware.vcenter.VM', available: true, operations: ['get', 'list'] },
  { id: 'com.vmware.vcenter.vm.Power', available: true, operations: ['get', 'start'] },
  { id: 'com.vmware.appliance.ntp', available: false, operations: ['get'] },
  { id: 'com.acme.plugin.thing', available: true },
];

function lines(options: Partial<ServiceLinesOptions>): readonly string[] {
  const found = serviceLines(services, {
    open: new Set(),
    words: [],
    showMissing: true,
    asked: new Map(),
    ...options,
  });
  return found.lines.map(({ id }) => id);
}

describe('the list of services', () => {
  it('is grouped by package, and closed at first', () => {
    expect(lines({})).toEqual(['com.acme.plugin', 'com.vmware.appliance', 'com.vmware.vcenter']);
    expect(lines({ showMissing: false })).toEqual(['com.acme.plugin', 'com.vmware.vcenter']);
  });

  it('finds operations by the words of their whole name', () => {
    expect(lines({ words: ['vm.list'] })).toEqual([
      'com.vmware.vcenter',
      'com.vmware.vcenter.VM',
      'com.vmware.vcenter.VM list',
    ]);
    expect(lines({ words: ['power'] })).toEqual([
      'com.vmware.vcenter',
      'com.vmware.vcenter.vm.Power',
    ]);
  });

  it('asks the server where nobody else knows the operations', () => {
    const open = new Set(['com.acme.plugin', 'com.acme.plugin.thing']);
    expect(lines({ open })).toContain('com.acme.plugin.thing note');
    const asked = new Map([['com.acme.plugin.thing', { operations: ['run'] }]]);
    expect(lines({ open, asked })).toContain('com.acme.plugin.thing run');
  });
});

describe('the lines of a result', () => {
  const types = {
    enums: {},
    structures: {
      summary: { fields: [{ name: 'count', type: { kind: 'long' as const } }], unions: [] },
    },
  };
  const value = [
    { $type: 'summary', count: 7, name: 'alpha' },
    {
      $type: 'summary',
      count: 8,
      name: 'beta',
      disks: [{ $type: 'map-entry', key: '2000', value: 'x' }],
    },
  ];
  const shown = (toggled: readonly string[], words: readonly string[] = []) =>
    valueLines('result', value, undefined, { types, toggled: new Set(toggled), words });

  it('name their places and types', () => {
    expect(shown([]).map(({ id, type }) => [id, type])).toEqual([
      ['', 'list'],
      ['[0]', 'summary'],
      ['[0].count', 'long'],
      ['[0].name', 'string'],
      ['[1]', 'summary'],
      ['[1].count', 'long'],
      ['[1].name', 'string'],
      ['[1].disks', 'list'],
    ]);
    expect(shown(['[0]', '[1].disks']).map(({ id }) => id)).toEqual([
      '',
      '[0]',
      '[1]',
      '[1].count',
      '[1].name',
      '[1].disks',
      '[1].disks["2000"]',
    ]);
  });

  it('lead to what a search finds', () => {
    expect(shown([], ['beta']).map(({ id }) => id)).toEqual(['', '[1]', '[1].name']);
    expect(shown([], ['gamma'])).toEqual([]);
  });
});

describe('indented JSON', () => {
  it('says the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(indentJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps digits, and takes what is no JSON as it is', () => {
    expect(indentJson('{"a":9223372036854775807,"b":[]}')).toBe(
      '{\n  "a": 9223372036854775807,\n  "b": []\n}',
    );
    expect(indentJson('} broken "')).toContain('broken');
  });
});
