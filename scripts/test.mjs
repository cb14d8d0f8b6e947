import { prepare } from './lib/install.mjs';

/** All tests but those against peers; see scripts/test-peers.mjs. */
await prepare();

// Only now: these need packages.
const suites = await import('./lib/suites.mjs');
const { runSuites } = await import('./lib/report.mjs');
await runSuites([
  suites.types,
  suites.lint,
  suites.format,
  suites.importTable,
  suites.deadCode,
  suites.unit,
  suites.build,
  suites.endToEnd(),
]);
