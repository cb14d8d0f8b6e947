import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import * as suites from './lib/suites.mjs';
import { selectTests } from './lib/test-selection.mjs';

/**
 * What is quick: everything that needs neither a build nor a browser; or just the tests that are named.
 *
 * Usage: npm run check -- [FILE …] [-t NAME …]
 */
await prepare();
const selection = selectTests({ whole: ['unit'] });
if (selection !== null) await runSuites(...suites.chosenSuites(selection));
else {
  const { types, lint, format, importTable, duplicates, texts, deadCode, unit } = suites;
  await runSuites([types, lint, format, importTable, duplicates, texts, deadCode, unit()]);
}
