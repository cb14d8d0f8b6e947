import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../i18n/english.ts';
import { connectionId, makeRef } from '../model/reference.ts';
import type { ViewCell, ViewRow } from '../model/view.ts';
import { exportColumns, type ExportWords } from './export-cells.ts';
import { sheetNames } from './xlsx-sheet-names.ts';
import { columnName, escaped } from './xlsx-parts.ts';
import { createWriter, type ExportFormat } from './writer.ts';

const words: ExportWords = { say: inEnglish, serverOf: () => 'vc "Frankfurt"' };
const columns = ['power', 'mem', 'usage', 'uptime', 'created', 'tag', 'config.version'];

function row(name: string, ...cells: readonly ViewCell[]): ViewRow {
  return {
    is: 'row',
    at: 0,
    connection: connectionId('a'),
    ref: makeRef('VirtualMachine', 'vm-1'),
    kind: 'vm',
    name,
    state: 'on',
    health: 'ok',
    cells,
  };
}

const rows = [
  row(
    '=cmd|calc',
    'on',
    2 ** 34,
    0.5,
    90_500,
    Date.UTC(2026, 0, 31, 12),
    ['prod', 'a,b'],
    'vmx-19',
  ),
  row('Größe <&> _x0041_\u0001', null, null, null, null, null, { is: 'reading' }, ' kept '),
];

function written(format: ExportFormat, sheets: readonly string[] = ['one']): Uint8Array {
  const pieces: Uint8Array[] = [];
  const writer = createWriter({
    format,
    several: sheets.length > 1,
    words,
    sink: (bytes) => void pieces.push(bytes),
  });
  for (const id of sheets) {
    writer.begin({ id, title: `Title ${id}`, columns: exportColumns(columns) });
    for (const one of rows) writer.rows([one]);
  }
  writer.end();
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

function sheet(bytes: Uint8Array, number = 1): string {
  const file = unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`];
  return file === undefined ? '' : strFromU8(file);
}

describe('files of tables', () => {
  it('are CSV: exact amounts with their units in the headings, and nothing that a spreadsheet runs', () => {
    const bytes = written('csv');
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const lines = strFromU8(bytes.slice(3)).replace(/\r\n$/, '').split('\r\n');
    expect(lines).toEqual([
      'Name,Server,State,Memory (B),Used %,Uptime (s),Created,Tags,config.version',
      `'=cmd|calc,"vc ""Frankfurt""",on,17179869184,0.5,91,2026-01-31T12:00:00.000Z,"prod, a,b",vmx-19`,
      'Größe <&> _x0041_\u0001,"vc ""Frankfurt""",,,,,,, kept ',
    ]);
  });

  it('are JSON, of one table or of several', () => {
    const [first, second] = JSON.parse(strFromU8(written('json'))) as Record<string, unknown>[];
    expect(first).toMatchObject({
      name: '=cmd|calc',
      kind: 'vm',
      ref: 'VirtualMachine:vm-1',
      mem: 2 ** 34,
      uptime: 91,
      tag: ['prod', 'a,b'],
    });
    expect(second).toMatchObject({ mem: null, tag: null, 'config.version': ' kept ' });
    const several = JSON.parse(strFromU8(written('json', ['vm', 'host']))) as Record<
      string,
      unknown[]
    >;
    expect(Object.entries(several).map(([id, list]) => [id, list.length])).toEqual([
      ['vm', 2],
      ['host', 2],
    ]);
  });

  it('are empty tables where nothing was found', () => {
    const empty = (format: ExportFormat, several: boolean): Uint8Array => {
      const pieces: number[] = [];
      createWriter({ format, several, words, sink: (bytes) => void pieces.push(...bytes) }).end();
      return Uint8Array.from(pieces);
    };
    expect(JSON.parse(strFromU8(empty('json', false)))).toEqual([]);
    expect(JSON.parse(strFromU8(empty('json', true)))).toEqual({});
    expect(Object.keys(unzipSync(empty('xlsx', true)))).toContain('xl/worksheets/sheet1.xml');
  });

  it('are workbooks: numbers and times as such, texts as texts', () => {
    const xml = sheet(written('xlsx'));
    expect(xml).toContain('<c r="D2"><v>17179869184</v></c>');
    expect(xml).toContain('<c r="E2" s="3"><v>0.5</v></c>');
    expect(xml).toContain('<c r="G2" s="2"><v>46053.5</v></c>');
    expect(xml).toContain('<t>=cmd|calc</t>');
    expect(xml).toContain('<t xml:space="preserve"> kept </t>');
    expect(xml).toContain('Größe &lt;&amp;&gt; _x005F_x0041_\uFFFD');
    expect(xml).not.toContain('<f>');
    const files = unzipSync(written('xlsx', ['vm', 'host']));
    expect(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="Title host"');
    expect(Object.keys(unzipSync(written('csv', ['vm', 'host'])))).toEqual(['vm.csv', 'host.csv']);
  });

  it('have well-formed sheets, whatever a server calls its objects', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const text = escaped(name);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#13);)/);
      }),
    );
  });

  it('have sheets whose names spreadsheets take', () => {
    const long = 'Datastores: all [of] them, everywhere in the world';
    expect(sheetNames([long, long, 'VMs', 'vms', "'x'", '///'])).toEqual([
      'Datastores  all  of  them, ever',
      'Datastores  all  of  them,  (2)',
      'VMs',
      'vms (2)',
      'x',
      'Moref',
    ]);
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});
