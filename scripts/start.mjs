import { spawn } from 'node:child_process';
import process from 'node:process';
import { fetchRuntime, findRuntime, obstacle } from './lib/electron-runtime.mjs';
import { isBuilt } from './lib/freshness.mjs';
import { installPackages, requireNode } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

/**
 * Starts Moref: installs what is missing, builds what changed, then runs it in Electron, or in the browser where Electron
 * cannot run.
 *
 * Usage: npm start -- [options], see electron/hosting/options.ts; --browser chooses the browser.
 */
requireNode();
await installPackages();
if (!isBuilt()) {
  const { code } = await run(process.execPath, [fromRoot('scripts/build.mjs'), '--quiet']);
  if (code !== 0) process.exit(code);
}

const args = process.argv.slice(2).filter((arg) => arg !== '--browser');
const reason = await whyBrowser();
if (reason === null) hand(/** @type {string} */ (findRuntime()), [fromRoot(), ...args]);
else {
  if (reason !== '') console.log(`Moref runs in the browser, not in Electron: ${reason}.`);
  hand(process.execPath, [fromRoot('dist/electron/browser.js'), ...args]);
}

/** Why it has to be the browser; null if it can be Electron, empty if the user wants the browser. */
async function whyBrowser() {
  const ours = /^--(browser|port|host|no-open|help)(=|$)/;
  if (process.argv.slice(2).some((arg) => ours.test(arg))) return '';
  const found = obstacle(process.env, process.platform, process.getuid?.());
  if (found !== null) return found;
  if (findRuntime() !== null || ((await fetchRuntime()) && findRuntime() !== null)) return null;
  return 'its runtime is not here and cannot be fetched';
}

/**
 * Runs the program until it ends, and ends as it did. Ctrl+C reaches it by itself.
 * @param {string} file
 * @param {readonly string[]} args
 */
function hand(file, args) {
  const child = spawn(file, [...args], { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Moref cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('close', (code) => process.exit(code ?? 1));
}
