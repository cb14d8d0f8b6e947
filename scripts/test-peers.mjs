import { prepare } from './lib/install.mjs';

/** Tests against programs that nobody here wrote. Each is installed by its test; CI=true requires all of them. */
await prepare();
const { peers } = await import('./lib/suites.mjs');
const { runSuites } = await import('./lib/report.mjs');
await runSuites([peers]);
