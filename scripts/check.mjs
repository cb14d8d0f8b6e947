import { prepare } from './lib/install.mjs';
import { runSuites } from './lib/report.mjs';
import { deadCode, format, importTable, lint, types, unit } from './lib/suites.mjs';

/** What is quick: everything that needs neither a build nor a browser. */
await prepare();
await runSuites([types, lint, format, importTable, deadCode, unit]);
