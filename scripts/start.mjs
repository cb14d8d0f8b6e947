import process from 'node:process';
import { fetchRuntime, findRuntime, obstacle } from './lib/electron-runtime.mjs';
import { isBuilt } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { handOver, run } from './lib/processes.mjs';

/**
 * Starts Moref: installs what is missing, builds what changed, then runs it in Electron, or in the browser where Electron
 * cannot run.
 *
 * Usage: npm start -- [options], see electron/hosting/options.ts; --browser chooses the browser.
 */
await prepare();
if (!isBuilt()) {
  const { code } = await run(process.execPath, [fromRoot('scripts/build.mjs'), '--quiet']);
  if (code !== 0) process.exit(code);
}

const args = process.argv.slice(2).filter((arg) => arg !== '--browser');
const reason = await whyBrowser();
// What exports may write the file to standard output: nothing else goes there.
const quiet = args[0] === 'export';
if (reason === null) await handOver(/** @type {string} */ (findRuntime()), [fromRoot(), ...args]);
else {
  if (reason !== '' && !quiet)
    console.log(`Moref runs in the browser, not in Electron: ${reason}.`);
  await handOver(process.execPath, [fromRoot('dist/electron/browser.js'), ...args]);
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
