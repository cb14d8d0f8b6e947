import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mutations } from '../../../../net/testing/mutations.ts';
import { VapiProtocolError } from '../errors.ts';
import { answerForm } from '../rpc/media-types.ts';
import { RECORDED } from '../testing/recorded.ts';
import { outcomeOf } from '../testing/recorded-outcome.ts';

const RUNS = 10_000;
// Large recordings teach a decoder nothing that small ones do not, and cost the time of many.
const SEEDS = RECORDED.filter(
  ({ response }) =>
    response.body.length < 6000 && answerForm(response.headers['content-type'] ?? '') !== undefined,
);
const STREAMS = SEEDS.filter(({ name }) => name.includes('stream'));
const INSERTS = [
  '{',
  '}',
  ']',
  '[[[[',
  '"',
  '\\',
  ',',
  ':',
  'null',
  'true',
  '00.5',
  '1e999',
  '-0.0',
  '99999999999999999999999999',
  '9007199254740993',
  '{"OPTIONAL":null}',
  '{"OPTIONAL":',
  '{"STRUCTURE":{"map-entry":{"key":"a","value":1}}}',
  '{"STRUCTURE":{}}',
  '{"ERROR":{"x":{}}}',
  '{"SECRET":1}',
  '{"BINARY":"*"}',
  '"__proto__":{"polluted":1},',
  '{"__proto__":{"polluted":1}}',
  '"error":',
  '"output":',
  '"id":null,',
  '{"\\u0001":"1.0"}',
  '{"\\u0001":"x"}',
  '\u0000',
  '\ufeff',
  '\ud800',
  'ü🦊',
  '\r\n',
  '26\r\n',
  'ffffffff\r\n',
  '0\r\n\r\n',
  '['.repeat(400),
  '{"OPTIONAL":'.repeat(300),
  '{"STRUCTURE":{"x":{"y":'.repeat(100),
];
const mutation = mutations(INSERTS);

test.each([
  ['answers', SEEDS],
  ['streams', STREAMS],
])('mutated %s end in a value or a clear error', { timeout: 120_000 }, async (_name, seeds) => {
  const outcomes = { value: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(7, 100, 100_000),
      async (seed, damages, size) => {
        const body = damages.reduce<Buffer>(
          (bytes, damage) => damage(bytes).subarray(0, 20_000),
          seed.response.body,
        );
        try {
          await outcomeOf(seed, body, [size]);
          outcomes.value += 1;
        } catch (error) {
          // Anything else, a TypeError above all, is a fault of the decoder.
          if (!(error instanceof VapiProtocolError)) throw error;
          expect(error.message.length).toBeLessThan(600);
          outcomes.refused += 1;
        }
      },
    ),
    { numRuns: RUNS },
  );
  // Mutations that never or always break would test nothing.
  expect(outcomes.value).toBeGreaterThan(RUNS / 50);
  expect(outcomes.refused).toBeGreaterThan(RUNS / 4);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
