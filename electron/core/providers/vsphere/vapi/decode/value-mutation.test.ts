import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, anyText, mutationParameters } from '../../../../net/testing/anything.ts';
import { answerForm } from '../rpc/media-types.ts';
import { RECORDED, type RecordedExchange } from '../testing/recorded.ts';
import { outcomeOf } from '../testing/recorded-outcome.ts';

/** Where a value stands in a document. */
type Path = readonly (string | number)[];

interface Seed {
  readonly exchange: RecordedExchange;
  /** Every value below the output that has no values of its own. */
  readonly leaves: readonly Path[];
  readonly output: unknown;
}

const seeds = await seedsOf(RECORDED);
const placeholder = 'here-stands-what-is-put-in';

async function seedsOf(recorded: readonly RecordedExchange[]): Promise<readonly Seed[]> {
  const found: Seed[] = [];
  for (const exchange of recorded) {
    const { body, headers } = exchange.response;
    const form = answerForm(headers['content-type'] ?? '');
    if (form?.framing !== 'single' || form.format !== 'specialised' || body.length > 50_000)
      continue;
    const document = JSON.parse(body.toString('utf8')) as {
      readonly result: { readonly output?: unknown };
    };
    // Written as the damaged ones are: JSON.stringify does not keep all digits.
    const outcome = await outcomeOf(exchange, Buffer.from(JSON.stringify(document)));
    if (!('output' in outcome) || outcome.output === undefined) continue;
    const leaves = leavesOf(document.result.output, ['result', 'output']);
    // An answer that is a single value has nothing beside it.
    if (leaves.length > 1) found.push({ exchange, leaves, output: outcome.output });
  }
  return found;
}

function leavesOf(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

/** The document with something else in the place of one value. */
function damaged({ response }: RecordedExchange, path: Path, piece: Buffer): Buffer {
  const document = JSON.parse(response.body.toString('utf8')) as unknown;
  let parent = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  parent[path.at(-1) ?? ''] = placeholder;
  const [before = '', after = ''] = JSON.stringify(document).split(`"${placeholder}"`);
  return Buffer.concat([Buffer.from(before), piece, Buffer.from(after)]);
}

const quoted = (bytes: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from('"'),
    Buffer.from(bytes.filter((byte) => byte !== 0x22 && byte !== 0x5c)),
    Buffer.from('"'),
  ]);

/** What JSON allows, and what servers write instead of it. */
const anyPiece: fc.Arbitrary<Buffer> = fc.oneof(
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  anyText.map((text) => Buffer.from(JSON.stringify(text))),
  anyBytes.map(quoted),
  fc
    .constantFrom(
      'NaN',
      '-Infinity',
      'nan',
      '0x10',
      '01',
      '1.',
      '1e999',
      '-0.0',
      '"\\ud800"',
      '"\\x"',
    )
    .map((text) => Buffer.from(text)),
  fc
    .constantFrom(
      '{"OPTIONAL":null}',
      '{"STRUCTURE":{}}',
      '{"STRUCTURE":7}',
      '{"ERROR":{"x":{}}}',
      '{"SECRET":1}',
      '{"BINARY":"*"}',
    )
    .map((text) => Buffer.from(text)),
  fc.constantFrom(30, 120).map((depth) => Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
);

/** Where two values differ, as deep as both are of the same shape. */
function differences(one: unknown, other: unknown, path: Path = []): readonly Path[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((item, at) => differences(item, other[at], [...path, at]));
  if (!isPlain(one) || !isPlain(other) || one['$type'] !== other['$type']) return [path];
  const [before, after] = [Object.keys(one), Object.keys(other)];
  const gone = before.filter((key) => !(key in other));
  const come = after.filter((key) => !(key in one));
  const [from] = gone;
  // A key of a map is a value like any other: its entry has another one, or is kept as it came.
  const lone = from !== undefined && gone.length === 1 && come.length === 1;
  const rest = lone ? before.filter((key) => key !== from) : [...new Set([...before, ...after])];
  const within = rest.flatMap((key) => differences(one[key], other[key], [...path, key]));
  return lone ? [[...path, from], ...within] : within;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('there are answers with many values', () => {
  expect(seeds.length).toBeGreaterThan(20);
  expect(seeds.flatMap(({ leaves }) => leaves).length).toBeGreaterThan(500);
});

test('a value of an answer that is anything at all concerns itself alone', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(seeds.length - 1), fc.nat(), anyPiece, async (which, at, piece) => {
      const seed = seeds[which];
      const leaf = seed?.leaves[at % seed.leaves.length];
      if (seed === undefined || leaf === undefined) return;
      const now = await outcomeOf(seed.exchange, damaged(seed.exchange, leaf, piece));
      const told = 'output' in now ? now.output : now;
      const found = differences(seed.output, told);
      expect(
        found.length,
        `${seed.exchange.name} ${leaf.join('.')}: ${found.join(' ')}`,
      ).toBeLessThanOrEqual(1);
    }),
    mutationParameters,
  );
});
