import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SoapError } from '../soap/soap-error.ts';
import { decodeBytes, methodOf, readRecorded, RECORDED, testContext } from '../testing/recorded.ts';
import { XmlError } from '../xml/xml-reader.ts';

const RUNS = 10_000;
// Large recordings teach the decoder nothing that small ones do not, and cost the time of many.
const SEEDS = RECORDED.map(readRecorded).filter((bytes) => bytes.length < 6000);
const INSERTS = [
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
  '&b;',
  '&#0;',
  '&#x110000;',
  '<![CDATA[<x>]]>',
  '<!-- - -- -->',
  '<?xml version="1.0"?>',
  '<__proto__>',
  ' xsi:type="ArrayOfArrayOfString"',
  ' xsi:type="xsd:long"',
  '99999999999999999999999999999999999999',
  '</returnval>',
  '<a>'.repeat(400),
  '<a b="c">'.repeat(20),
  ']]>',
  '\u0000',
  '\ufeff',
  '\r\n',
];

type Mutation = (bytes: Buffer) => Buffer;

const at = fc.double({ min: 0, max: 1, noNaN: true });
const position = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length);

const flip = fc.record({ at, bit: fc.nat(7) }).map(
  ({ at, bit }): Mutation =>
    (bytes) => {
      const copy = Buffer.from(bytes);
      const index = Math.min(position(bytes, at), bytes.length - 1);
      if (index >= 0) copy[index] = (copy[index] ?? 0) ^ (1 << bit);
      return copy;
    },
);
const truncate = at.map(
  (share): Mutation =>
    (bytes) =>
      bytes.subarray(0, position(bytes, share)),
);
const duplicate = fc.tuple(at, at, at).map(
  ([from, to, into]): Mutation =>
    (bytes) => {
      const [start = 0, end = 0] = [position(bytes, from), position(bytes, to)].sort(
        (a, b) => a - b,
      );
      const target = position(bytes, into);
      return Buffer.concat([
        bytes.subarray(0, target),
        bytes.subarray(start, end),
        bytes.subarray(target),
      ]);
    },
);
const insert = fc.tuple(at, fc.constantFrom(...INSERTS)).map(
  ([share, text]): Mutation =>
    (bytes) => {
      const target = position(bytes, share);
      return Buffer.concat([bytes.subarray(0, target), Buffer.from(text), bytes.subarray(target)]);
    },
);
const swapTags = fc.tuple(fc.nat(500), fc.nat(500)).map(
  ([first, second]): Mutation =>
    (bytes) => {
      const parts = bytes.toString('latin1').split(/(<[^>]*>)/);
      const a = first % parts.length;
      const b = second % parts.length;
      [parts[a], parts[b]] = [parts[b] ?? '', parts[a] ?? ''];
      return Buffer.from(parts.join(''), 'latin1');
    },
);
const mutation = fc.oneof(flip, truncate, duplicate, insert, swapTags);

test('mutated answers end in a value or a clear error', { timeout: 120_000 }, async () => {
  const context = { ...testContext(), limits: { maxTokenLength: 100_000 } };
  const outcomes = { value: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SEEDS),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(7, 100, 100_000),
      async (seed, mutations, size) => {
        const bytes = mutations.reduce(
          (result, mutate) => mutate(result).subarray(0, 20_000),
          seed,
        );
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
