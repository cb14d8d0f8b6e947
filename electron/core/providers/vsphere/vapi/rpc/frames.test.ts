import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VapiProtocolError } from '../errors.ts';
import { FrameDecoder } from './frames.ts';

const frame = (text: string, length = Buffer.byteLength(text).toString(16)): string =>
  `${length}\r\n${text}\r\n`;

function framesOf(chunks: Iterable<Uint8Array>): string[] {
  const decoder = new FrameDecoder();
  const frames: string[] = [];
  for (const chunk of chunks) {
    for (const found of decoder.push(chunk)) frames.push(Buffer.from(found).toString());
  }
  expect(decoder.pending).toBe(false);
  return frames;
}

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe('frames', () => {
  test('their borders have nothing to do with those of chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 }),
        (texts, sizes) => {
          const clean = texts.map((text) => Buffer.from(text).toString());
          const bytes = Buffer.from(clean.map((text) => frame(text)).join(''));
          expect(framesOf(cut(bytes, sizes))).toEqual(clean);
        },
      ),
    );
  });

  test('a frame that comes in parts does not share memory with chunks that are used again', () => {
    const bytes = Buffer.from(frame('abcdef'));
    const shared = Buffer.alloc(4);
    const decoder = new FrameDecoder();
    const frames: string[] = [];
    for (let at = 0; at < bytes.length; at += 4) {
      const size = bytes.copy(shared, 0, at, at + 4);
      for (const found of decoder.push(shared.subarray(0, size))) {
        frames.push(Buffer.from(found).toString());
      }
    }
    expect(frames).toEqual(['abcdef']);
  });

  test('lengths in both cases, and with zeros in front', () => {
    const text = 'x'.repeat(0xab);
    expect(framesOf([Buffer.from(frame(text, 'AB') + frame(text, '000000ab'))])).toEqual([
      text,
      text,
    ]);
  });

  test.each([
    ['no length', '\r\nabc\r\n', /not a hexadecimal number/],
    ['another length', 'xyz\r\n', /not a hexadecimal number/],
    ['a negative length', '-1\r\n', /not a hexadecimal number/],
    ['too many digits', '000000001\r\n', /too many digits/],
    ['a length beyond all reason', 'ffffffff\r\n', /longer than 33,554,432 bytes/],
    ['an empty frame', '0\r\n\r\n', /it is empty/],
    ['no line feed', '3\rabc', /not followed by a line break/],
    ['a frame that is longer than it says', '2\r\nabc\r\n', /longer than its length says/],
    ['JSON without frames', '{"jsonrpc":"2.0"}', /not a hexadecimal number/],
  ])('%s', (_name, text, message) => {
    expect(() => framesOf([Buffer.from(text)])).toThrow(VapiProtocolError);
    expect(() => framesOf([Buffer.from(text)])).toThrow(message);
  });

  // Decoding what is in them is bench/vapi-decode.bench.ts.
  test('a gigabyte passes in constant memory', { timeout: 120_000 }, () => {
    const text = 'x'.repeat(100_000);
    const some = Buffer.from(frame(text).repeat(100));
    const decoder = new FrameDecoder();
    const held = (): number => {
      globalThis.gc?.();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = held();
    let [bytes, frames, most] = [0, 0, 0];
    while (bytes < 1e9) {
      for (const chunk of cut(some, [65_521])) {
        for (const found of decoder.push(chunk)) {
          if (found.length !== text.length) throw new Error('a broken frame');
          frames += 1;
        }
        bytes += chunk.length;
      }
      most = Math.max(most, held() - before);
    }
    expect(frames).toBeGreaterThanOrEqual(9990);
    // Without a forced collection garbage counts too; all that passed would be a gigabyte.
    expect(most).toBeLessThan(200e6);
  });
});
