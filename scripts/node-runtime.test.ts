import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchNode, findNode, judgeNode, runtime } from './lib/node-runtime.mjs';
import { fromRoot } from './lib/paths.mjs';

describe('which Node is good enough', () => {
  it.each([
    ['24.0.0', 'use'],
    ['26.1.0', 'use'],
    ['23.11.0', 'replace'],
    ['20.19.0', 'replace'],
    ['20.18.3', 'refuse'],
    ['18.20.8', 'refuse'],
  ])('%s: %s', (version, verdict) => expect(judgeNode(version)).toBe(verdict));

  it('is the same in all that names it', () => {
    const [major] = runtime.version.split('.');
    const read = (path: string): string => readFileSync(fromRoot(path), 'utf8');
    expect(JSON.parse(read('package.json')).engines.node).toBe(`>=${major}`);
    expect(read('.nvmrc').trim()).toBe(major);
    expect(read('vite.electron.config.ts')).toContain(`target: 'node${major}'`);
    expect(read('vite.bench.config.ts')).toContain(`target: 'node${major}'`);
  });
});

describe('fetching Node', () => {
  const version = process.versions.node;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'moref-node-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** An npm that brings the Node of this test. */
  const install = (staging: string): Promise<string> => {
    const fetched = join(staging, 'node_modules/node');
    mkdirSync(join(fetched, 'bin'), { recursive: true });
    symlinkSync(process.execPath, join(fetched, 'bin', name));
    return Promise.resolve(fetched);
  };

  it('leaves the whole package under its final name, and nothing beside it', async () => {
    expect(findNode(folder, version)).toBeNull();
    const node = await fetchNode(folder, { version, install });
    expect(findNode(folder, version)).toBe(node);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('lets two at once both go on', async () => {
    const both = await Promise.all([
      fetchNode(folder, { version, install }),
      fetchNode(folder, { version, install }),
    ]);
    expect(new Set(both).size).toBe(1);
    expect(existsSync(both[0])).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('does not take what an interrupted fetch left, and clears it and older versions away', async () => {
    const half = join(folder, `fetching-999999999-${Date.now()}-0.5`);
    mkdirSync(join(half, 'bin'), { recursive: true });
    writeFileSync(join(half, 'bin', name), 'half of it');
    mkdirSync(join(folder, '22.0.0-linux-x64'));
    expect(findNode(folder, version)).toBeNull();
    await fetchNode(folder, { version, install });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('leaves alone what another start is just fetching', async () => {
    const other = `fetching-${process.pid}-${Date.now()}-0.5`;
    mkdirSync(join(folder, other));
    await fetchNode(folder, { version, install });
    expect(readdirSync(folder)).toContain(other);
  });

  it('keeps nothing of one that cannot be fetched, or does not run here', async () => {
    const offline = (): Promise<string> => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    await expect(fetchNode(folder, { version, install: offline })).rejects.toThrow('ENOTFOUND');
    await expect(fetchNode(folder, { version: '1.2.3', install })).rejects.toThrow('does not run');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('puts the program where a search for commands finds it', async () => {
    const node = await fetchNode(folder, { version, install });
    expect(readdirSync(dirname(node))).toEqual([name]);
  });
});
