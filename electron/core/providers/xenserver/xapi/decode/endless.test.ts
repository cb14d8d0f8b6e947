import { expect, test } from 'vitest';
import { decodeJsonAnswer } from './json-answer.ts';
import { decodeXmlAnswer } from './xml-answer.ts';

/** A server that never ends its answer. */
async function* endless(start: string, piece: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  const bytes = Buffer.from(piece.repeat(10_000));
  for (;;) {
    yield bytes;
    await Promise.resolve();
  }
}

test('an array that never ends is no answer to a login', { timeout: 120_000 }, async () => {
  for (const piece of ['[],', '"OpaqueRef:x",', '{},']) {
    await expect(decodeJsonAnswer(endless('{"jsonrpc":"2.0","result":[', piece))).rejects.toThrow(
      /more than 5,000,000 values/,
    );
  }
});

test('nor is one in XML-RPC', { timeout: 120_000 }, async () => {
  const start = '<methodResponse><params><param><value><array><data>';
  await expect(decodeXmlAnswer(endless(start, '<value/>'))).rejects.toThrow(
    /more than 5,000,000 elements/,
  );
});
