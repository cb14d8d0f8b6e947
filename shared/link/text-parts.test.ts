import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './json-codec.ts';
import { splitText, TextJoiner } from './text-parts.ts';

/** As a WebSocket carries it: UTF-8 in a frame of 1 MiB at the most. */
function carried(text: string): string {
  const bytes = new TextEncoder().encode(text);
  expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
  return new TextDecoder().decode(bytes);
}

function through(joiner: TextJoiner, text: string): readonly (string | undefined)[] {
  return [...splitText(text)].map((part) => joiner.take(carried(part)));
}

describe('a message in parts', () => {
  it('arrives as it was sent, whatever is in it, and so does the next', () => {
    const joiner = new TextJoiner();
    const piece = fc.constantFrom('x', 'ü', '中', '😀', '\u0001', '\ud800', '"', '\\');
    const message = fc.record({
      pieces: fc.array(piece, { minLength: 1, maxLength: 5 }),
      times: fc.constantFrom(1, 100, 52_428, 65_536, 200_000),
    });
    fc.assert(
      fc.property(message, ({ pieces, times }) => {
        const sent = { t: 'call', text: pieces.join('').repeat(times) };
        const taken = through(joiner, encodeMessage(sent));
        expect(taken.slice(0, -1).every((one) => one === undefined)).toBe(true);
        expect(decodeMessage(taken.at(-1) ?? '')).toEqual(sent);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is whole where it is small', () => {
    expect([...splitText('{"t":"ack"}')]).toEqual(['{"t":"ack"}']);
  });

  it('is refused where another begins within it, and where it has no end', () => {
    const joiner = new TextJoiner();
    joiner.take('+{"t":');
    expect(() => joiner.take('{"t":"ack"}')).toThrow('within another');
    const endless = new TextJoiner();
    const part = `+${'x'.repeat(250_000)}`;
    expect(() => {
      for (;;) endless.take(part);
    }).toThrow('no end');
  });
});
