import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fromRoot } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {number} [timeout] Milliseconds after which it is ended.
 * @property {Record<string, string>} [env] In addition to this process's own.
 * @property {boolean} [quiet] Keeps the output back.
 * @property {boolean} [tee] Shows the output, and returns it too.
 * @property {string} [cwd] Instead of the project's folder.
 */

/**
 * Runs a program to its end, in the project's folder.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` is 127 if it cannot be started and 124 after the timeout.
 */
export function run(file, args, options = {}) {
  const capture = options.quiet === true || options.tee === true;
  return new Promise((resolve) => {
    const child = spawn(file, [...args], {
      cwd: options.cwd ?? fromRoot(),
      env: { ...process.env, ...options.env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    let timedOut = false;
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeout);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (/** @type {Buffer} */ data) => {
        output += data.toString();
        if (options.tee === true) process.stdout.write(data);
      });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : (code ?? 1), output });
    });
  });
}

/**
 * The script behind a command of an installed package: run with Node itself, it needs no shell on any platform.
 * @param {string} packageName
 * @param {string} [command]
 */
export function binary(packageName, command = packageName.split('/').at(-1) ?? packageName) {
  const manifest = fromRoot(`node_modules/${packageName}/package.json`);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const path = typeof bin === 'string' ? bin : bin[command];
  if (path === undefined) throw new Error(`${packageName} has no command ${command}.`);
  return join(dirname(manifest), path);
}

/**
 * Runs a command of an installed package.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {RunOptions & { command?: string }} [options]
 */
export function runTool(packageName, args, options = {}) {
  return run(process.execPath, [binary(packageName, options.command), ...args], options);
}

/**
 * Runs npm: the one that runs this script, else the one in the path.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('.js') || own?.endsWith('.cjs'))
    return run(process.execPath, [own, ...args], options);
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', `npm ${args.join(' ')}`], options)
    : run('npm', args, options);
}

/**
 * Runs a program in place of this process: with its terminal, until it ends, and ends as it did.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<never>}
 */
export function handOver(file, args, { env } = {}) {
  const child = spawn(file, [...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  // Ctrl+C reaches it by itself.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${file} cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('close', (code) => process.exit(code ?? 1));
  return new Promise(() => undefined);
}
