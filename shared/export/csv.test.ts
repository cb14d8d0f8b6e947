import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

/** A reader of RFC 4180, written for the test alone. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const next = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('a table as CSV', () => {
  it('quotes what has to be quoted', () => {
    expect(toCsv([['a', 'b,c', 'd"e', 'f\ng']])).toBe('a,"b,c","d""e","f\ng"\r\n');
  });

  it('leaves nothing that a spreadsheet would run', () => {
    expect(toCsv([['=1+1', '+1', '-1', '@SUM(A1)', '\tx', 'a=b']])).toBe(
      "'=1+1,'+1,'-1,'@SUM(A1),'\tx,a=b\r\n",
    );
  });

  it('is read as what was written, but for the apostrophes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '=', ',', '"', '\r', '\n', ' ', '-') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const guarded = rows.map((row) =>
          row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)),
        );
        expect(parse(toCsv(rows))).toEqual(guarded);
      }),
    );
  });
});
