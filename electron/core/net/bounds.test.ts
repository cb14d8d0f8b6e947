import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { boundedBody } from './bounded-body.ts';
import { BOUNDS } from './bounds.ts';

const table = readFileSync(new URL('../../../docs/bounds.md', import.meta.url), 'utf8');
const rows = [...table.matchAll(/^\| `(\w+)` \| ([\d.]+) \| .* \| ([^|]+) \|$/gm)];

test('the table in docs/bounds.md says what the program goes by', () => {
  const said = Object.fromEntries(rows.map(([, name = '', value]) => [name, Number(value)]));
  expect(said).toEqual(BOUNDS);
});

test('the tests that it names are there', () => {
  const folders = ['', 'providers/vsphere/', 'providers/xenserver/'];
  for (const name of rows.flatMap(([, , , tests = '']) => tests.trim().split(', '))) {
    const places = folders.map((folder) => new URL(`../${folder}${name}`, import.meta.url));
    expect(
      places.some((place) => existsSync(place)),
      name,
    ).toBe(true);
  }
});

/** A server that never ends its answer. */
async function* endless(start: string, piece: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  const bytes = Buffer.from(piece.repeat(10_000));
  for (;;) {
    yield bytes;
    await Promise.resolve();
  }
}

test('an answer that is too large as a whole is not read on', async () => {
  const body = { body: endless('', 'x'.repeat(100)), compressed: () => undefined };
  const bounds = { server: 'vc:443', bytes: BOUNDS.answerBytes, graceMs: null };
  let total = 0;
  await expect(
    (async () => {
      for await (const chunk of boundedBody(body as never, bounds)) total += chunk.byteLength;
    })(),
  ).rejects.toThrow(/vc:443 sent more than 134217728 bytes/);
  expect(total).toBeLessThanOrEqual(BOUNDS.answerBytes);
});

test('no long answer is read on where there is no memory for it', async () => {
  const body = { body: endless('', 'x'.repeat(100)), compressed: () => undefined };
  const bounds = {
    server: 'vc:443',
    bytes: BOUNDS.streamedBytes,
    graceMs: null,
    usedHeap: () => 0.9,
  };
  await expect(
    (async () => {
      for await (const chunk of boundedBody(body as never, bounds)) expect(chunk).toBeDefined();
    })(),
  ).rejects.toThrow(/more than this program has memory for/);
});
