import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { addDefinition, fieldText, parseDefinitions } from './custom-fields.ts';
import { foldersAfterMove, normalFolder } from './folders.ts';

describe('definitions of custom fields', () => {
  it('are read as XenCenter writes them', () => {
    const xml =
      '<CustomFieldDefinitions><CustomFieldDefinition name="Owner &amp; &#x41;" type="String" defaultValue="" />' +
      "<CustomFieldDefinition type='Date' name='Due'/></CustomFieldDefinitions>";
    expect(parseDefinitions(xml)).toEqual([
      { name: 'Owner & A', type: 'String' },
      { name: 'Due', type: 'Date' },
    ]);
    for (const broken of ['', '<x', '<CustomFieldDefinition />'])
      expect(parseDefinitions(broken)).toEqual([]);
  });

  it('are written so that they are read again', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), (names) => {
        let xml: string | undefined;
        for (const one of names) xml = addDefinition(xml, { name: one, type: 'String' });
        expect(parseDefinitions(xml ?? '').map((field) => field.name)).toEqual(names);
      }),
    );
  });
});

describe('values of custom fields', () => {
  const due = { name: 'Due', type: 'Date' } as const;
  it.each([
    ['2026-08-01', '2026-08-01 00:00:00Z'],
    ['2026-08-01 12:30', '2026-08-01 12:30:00Z'],
    ['2026-08-01T12:30:05z', '2026-08-01 12:30:05Z'],
    ['2026-08-01 12:30:00Z', '2026-08-01 12:30:00Z'],
    ['', ''],
  ])('a date %s is kept as XenCenter keeps it', (given, kept) =>
    expect(fieldText(due, given)).toBe(kept),
  );
  it.each(['tomorrow', '2026-02-31', '2026-13-01', '12:00', '01.08.2026'])(
    '%s is no date',
    (given) => expect(() => fieldText(due, given)).toThrow('Due must be a date'),
  );
  it('texts stay as they are', () =>
    expect(fieldText({ name: 'Owner', type: 'String' }, 'tomorrow')).toBe('tomorrow'));
});

describe('folders', () => {
  it.each([
    ['production/web/', '/production/web'],
    ['/', ''],
    ['', ''],
    [' / a ; b /c', '/a _ b/c'],
  ])('%s is %s', (text, folder) => expect(normalFolder(text)).toBe(folder));

  const vm = (folder: string): Properties => ({ other_config: { $type: 'map', folder } });
  const move = (from: string, others: readonly string[], to: string, empty: string): string => {
    const objects = new Map(others.map((folder, index) => [`VM:${index}` as Ref, vm(folder)]));
    const lookup = {
      get: (ref: Ref) => objects.get(ref),
      ofType: (type: string) => (type === 'VM' ? objects.keys() : []),
    };
    return foldersAfterMove({ ref: 'VM:x' as Ref, name: 'x', object: vm(from), lookup }, to, empty);
  };

  it('that lose their last object stay, as empty ones', () => {
    expect(move('/a/b', [], '/c', '')).toBe('/a/b');
    expect(move('/a/b', ['/a/b'], '/c', '')).toBe('');
    expect(move('/a', ['/a/b'], '/c', '')).toBe('');
    expect(move('/a', [], '', '/a/b')).toBe('/a/b');
  });

  it('that get an object, or have one below, are not empty any more', () => {
    expect(move('', [], '/a/b', '/a;/a/b;/z')).toBe('/z');
    expect(move('/a', [], '/a', '')).toBe('');
  });
});
