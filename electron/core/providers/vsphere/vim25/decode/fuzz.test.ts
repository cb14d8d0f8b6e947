import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SoapError } from '../soap/soap-error.ts';
import { damaged, mutation, SEEDS } from '../testing/mutations.ts';
import { decodeBytes, methodOf, testContext } from '../testing/recorded.ts';
import { XmlError } from '../xml/xml-reader.ts';

const RUNS = 10_000;

test('mutated answers end in a value or a clear error', { timeout: 120_000 }, async () => {
  const context = { ...testContext(), limits: { maxTokenLength: 100_000 } };
  const outcomes = { value: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SEEDS),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(7, 100, 100_000),
      async (seed, mutations, size) => {
        const bytes = damaged(seed, mutations);
        try {
          await decodeBytes(bytes, { method: methodOf(seed), sizes: [size], context });
          outcomes.value += 1;
        } catch (error) {
          // Anything else, a TypeError above all, is a fault of the decoder.
          if (!(error instanceof XmlError || error instanceof SoapError)) throw error;
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
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
