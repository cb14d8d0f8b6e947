import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relationFaults } from '../consistency.ts';
import { listOf, textOf } from '../db/row.ts';
import { readExpression } from './expression.ts';
import { loadDump } from './load-dump.ts';
import { readDump } from './read-dump.ts';

const dump = readFileSync(new URL('../testdata/small_vms.xml', import.meta.url), 'utf8');

describe('expressions of the database', () => {
  it.each([
    ['()', []],
    ["('a' 'b c')", ['a', 'b c']],
    [
      "(('k' 'v') ('k2' ''))",
      [
        ['k', 'v'],
        ['k2', ''],
      ],
    ],
    ["('it\\'s' 'a\\\\b' 'x\\ny' 'C:\\\\new')", ["it's", 'a\\b', 'xny', 'C:\\new']],
    ["(don't 'a;b' ; a comment (\n 'c')", ["don't", 'a;b', 'c']],
    ['("größer “so” 🖥" \'\')', ['größer “so” 🖥', '']],
    ["(('k' ('deep' (\"er\"))))", [['k', ['deep', ['er']]]]],
    ["(('cut' 'off", [['cut', 'off']]],
    ['plain', 'plain'],
    ['("Do not delete" \'b\')', ['Do not delete', 'b']],
    [
      '(("k" "it\'s \\"so\\"") (k2"v"))',
      [
        ['k', 'it\'s "so"'],
        ['k2', 'v'],
      ],
    ],
    [`('say "so"')`, ['say "so"']],
  ])('%s', (text, expected) => {
    expect(readExpression(text)).toEqual(expected);
  });
});

it('an expression is read as it was written, in quotes of either kind', () => {
  const quoted = (text: string, quote: string): string =>
    `${quote}${text.replace(/[\\'"]/g, '\\$&')}${quote}`;
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, fc.constantFrom("'", '"'))), (pairs) => {
      const written = pairs.map(
        ([key, value, quote]) => `(${quoted(key, quote)} ${quoted(value, quote)})`,
      );
      expect(readExpression(`(${written.join(' ')})`)).toEqual(
        pairs.map(([key, value]) => [key, value]),
      );
    }),
  );
});

describe('a real pool’s dump', () => {
  it('becomes a database whose relations hold', () => {
    const db = loadDump(dump);
    expect(db.count('VM')).toBe(60);
    expect(db.count('host')).toBe(1);
    expect(relationFaults(db)).toEqual([]);
    const [host] = db.all('host');
    expect(listOf(host!, 'resident_VMs')).toHaveLength(1);
    const names = [...db.all('VM')]
      .filter(({ values }) => values['is_a_template'] === false)
      .map((machine) => textOf(machine, 'name_label'));
    expect(names).toEqual(expect.arrayContaining(['Database server', 'Web server']));
  });

  it('keeps the fields that it has, and gives the others their initial values', () => {
    const db = loadDump(dump);
    const [link] = db.all('PBD');
    expect(link?.values).toMatchObject({
      uuid: '59946d08-6123-8565-067c-b124f92652eb',
      currently_attached: true,
      device_config: { location: '/opt/xensource/packages/iso', legacy_mode: 'true' },
    });
    const [machine] = db.all('VM');
    expect(machine?.values).toMatchObject({ NVRAM: {}, domain_type: 'unspecified', groups: [] });
  });

  it('reads attributes whose spaces are escaped', () => {
    const [row] = readDump(
      `<database><table name="VM"><row ref="OpaqueRef:1" name__label="a%.b%%c%td"/></table></database>`,
    );
    expect(row?.values['name_label']).toBe('a b%c\td');
  });

  it.each([
    ['<html/>', /begins with <database>/],
    ['<database><table name="VM">', /cannot be read/],
    ['<database><table name="VM"><row ref="OpaqueRef:1"/></table></database>', /no pool/],
  ])('refuses %s', (text, reason) => {
    expect(() => loadDump(text)).toThrow(reason);
  });
});
