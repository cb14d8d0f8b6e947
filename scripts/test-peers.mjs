import { installPackages, requireNode } from './lib/install.mjs';

/** Tests against programs that nobody here wrote. Each is installed by its test; CI=true requires all of them. */
requireNode();
await installPackages();
const { peers } = await import('./lib/suites.mjs');
const { runSuites } = await import('./lib/report.mjs');
await runSuites([peers]);
