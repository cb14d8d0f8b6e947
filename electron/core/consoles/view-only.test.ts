import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import { viewOnly } from './view-only.ts';

function through() {
  const reached: Uint8Array[] = [];
  const stream = viewOnly({
    facts: null,
    incoming: (async function* none() {})(),
    write: (bytes) => {
      reached.push(bytes);
      return Promise.resolve();
    },
    close: () => undefined,
  });
  return { stream, reached: () => Buffer.concat(reached) };
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};
const i32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const some = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const message = (type: number, size: number) =>
  some(size - 1).map((rest) => Buffer.from([type, ...rest]));

const looking = fc.oneof(
  message(0, 20),
  message(3, 10),
  message(150, 10),
  fc
    .nat(30)
    .chain((count) =>
      some(4 * count).map((rest) => Buffer.concat([Buffer.from([2, 0]), u16(count), rest])),
    ),
  fc
    .nat(64)
    .chain((size) =>
      some(size).map((rest) => Buffer.from([248, 0, 0, 0, 0, 0, 0, 0, size, ...rest])),
    ),
);
const acting = fc.oneof(
  message(4, 8),
  some(5).map(([mask = 0, ...rest]) => Buffer.from([5, mask & 0x7f, ...rest])),
  some(6).map(([mask = 0, ...rest]) => Buffer.from([5, mask | 0x80, ...rest])),
  message(250, 4),
  message(254, 8),
  some(10).map((rest) => Buffer.from([255, 0, ...rest])),
  fc.constant(Buffer.from([255, 1, 0, 0])),
  some(6).map((rest) => Buffer.from([255, 1, 0, 2, ...rest])),
  fc
    .tuple(fc.boolean(), fc.uint8Array({ maxLength: 300 }))
    .map(([extended, text]) =>
      Buffer.concat([Buffer.from([6, 0, 0, 0]), i32(extended ? -text.length : text.length), text]),
    ),
  fc
    .nat(4)
    .chain((count) =>
      some(16 * count).map((rest) =>
        Buffer.concat([Buffer.from([251, 0, 0, 9, 0, 9, count, 0]), rest]),
      ),
    ),
);

const greetings = [
  { version: 'RFB 003.003\n', rest: [1] },
  { version: 'RFB 003.008\n', rest: [1, 1] },
] as const;

describe('a console that is looked at only', () => {
  it('lets through what asks for the picture, and nothing that reaches the guest, however it is cut', async () => {
    const messages = fc.array(
      fc.oneof(
        looking.map((bytes) => ({ bytes, passes: true })),
        acting.map((bytes) => ({ bytes, passes: false })),
      ),
      { maxLength: 30 },
    );
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(messages, cuts, fc.nat(1), async (sent, sizes, dialect) => {
        const { version = '', rest = [] } = greetings[dialect] ?? {};
        const greeting = Buffer.from([...Buffer.from(version), ...rest]);
        const all = Buffer.concat([greeting, ...sent.map(({ bytes }) => bytes)]);
        const { stream, reached } = through();
        for (let from = 0, at = 0; from < all.length; at += 1) {
          const size = sizes[at % sizes.length] ?? 1;
          await stream.write(all.subarray(from, from + size));
          from += size;
        }
        const passing = sent.filter(({ passes }) => passes).map(({ bytes }) => bytes);
        expect(reached().equals(Buffer.concat([greeting, ...passing]))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('ends with a clear error for what is no RFB, and never lets a key through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const { stream } = through();
        await stream.write(Buffer.from('RFB 003.003\n\x01'));
        try {
          await stream.write(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MorefException);
        }
      }),
      { numRuns: 1000 },
    );
    const { stream } = through();
    await expect(stream.write(Buffer.from('GET / HTTP/1.1\r\n'))).rejects.toMatchObject({
      data: { kind: 'invalid' },
    });
  });
});
