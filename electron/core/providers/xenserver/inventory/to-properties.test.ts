import { describe, expect, it } from 'vitest';
import { apiModel } from '../xapi/model/api-model.ts';
import { entries, entry } from '../map/read.ts';
import { dateTime, type XapiRecord } from '../xapi/values.ts';
import { ReferenceTable } from './reference-table.ts';
import { recordReader } from './to-properties.ts';

function create() {
  const table = new ReferenceTable();
  return { table, read: recordReader(apiModel(), 'VM', table) };
}

describe('a record as properties', () => {
  it('names objects by class and UUID, also those that come later', () => {
    const { table, read } = create();
    table.add('host', 'OpaqueRef:h', 'uuid-h');
    const vm = read({
      resident_on: 'OpaqueRef:h',
      affinity: 'OpaqueRef:NULL',
      VBDs: ['OpaqueRef:b', 'OpaqueRef:gone'],
    });
    table.add('VBD', 'OpaqueRef:b', 'uuid-b');
    table.handOut();
    const reference = (type: string, value: string) => {
      return { $type: 'ManagedObjectReference', type, value };
    };
    expect(vm).toEqual({
      resident_on: reference('host', 'uuid-h'),
      affinity: null,
      VBDs: [reference('VBD', 'uuid-b'), { ...reference('VBD', 'OpaqueRef:gone'), dangling: true }],
    });
  });

  it('says what a map is, and keeps what the model does not know', () => {
    const { read } = create();
    const record = JSON.parse(
      '{"platform":{"__proto__":"x","nx":"true"},"other_config":{},"tags":[],"new_field":{"a":[{"b":1}]},"__proto__":{"c":1}}',
    ) as XapiRecord;
    const properties = read(record);
    expect(Object.keys(properties)).toEqual(Object.keys(record));
    expect(Object.entries(properties['platform'] ?? {})).toEqual([
      ['__proto__', 'x'],
      ['nx', 'true'],
      ['$type', 'map'],
    ]);
    expect(properties['other_config']).toEqual({ $type: 'map' });
    expect(properties['new_field']).toEqual({ $type: 'map', a: [{ $type: 'map', b: 1 }] });
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
  });

  it('reports a text with what is no text, wherever it stands, and keeps it', () => {
    const found: string[] = [];
    const read = recordReader(apiModel(), 'VM', new ReferenceTable(), ({ path }) => {
      found.push(path);
    });
    const damaged = 'caf\uFFFD';
    expect(read({ name_label: damaged, name_description: 'whole' })).toMatchObject({
      name_label: damaged,
    });
    read({ name_label: 'web', tags: [damaged], other_config: { note: 'a\u0001' } });
    expect(found).toEqual(['VM.name_label', 'VM.tags', 'VM.other_config']);
  });

  it('keeps entries of a map that are called as its own mark', () => {
    const { read } = create();
    const other_config = { a: '1', $type: 'mine', $$type: 'theirs' };
    const properties = read({ other_config, xenstore_data: { $$type: 'alone' } });
    expect(properties['other_config']).toEqual({
      $type: 'map',
      a: '1',
      $$type: 'mine',
      $$$type: 'theirs',
    });
    expect(entries(properties, 'other_config')).toEqual([
      ['a', '1'],
      ['$$type', 'theirs'],
      ['$type', 'mine'],
    ]);
    expect(entry(properties, 'other_config', '$type')).toBe('mine');
    expect(entries(properties, 'xenstore_data')).toEqual([['$$type', 'alone']]);
  });

  it('keeps a time with its text, and what is not of its type as it came, marked', () => {
    const { read } = create();
    const time = { $type: 'dateTime', text: '20260801T12:00:00Z', ms: 1785585600000 };
    expect(read({ snapshot_time: dateTime('20260801T12:00:00Z') })).toEqual({
      snapshot_time: time,
    });
    const odd = (declared: string, value: unknown) => ({ $type: 'unreadable', declared, value });
    expect(
      read({
        snapshot_time: dateTime('soon'),
        name_label: 5,
        memory_target: 'NaN',
        is_a_template: 'perhaps',
        resident_on: 7,
        VBDs: 'none',
        tags: ['a', false],
        other_config: 'text',
        platform: { nx: null, acpi: 1 },
        affinity: null,
      }),
    ).toEqual({
      snapshot_time: odd('datetime', 'soon'),
      name_label: odd('string', 5),
      memory_target: odd('int', 'NaN'),
      is_a_template: odd('bool', 'perhaps'),
      resident_on: odd('host ref', 7),
      VBDs: odd('VBD ref set', 'none'),
      tags: ['a', odd('string', false)],
      other_config: odd('(string → string) map', 'text'),
      platform: { $type: 'map', nx: null, acpi: odd('string', 1) },
      affinity: null,
    });
  });

  it('holds what records repeat once', () => {
    const { read } = create();
    const record = (): XapiRecord =>
      JSON.parse(
        '{"allowed_operations":["changing_dynamic_range","start"],"platform":{"a":"b"}}',
      ) as XapiRecord;
    const [one, other] = [read(record()), read(record())];
    expect(other).toEqual(one);
    expect(other['allowed_operations']).toBe(one['allowed_operations']);
  });
});

describe('the table of references', () => {
  it('replaces values once they have been handed out', () => {
    const { table } = create();
    const early = table.value('VDI', 'OpaqueRef:d');
    table.add('VDI', 'OpaqueRef:d', 'uuid-d');
    expect(early).toMatchObject({ value: 'uuid-d' });
    table.handOut();
    const late = table.value('VDI', 'OpaqueRef:e');
    table.add('VDI', 'OpaqueRef:e', 'uuid-e');
    expect(late).toMatchObject({ value: 'OpaqueRef:e', dangling: true });
    expect(table.value('VDI', 'OpaqueRef:e')).toMatchObject({ value: 'uuid-e' });
    expect(table.remove('VDI', 'OpaqueRef:e')).toBe('VDI:uuid-e');
    expect(table.ref('VDI', 'OpaqueRef:e')).toBeUndefined();
    expect(table.value('VDI', 'OpaqueRef:e')).toMatchObject({ dangling: true });
  });

  it('knows objects of one UUID, or none, by their reference', () => {
    const { table } = create();
    expect(table.add('VM', 'OpaqueRef:1', 'same')).toBe('VM:same');
    expect(table.add('VM', 'OpaqueRef:2', 'same')).toBe('VM:OpaqueRef:2');
    expect(table.add('VM', 'OpaqueRef:3', '')).toBe('VM:OpaqueRef:3');
    expect(table.add('VM', 'OpaqueRef:1', 'other')).toBe('VM:same');
    expect([...table.ofClass('VM')].map((ref) => table.opaque(ref))).toEqual([
      'OpaqueRef:1',
      'OpaqueRef:2',
      'OpaqueRef:3',
    ]);
  });
});
