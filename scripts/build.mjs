import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { buildStamp } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { billOfMaterials, notePackages, notices, readParts } from './lib/third-party.mjs';

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

/** @type {Set<string>} */
const folders = new Set();
for (const name of ['electron', 'preload', 'renderer'])
  await build({
    configFile: fromRoot(`vite.${name}.config.ts`),
    logLevel: quiet ? 'error' : 'warn',
    plugins: [notePackages(folders)],
  });

const parts = readParts(folders);
// The packages hold Electron as well, which brings the notices of what is in it.
const electron = readParts([fromRoot('node_modules/electron')]);
const program = JSON.parse(await readFile(fromRoot('package.json'), 'utf8'));
const bill = billOfMaterials(program, [...parts, ...electron]);
await writeFile(fromRoot('dist/THIRD-PARTY-NOTICES.txt'), notices(parts));
await writeFile(fromRoot('dist/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);

// Dated back to the beginning: what changed meanwhile may not be in it.
await writeFile(buildStamp, '');
await utimes(buildStamp, startedAt, startedAt);
if (!quiet) console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
