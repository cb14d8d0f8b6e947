import { isBuilt } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import { build, chosenSuites, endToEnd } from './lib/suites.mjs';
import { selectTests } from './lib/test-selection.mjs';

/**
 * The journeys, on a fresh build.
 *
 * Usage: npm run e2e -- [FILE …] [-t NAME …] [--headed and other options of Playwright, a value behind an equals sign]
 */
await prepare();
const selection = selectTests({ whole: ['journeys'] });
if (selection !== null) await runSuites(...chosenSuites(selection));
else await runSuites([...(isBuilt() ? [] : [build]), endToEnd()]);
