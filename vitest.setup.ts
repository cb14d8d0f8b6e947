import process from 'node:process';
import fc from 'fast-check';
import { expect } from 'vitest';
import { inEnglish } from './shared/i18n/english.ts';
import type { Text } from './shared/i18n/text.ts';

// A change is not held up by what another seed would have found anyway: CI always draws the same cases, everybody else new ones.
// `MOREF_SEED` repeats a run.
const seed = process.env['MOREF_SEED'] ?? (process.env['CI'] === 'true' ? '20261125' : undefined);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

// A text is compared with what it says in English: `toEqual('It is off.')`, `toMatchObject({ message: /web-01/ })`. Without this a
// pattern within an object would match whatever stands there.
expect.addEqualityTesters([
  (given: unknown, wanted: unknown): boolean | undefined => {
    if (!isText(given)) return undefined;
    if (wanted instanceof RegExp) return wanted.test(inEnglish(given));
    return typeof wanted === 'string' && typeof given !== 'string'
      ? inEnglish(given) === wanted
      : undefined;
  },
]);

function isText(value: unknown): value is Text {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || !('id' in value)) return false;
  return Object.keys(value).every((key) => ['id', 'values', 'english'].includes(key));
}
