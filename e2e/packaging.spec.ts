import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { makeElectronStandIn, readFuses } from './fixtures/package-stand-in.ts';

/**
 * What can be checked of the packages without Electron's runtime: the unpacked Linux directory, made around a stand-in.
 * Not made here: installers and archives of any platform, whose tools electron-builder would have to fetch.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

test.skip(process.platform !== 'linux', 'the stand-in is that of Linux');

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-package-'));
  await makeElectronStandIn(join(folder, 'electron'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

function pack(...overrides: readonly string[]) {
  return run(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      'dir',
      '--x64',
      '--publish=never',
      `--config.electronDist=${join(folder, 'electron')}`,
      `--config.directories.output=${join(folder, 'release')}`,
      ...overrides,
    ],
    { cwd: root, timeout: 50_000 },
  );
}

test('the package holds the program, and neither sources nor tests nor maps', async () => {
  await pack();
  const resources = join(folder, 'release', 'linux-unpacked', 'resources');
  const archive = join(resources, 'app.asar');
  const asar = join(root, 'node_modules', '@electron', 'asar', 'bin', 'asar.js');
  const { stdout } = await run(process.execPath, [asar, 'list', archive]);
  const files = stdout.trim().split('\n');

  expect(files).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/renderer/index.html',
    ]),
  );
  const expected =
    /^\/(package\.json|dist(\/(electron(\/chunks)?|renderer(\/assets)?))?|dist\/electron\/(chunks\/)?[\w.-]+\.c?js|dist\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|svg|png|woff2)))$/;
  expect(files.filter((path) => !expected.test(path))).toEqual([]);

  await run(process.execPath, [asar, 'extract-file', archive, 'package.json'], { cwd: folder });
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly main: string;
    readonly scripts?: unknown;
  };
  expect(files).toContain(`/${manifest.main}`);
  expect(manifest.scripts).toBeUndefined();

  // In order: no bare Node, encrypted cookies, no NODE_OPTIONS, no inspector, checked asar, nothing but the asar,
  // and no privileges for file:.
  const executable = await readFile(join(folder, 'release', 'linux-unpacked', 'moref'));
  expect(readFuses(executable)).toMatch(/^010011.0/);
});

test('an invalid configuration is refused', async () => {
  await expect(pack('--config.win.tarkett=nsis')).rejects.toThrow(/tarkett/);
});
