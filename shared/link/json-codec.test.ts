import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './json-codec.ts';

describe('json codec', () => {
  it('carries 64-bit integers and the numbers that JSON lacks', () => {
    const message = { a: 9223372036854775807n, b: [Number.NaN, Number.POSITIVE_INFINITY], c: null };
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  it('carries any plain data, whatever its keys and texts', () => {
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.string().map((text) => `\u0000${text}`),
        fc.double({ noNaN: false }).map((n) => (Object.is(n, -0) ? 0 : n)),
        fc.bigInt(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom('$type', '__proto__', 'toString')),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(data, (value) => {
        expect(decodeMessage(encodeMessage({ value }))).toEqual({ value });
      }),
      { numRuns: 1000 },
    );
  });
});
