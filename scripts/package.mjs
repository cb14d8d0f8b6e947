import process from 'node:process';
import { isBuilt } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run, runTool } from './lib/processes.mjs';

/**
 * Makes the packages of this platform in release/.
 *
 * Usage: npm run package -- [electron-builder's arguments: --linux deb, --win, --mac, --dir, …]
 */
await prepare();
if (!isBuilt()) {
  const built = await run(process.execPath, [fromRoot('scripts/build.mjs'), '--quiet']);
  if (built.code !== 0) process.exit(built.code);
}
const args = ['--publish', 'never', ...process.argv.slice(2)];
const { code } = await runTool('electron-builder', args);
process.exit(code);
