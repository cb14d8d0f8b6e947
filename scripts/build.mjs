import { rm } from 'node:fs/promises';
import process from 'node:process';
import { build } from 'vite';
import { fromRoot } from './lib/paths.mjs';

/**
 * Builds the page and both hosts into dist/.
 *
 * Usage: node scripts/build.mjs [--quiet]
 */
const started = performance.now();
process.chdir(fromRoot());
await rm(fromRoot('dist'), { recursive: true, force: true });

const logLevel = process.argv.includes('--quiet') ? 'error' : 'warn';
for (const name of ['electron', 'preload', 'renderer'])
  await build({ configFile: fromRoot(`vite.${name}.config.ts`), logLevel });

console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
