import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Every script runs in the project's folder; a bundle, as the benchmarks are, does not know where it came from. */
const root = process.cwd();
const cache = join(root, '.cache', 'peers');
const exe = process.platform === 'win32' ? '.exe' : '';

/** A program that nobody here wrote, installed; or why it is not. */
export type Peer = { readonly path: string } | { readonly missing: string };

/** Builds govmomi's `vcsim` and `govc` from the Go module proxy, at the version pinned in peers/govmomi/go.mod. */
export async function installGovmomi(program: 'vcsim' | 'govc'): Promise<Peer> {
  await mkdir(cache, { recursive: true });
  const path = join(cache, program + exe);
  return attempt(path, `Go and the module proxy are needed for ${program}`, () =>
    // Go's own build cache makes a second build a matter of a second, and a changed pin is seen.
    run('go', ['build', '-o', path, `./${program}`], {
      cwd: join(root, 'peers', 'govmomi'),
      timeout: 600_000,
    }),
  );
}

/**
 * Fetches govmomi's sources at a version, by the Go module proxy; the path is that of their folder. The end-to-end tests of govc stand in
 * them up to 0.46: since then they are a module of their own, which the proxy does not carry.
 */
export async function fetchGovmomi(version: string): Promise<Peer> {
  const module = `github.com/vmware/govmomi@v${version}`;
  let path = '';
  const fetched = await attempt(
    path,
    `Go and the module proxy are needed for ${module}`,
    async () => {
      const { stdout } = await run('go', ['mod', 'download', '-json', module], {
        timeout: 300_000,
      });
      path = (JSON.parse(stdout) as { readonly Dir: string }).Dir;
    },
  );
  return 'missing' in fetched ? fetched : { path };
}

/** Makes a virtual environment with the given packages; the path is that of its Python. */
export async function installPython(name: string, packages: readonly string[]): Promise<Peer> {
  const folder = join(cache, name);
  const python =
    process.platform === 'win32'
      ? join(folder, 'Scripts', 'python.exe')
      : join(folder, 'bin', 'python');
  return attempt(
    python,
    `Python 3 and its package index are needed for ${packages.join(', ')}`,
    async () => {
      if (!existsSync(python)) await run('python3', ['-m', 'venv', folder], { timeout: 120_000 });
      await run(
        python,
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
        { timeout: 300_000 },
      );
    },
  );
}

/** Installs an npm package, pinned, with what it depends on; the path is that of its folder. */
export async function installNpm(name: string, version: string): Promise<Peer> {
  const folder = join(cache, `npm-${name}-${version}`);
  const path = join(folder, 'node_modules', name);
  return attempt(path, `npm and its registry are needed for ${name}`, async () => {
    if (existsSync(join(path, 'package.json'))) return;
    await mkdir(folder, { recursive: true });
    await run(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', `${name}@${version}`],
      { timeout: 300_000, shell: process.platform === 'win32' },
    );
  });
}

/** Fetches a Debian package and unpacks it, without installing it; the path is that of the unpacked tree. */
export async function unpackDebian(name: string): Promise<Peer> {
  const folder = join(cache, `debian-${name}`);
  const tree = join(folder, 'tree');
  return attempt(tree, `Debian's apt-get and dpkg-deb are needed for ${name}`, async () => {
    if (existsSync(join(tree, 'usr'))) return;
    await mkdir(folder, { recursive: true });
    const download = () =>
      run('apt-get', ['download', '--quiet', name], { cwd: folder, timeout: 300_000 });
    // A machine that never installed anything has no package lists yet.
    await download().catch(async () => {
      await run('apt-get', ['update', '--quiet'], { timeout: 300_000 });
      await download();
    });
    const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
    if (archive === undefined) throw new Error(`apt-get brought no archive of ${name}.`);
    await run('dpkg-deb', ['-x', archive, tree], { cwd: folder, timeout: 60_000 });
  });
}

/**
 * Fetches a Python package and unpacks one folder of it, without what it depends on; the path is that of the unpacked tree. For
 * packages of which most is not wanted.
 */
export async function unpackPython(name: string, version: string, wanted: string): Promise<Peer> {
  const folder = join(cache, `${name}-${version}`);
  const tree = join(folder, 'tree');
  return attempt(tree, `Python 3 and its package index are needed for ${name}`, async () => {
    if (existsSync(join(tree, wanted))) return;
    await mkdir(folder, { recursive: true });
    const download = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check'];
    const exactly = [
      '--no-deps',
      '--only-binary',
      ':all:',
      '--dest',
      folder,
      `${name}==${version}`,
    ];
    await run('python3', [...download, ...exactly], { timeout: 300_000 });
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`The package index brought no wheel of ${name}.`);
    await run('python3', ['-c', unpack, join(folder, wheel), tree, wanted], { timeout: 120_000 });
  });
}

const unpack = `
import sys, zipfile
archive, tree, wanted = sys.argv[1:]
with zipfile.ZipFile(archive) as wheel:
    wheel.extractall(tree, [name for name in wheel.namelist() if name.startswith(wanted + '/')])
`;

async function attempt(path: string, need: string, install: () => Promise<unknown>): Promise<Peer> {
  try {
    await install();
    return { path };
  } catch (thrown) {
    const reason =
      thrown instanceof Error
        ? (thrown.message.split('\n').find((line) => line !== '') ?? '')
        : String(thrown);
    return { missing: `${need}: ${reason}` };
  }
}

/**
 * The path of an installed peer; null where it is missing and may be. Where CI=true every peer is required.
 */
export function required(peer: Peer): string | null {
  if ('path' in peer) return peer.path;
  if (process.env['CI'] === 'true')
    throw new Error(`A peer is missing, and CI requires it. ${peer.missing}`);
  process.stdout.write(`skipped: ${peer.missing}\n`);
  return null;
}
