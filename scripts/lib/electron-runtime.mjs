import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fromRoot } from './paths.mjs';
import { run } from './processes.mjs';

const downloadTimeout = 120_000;
/** After a failed download the next starts do without one for so long. */
const retryAfter = 24 * 60 * 60_000;
const failureStamp = fromRoot('.cache/electron-download-failed');

/**
 * Why Electron cannot show a window here, or null if it can.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {number | undefined} userId
 */
export function obstacle(env, platform, userId) {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  if (userId === 0) return 'it does not run as root';
  return null;
}

/** The runtime's executable, or null if it is not here. */
export function findRuntime() {
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? fromRoot('node_modules/electron/dist');
  const names = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const name = names[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? 'electron';
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

/** Fetches the runtime with Electron's own installer; false if it cannot be fetched, or could not be a short while ago. */
export async function fetchRuntime() {
  const failed = statSync(failureStamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failed < retryAfter && readFileSync(failureStamp, 'utf8') === version())
    return false;
  process.stdout.write('Fetching Electron (about 120 MB) … ');
  const { code } = await run(process.execPath, [fromRoot('node_modules/electron/install.js')], {
    quiet: true,
    timeout: downloadTimeout,
  });
  console.log(code === 0 ? 'done.' : 'not possible.');
  if (code === 0) return true;
  mkdirSync(fromRoot('.cache'), { recursive: true });
  writeFileSync(failureStamp, version());
  return false;
}

function version() {
  const text = readFileSync(fromRoot('node_modules/electron/package.json'), 'utf8');
  return String(JSON.parse(text).version);
}
