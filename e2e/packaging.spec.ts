import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
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

  // Of others, beside the archive: what is in the bundles, and nothing that is only a tool.
  const bill = JSON.parse(await readFile(join(resources, 'sbom.cdx.json'), 'utf8')) as {
    readonly components: readonly { readonly name: string }[];
  };
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['@mui/material', 'react', 'undici', 'electron']));
  expect(names).not.toContain('vite');
  const notices = await readFile(join(resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of names.filter((one) => one !== 'electron'))
    expect(notices).toContain(`\n${name} `);

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

test('nothing starts the program without its sandbox by itself', async () => {
  const configuration = await readFile(join(root, 'electron-builder.yml'), 'utf8');
  expect(configuration).toMatch(/^appImage:\n {2}executableArgs: \[\]$/m);
  expect(configuration).not.toContain('no-sandbox');
});

test('software centres understand what is said of the program', async () => {
  const metadata = join(root, 'assets', 'linux', 'org.moref.app.metainfo.xml');
  const validator = '/usr/bin/appstreamcli';
  test.skip(!existsSync(validator), 'appstreamcli is not here');
  const { stdout } = await run(validator, ['validate', '--no-net', metadata]);
  expect(stdout).toContain('Validation was successful');
});

test('an invalid configuration is refused', async () => {
  await expect(pack('--config.win.tarkett=nsis')).rejects.toThrow(/tarkett/);
});
