import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { filesLeftOut, leftOut, passing } from './govc/suite.ts';
import { readTap, runBats, type TapTest } from './govc/bats.ts';
import { usualHost } from '../electron/demo/generate/single-host.ts';
import { startDemoVcenter, type DemoVcenter } from '../electron/demo/vcenter.ts';
import { fetchGovmomi, installGovmomi, required, unpackDebian } from './install.ts';

/**
 * govmomi's own end-to-end tests of govc, with the demo vCenter in the place of govmomi's simulator, and a demo ESXi host in that of
 * the real one that some of them ask for. What passes is run always; with
 * GOVC_SUITE=all the rest is, too, and what passes of it without being in the list fails the run.
 */
const sources = required(await fetchGovmomi('0.46.0'));
const govc = required(await installGovmomi('govc'));
const bats = required(await unpackDebian('bats'));
const isThere = sources !== null && govc !== null && bats !== null;
const all = process.env['GOVC_SUITE'] === 'all';
const server = fileURLToPath(new URL('govc/vcsim.process.ts', import.meta.url));

let gopath = '';
let esxi: DemoVcenter | undefined;

beforeAll(async () => {
  gopath = await mkdtemp(join(tmpdir(), 'govc-'));
  const bin = join(gopath, 'bin');
  await mkdir(bin);
  if (sources === null) return;
  // Some of them write beside themselves, and the module's folder is not ours
  await cp(join(sources, 'govc', 'test'), tests(), { recursive: true });
  for (const name of await readdir(tests())) await chmod(join(tests(), name), 0o755);
  esxi = await startDemoVcenter({
    singleHost: usualHost,
    tls: true,
    taskSeconds: [0, 0],
    quickStatsSeconds: 0,
  });
  if (govc !== null) await symlink(govc, join(bin, 'govc'));
  const vcsim = join(bin, 'vcsim');
  const uuid = `if [ "$1" = uuidgen ]; then exec "${process.execPath}" -p 'crypto.randomUUID()'; fi`;
  // Each test starts a server: what one has compiled the others need not
  const compiled = `export NODE_COMPILE_CACHE="${join(gopath, 'compiled')}"`;
  const lines = ['#!/bin/sh', compiled, uuid, `exec "${process.execPath}" "${server}" "$@"`, ''];
  await writeFile(vcsim, lines.join('\n'));
  await chmod(vcsim, 0o755);
});

afterAll(async () => {
  await esxi?.close();
  await rm(gopath, { recursive: true, force: true });
});

const tests = (): string => join(gopath, 'test');

/** As GOVC_URL has it, with the account in it. */
function addressOf({ url, user, password }: DemoVcenter): string {
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}

const run = async (file: string, only?: readonly string[]): Promise<readonly TapTest[]> =>
  readTap(
    await runBats({
      bats: bats ?? '',
      folder: tests(),
      file,
      gopath,
      ...onlyDefined({ only, host: esxi === undefined ? undefined : addressOf(esxi) }),
    }),
  );

describe.skipIf(!isThere)('end-to-end tests of govc', { timeout: 1_200_000 }, () => {
  it.each(Object.entries(passing))('%s.bats', async (file, names) => {
    const tests = await run(file, names);
    expect(tests.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(tests.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  const files = [...new Set([...Object.keys(passing), ...Object.keys(leftOut)])];

  it('names every file', async () => {
    const there = await readdir(join(sources ?? '', 'govc', 'test'));
    const found = there.flatMap((name) => /^(.+)\.bats$/.exec(name)?.[1] ?? []);
    expect([...files, ...Object.keys(filesLeftOut)].sort()).toEqual(found.sort());
  });

  it.skipIf(!all).each(files)('what is left out of %s.bats', async (file) => {
    const tests = await run(file);
    const passed = tests.flatMap(({ name, state }) => (state === 'passed' ? [name] : []));
    expect(passed.sort()).toEqual([...(passing[file] ?? [])].sort());
    const known = new Set([...(passing[file] ?? []), ...Object.keys(leftOut[file] ?? {})]);
    expect(tests.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});
