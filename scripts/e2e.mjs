import process from 'node:process';
import { isBuilt } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import { build, endToEnd } from './lib/suites.mjs';

/** The end-to-end tests, on a fresh build. Usage: npm run e2e -- [Playwright's arguments] */
await prepare();
await runSuites([...(isBuilt() ? [] : [build]), endToEnd(process.argv.slice(2))]);
