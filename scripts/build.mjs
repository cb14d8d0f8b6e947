import { rm, utimes, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { buildStamp } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';

/**
 * Builds the page and both hosts into dist/.
 *
 * Usage: npm run build -- [--quiet]
 */
await prepare();
const { build } = await import('vite');
const started = performance.now();
const startedAt = new Date();
const quiet = process.argv.includes('--quiet');
process.chdir(fromRoot());
await rm(buildStamp, { force: true });

for (const name of ['electron', 'preload', 'renderer'])
  await build({
    configFile: fromRoot(`vite.${name}.config.ts`),
    logLevel: quiet ? 'error' : 'warn',
  });

// Dated back to the beginning: what changed meanwhile may not be in it.
await writeFile(buildStamp, '');
await utimes(buildStamp, startedAt, startedAt);
if (!quiet) console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
