import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import * as suites from './lib/suites.mjs';
import { selectTests } from './lib/test-selection.mjs';

/**
 * All checks and tests but those against peers; or just the tests that are named, of every kind.
 *
 * Usage: npm test -- [FILE …] [-t NAME …] [-- ARGUMENTS OF THE RUNNER], see lib/test-selection.mjs
 */
await prepare();
const selection = selectTests({ whole: ['unit', 'journeys'], named: ['peers'] });
if (selection !== null) await runSuites(...suites.chosenSuites(selection));
else
  await runSuites([
    suites.types,
    suites.lint,
    suites.format,
    suites.importTable,
    suites.duplicates,
    suites.texts,
    suites.deadCode,
    suites.recipes,
    suites.unit(),
    // Their time is virtual, and stands while a process has no processor.
    [suites.soak(50), suites.answers(1)],
    suites.build,
    suites.endToEnd(),
  ]);
