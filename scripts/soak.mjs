import process from 'node:process';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

/**
 * Seeded sequences of faults between the core and the demo servers; see soak/README.md.
 *
 * Usage: npm run soak -- [--sequences N] [--protocol vim25|automation|xapi] [--from SEED] [--seed SEED]
 */
await prepare();
const { code } = await run(process.execPath, [fromRoot('soak/soak.ts'), ...process.argv.slice(2)]);
process.exit(code);
