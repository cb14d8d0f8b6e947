import process from 'node:process';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { handOver } from './lib/processes.mjs';

/**
 * Runs Moref from its sources, behind the browser host: the page reloads while it is edited, the core starts anew on a change.
 *
 * Usage: npm run dev -- [options], see electron/hosting/options.ts
 */
await prepare();
// Halves the time in which a core that starts anew is loaded.
const env = { NODE_COMPILE_CACHE: fromRoot('.cache/compiled') };
await handOver(process.execPath, [fromRoot('electron/dev.ts'), ...process.argv.slice(2)], { env });
