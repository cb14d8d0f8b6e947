import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import { chosenSuites, peers } from './lib/suites.mjs';
import { selectTests } from './lib/test-selection.mjs';

/**
 * Tests against programs that nobody here wrote. Each is installed by its test; CI=true requires all of them.
 *
 * Usage: npm run test:peers -- [FILE …] [-t NAME …]
 */
await prepare();
const selection = selectTests({ whole: ['peers'] });
await (selection === null ? runSuites([peers()]) : runSuites(...chosenSuites(selection)));
