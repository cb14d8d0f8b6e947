import fc from 'fast-check';

const ODD = [
  '',
  ' ',
  'NaN',
  '-INF',
  'true',
  'maybe',
  '0x10',
  '1e400',
  '-1',
  '99999999999999999999999999999999',
  '2026-13-45T99:00:00Z',
  '20261345T99:00:00Z',
  'OpaqueRef:',
  'OpaqueRef:NULL',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\u0001\u001f',
  '\ufffe\uffff',
  '\u202e',
  'x'.repeat(5000),
];

/** A text of any kind: what servers really send by mistake, any characters, halves of characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/** Bytes of any kind. */
export const anyBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(Buffer.from([0x96]), Buffer.from([0xe2, 0x28]), Buffer.from([0xed, 0xa0, 0x80])),
  fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
);

/** How many cases a property of values is tried with: a few hundred, or as many as are asked for by `VALUE_MUTATIONS`. */
export const mutationRuns = Number(process.env['VALUE_MUTATIONS'] ?? 300);

/** What fast-check is to do; a seed that failed is given by `VALUE_SEED`. */
export const mutationParameters: fc.Parameters<unknown> = {
  numRuns: mutationRuns,
  ...(process.env['VALUE_SEED'] !== undefined && { seed: Number(process.env['VALUE_SEED']) }),
};
