import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checksums, signing } from './lib/releases.mjs';

it('signs a Mac’s program as nobody where there is no certificate, and says so', () => {
  expect(signing({}).args).toContain('--config.mac.identity=-');
  expect(signing({}).unsigned).toMatch(/^Unsigned/);
  expect(signing({ CSC_LINK: 'a.p12' })).toEqual({ args: [], unsigned: null });
});

it('lists the packages with their checksums as sha256sum reads them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moref-release-'));
  for (const name of ['b.deb', 'a.AppImage', 'builder-debug.yml'])
    writeFileSync(join(folder, name), 'abc');
  mkdirSync(join(folder, 'folder.zip'));
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(checksums(folder)).toBe(`${abc}  a.AppImage\n${abc}  b.deb\n`);
  rmSync(folder, { recursive: true });
});
