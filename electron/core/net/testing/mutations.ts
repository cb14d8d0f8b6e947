import fc from 'fast-check';

/** Damage to a recorded answer, for fuzz tests of any protocol. */
export type Mutation = (bytes: Buffer) => Buffer;

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

/** Damage of one kind: a bit, the end, a piece twice, or one of the given texts put in. */
export function mutations(texts: readonly string[]): fc.Arbitrary<Mutation> {
  const insert = fc.tuple(at, fc.constantFrom(...texts)).map(
    ([share, text]): Mutation =>
      (bytes) => {
        const target = position(bytes, share);
        return Buffer.concat([
          bytes.subarray(0, target),
          Buffer.from(text),
          bytes.subarray(target),
        ]);
      },
  );
  return fc.oneof(flip, truncate, duplicate, insert);
}
