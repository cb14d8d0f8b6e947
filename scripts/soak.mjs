import process from 'node:process';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';

/**
 * Seeded sequences of faults between the core and the demo servers; see soak/README.md.
 *
 * Usage: npm run soak -- [--sequences N] [--protocol vim25|automation|xapi] [--from SEED] [--seed SEED] [--stories FOLDER]
 *        npm run soak -- answers [--kinds N] [--protocol …] [--call TEXT] [--kind TEXT] [--from N]
 */
await prepare();
const [first, ...more] = process.argv.slice(2);
const isOfAnswers = first === 'answers';
const program = fromRoot(isOfAnswers ? 'soak/answers/main.ts' : 'soak/soak.ts');
const { code } = await run(process.execPath, [
  program,
  ...(isOfAnswers ? more : process.argv.slice(2)),
]);
process.exit(code);
