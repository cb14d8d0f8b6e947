import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '#core/log.ts';
import { UsageError } from '../options.ts';
import { explainExportFailure } from './export-failure.ts';
import { parseExportOptions } from './export-options.ts';
import { exportHeadless } from './headless.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command as a terminal does; what it said to the user. */
async function run(
  args: readonly string[],
  signal = new AbortController().signal,
): Promise<string> {
  const said: string[] = [];
  const options = parseExportOptions([...args, '--data-folder', join(folder, 'data')]);
  if (options === null) throw new Error('Help was not asked for.');
  await exportHeadless({
    options,
    dataFolder: join(folder, 'data'),
    app: { version: '0', host: 'browser' },
    cipher: null,
    log: silentLog,
    password: undefined,
    signal,
    say: (line) => void said.push(line),
  });
  return said.join('\n');
}

describe('moref export', () => {
  it('saves what a search finds, with its columns and in its order', async () => {
    const out = join(folder, 'vms.csv');
    const said = await run(
      [
        ['--demo', '--vms', '20', '--query', 'kind:vm cpu>=2', '--out', out],
        ['--columns', 'cpu,mem,config.version', '--sort=-mem,name', '--server', 'Demo vCenter'],
      ].flat(),
    );
    const [head = '', ...lines] = (await readFile(out, 'utf8')).slice(1).trimEnd().split('\r\n');
    expect(head).toBe('Name,Server,CPUs,Memory (B),config.version');
    const cells = lines.map((line) => line.split(','));
    expect(cells.length).toBeGreaterThan(3);
    expect(said).toContain(`${cells.length} objects of 1 servers`);
    expect(cells.every(([, server, cpu]) => server === 'Demo vCenter' && Number(cpu) >= 2)).toBe(
      true,
    );
    const memory = cells.map((line) => Number(line[3]));
    expect(memory).toEqual(memory.toSorted((one, other) => other - one));
    expect(cells.every((line) => line[4]?.startsWith('vmx-'))).toBe(true);
  });

  it('saves a whole estate as a workbook with a sheet for each kind that there is', async () => {
    const out = join(folder, 'estate.xlsx');
    await run(['--demo', '--vms', '20', '--estate', '--out', out, '--language', 'de']);
    const files = unzipSync(new Uint8Array(await readFile(out)));
    const workbook = strFromU8(files['xl/workbook.xml'] ?? new Uint8Array());
    const names = [...workbook.matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Virtuelle Maschinen', 'Hosts', 'Datenspeicher']),
    );
    expect(names).not.toContain('Snapshots');
    expect(Object.keys(files).filter((name) => name.includes('worksheets'))).toHaveLength(
      names.length,
    );
  });

  it('leaves nothing behind that is not whole', async () => {
    const out = join(folder, 'vms.json');
    const failing = run(['--demo', '--vms', '20', '--query', 'pwer:on', '--out', out]);
    const error = await failing.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(explainExportFailure(error)).toBe('There is no field “pwer”. Similar: power.');
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('says which server there is not', async () => {
    const args = ['--demo', '--vms', '20', '--query', '', '--out', join(folder, 'x.json')];
    await expect(run([...args, '--server', 'Berlin'])).rejects.toThrow(
      /No server is called “Berlin”.*“Demo vCenter”/,
    );
    await expect(run(args.slice(3))).rejects.toThrow(/no profile is kept/);
  });

  it.each([
    [['--out', 'x.csv'], /either --query or --estate/],
    [['--query', 'a', '--estate', '--out', 'x.csv'], /either --query or --estate/],
    [['--query', 'a'], /needs --out/],
    [['--query', 'a', '--out', 'x.doc'], /\.csv, \.json or \.xlsx.*"doc"/],
    [['--query', 'a', '--out', '-'], /--format/],
    [['--query', 'a', '--out', 'x.csv', '--timeout', 'soon'], /--timeout/],
    [['--query', 'a', '--out', 'x.csv', '--language', 'xx'], /--language/],
    [['--estate', '--out', 'x.csv', '--columns', 'mem'], /--columns/],
    [['--nonsense'], /--nonsense/],
  ])('refuses %j', (args, message) => {
    expect(() => parseExportOptions(args)).toThrow(UsageError);
    expect(() => parseExportOptions(args)).toThrow(message);
  });

  it('takes lists with names in quotes', () => {
    const options = parseExportOptions([
      '--query',
      '',
      '--out',
      '-',
      '--format',
      'json',
      '--columns',
      'tag."a, b", mem',
      '--sort=-mem',
    ]);
    expect(options).toMatchObject({
      columns: ['tag."a, b"', 'mem'],
      sort: [{ column: 'mem', descending: true }],
      format: 'json',
    });
    expect(parseExportOptions(['--help'])).toBeNull();
  });
});
