import process from 'node:process';
import fc from 'fast-check';

// A change is not held up by what another seed would have found anyway: CI always draws the same cases, everybody else new ones.
// `MOREF_SEED` repeats a run.
const seed = process.env['MOREF_SEED'] ?? (process.env['CI'] === 'true' ? '20261125' : undefined);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
