import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, anyText, mutationParameters } from '../../../net/testing/anything.ts';
import { VapiProtocolError } from './errors.ts';
import type { TypeSource, TypeSpec } from './model/type-spec.ts';
import { answerForm } from './rpc/media-types.ts';
import { callOf, RECORDED, type RecordedExchange } from './testing/recorded.ts';
import { outcomeOf, specOf } from './testing/recorded-outcome.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Path = readonly (string | number)[];

/** An answer whose output can be taken apart, with all places in it. */
interface Seed {
  readonly exchange: RecordedExchange;
  readonly envelope: Readonly<Record<string, Json>>;
  readonly output: Json;
  readonly places: readonly Path[];
}

const HOLE = '\u2603hole\u2603';

function placesOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item: Json, index) => placesOf(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesOf(item, [...path, name]));
  return [path, ...inner];
}

function seedOf(exchange: RecordedExchange, output: Json): Seed {
  const id = callOf(exchange)?.id as Json;
  const envelope = { jsonrpc: '2.0', id };
  return { exchange, envelope, output, places: placesOf(output).slice(1) };
}

/** Recorded answers with more than one value, in both ways of writing. */
const recordings: readonly Seed[] = RECORDED.flatMap((exchange) => {
  const { headers, body } = exchange.response;
  if (body.length > 6000 || answerForm(headers['content-type'] ?? '')?.framing !== 'single')
    return [];
  if (answerForm(headers['content-type'] ?? '')?.format !== 'specialised') return [];
  const { result } = JSON.parse(body.toString()) as { readonly result?: { output?: Json } };
  const output = result?.output;
  return typeof output !== 'object' || output === null ? [] : [seedOf(exchange, output)];
});

/** A value of a declared type as it is on the wire. */
function wireOf(type: TypeSpec, types: TypeSource, depth = 0): Json {
  switch (type.kind) {
    case 'boolean':
      return true;
    case 'long':
      return 42 + depth;
    case 'double':
      return 0.5;
    case 'secret':
      return { SECRET: 'a secret' };
    case 'binary':
      return { BINARY: 'AAEC' };
    case 'void':
      return null;
    case 'optional':
      return { OPTIONAL: depth > 6 ? null : wireOf(type.of, types, depth + 1) };
    case 'list':
    case 'set':
      return depth > 6
        ? []
        : [wireOf(type.of, types, depth + 1), wireOf(type.of, types, depth + 2)];
    case 'map':
      return ['a', 'b'].map((name) => ({
        STRUCTURE: {
          'map-entry': {
            key: type.key.kind === 'long' ? name.length : name,
            value: wireOf(type.value, types, depth + 1),
          },
        },
      }));
    case 'structure': {
      const spec = types.structure(type.name);
      const fields = (spec?.fields ?? []).map(({ name, type: of }) => [
        name,
        wireOf(of, types, depth + 1),
      ]);
      return {
        [spec?.error === true ? 'ERROR' : 'STRUCTURE']: {
          [type.name]: Object.fromEntries(fields) as Json,
        },
      };
    }
    case 'opaque':
    case 'dynamic_structure':
      return { STRUCTURE: { 'test.any': { text: 'x', list: [1, { OPTIONAL: 'y' }] } } };
    case 'any_error':
      return { ERROR: { 'com.vmware.vapi.std.errors.error': { messages: [] } } };
    default:
      return `text ${depth}`;
  }
}

/** The same operations with every field of their results set. */
const generated: readonly Seed[] = recordings.flatMap(({ exchange }) => {
  const { serviceId = '', operationId = '' } = callOf(exchange)?.params ?? {};
  const { result, types } = specOf(serviceId, operationId);
  const output = wireOf(result, types);
  return typeof output === 'object' && output !== null ? [seedOf(exchange, output)] : [];
});

const SEEDS = [...recordings, ...generated].filter(({ places }) => places.length > 0);

/** Where the decoded value stands that is made of what stands at a place on the wire; null where that is not in one place. */
function decodedPath(output: Json, place: Path): Path | null {
  const out: (string | number)[] = [];
  let at: Json = output;
  for (let step = 0; step < place.length; step += 1) {
    const name = place[step] ?? '';
    const next = (at as { readonly [key: string]: Json })[name] ?? null;
    if (name === 'OPTIONAL' || name === 'SECRET' || name === 'BINARY') at = next;
    else if (name === 'STRUCTURE' || name === 'ERROR') {
      const type = place[step + 1];
      if (type === 'map-entry') return null;
      at = type === undefined ? next : ((next as { readonly [key: string]: Json })[type] ?? null);
      step += 1;
    } else if (entryOf(next) !== undefined) {
      const entry = entryOf(next);
      // Its key, or what it is: the entry may stand elsewhere then.
      if (place[step + 3] !== 'value') return [...out, '*'];
      const key = entry?.['key'];
      out.push(typeof key === 'string' ? key : JSON.stringify(key));
      at = entry?.['value'] ?? null;
      step += 3;
    } else {
      out.push(name);
      at = next;
    }
  }
  return out;
}

function entryOf(value: Json): { readonly [name: string]: Json } | undefined {
  const outer = value as { readonly STRUCTURE?: { readonly 'map-entry'?: never } } | null;
  return outer?.STRUCTURE?.['map-entry'];
}

function withHole(value: Json, [name, ...rest]: Path): Json {
  if (name === undefined) return HOLE;
  if (Array.isArray(value))
    return value.map((item: Json, index) => (index === name ? withHole(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [
      key,
      key === name ? withHole(item as Json, rest) : (item as Json),
    ]),
  );
}

/** A decoded value without what stands at a path. */
function without(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return undefined;
  if (name === '*') return '*';
  if (Array.isArray(value))
    return value.map((item: unknown, index) => {
      if (index === name) return without(item, rest);
      // A map without a declaration is a list of its entries.
      const isEntry = (item as { readonly key?: unknown } | null)?.key === name;
      return isEntry ? without(item, ['value', ...rest]) : item;
    });
  const { [name]: inner, ...others } = value as Readonly<Record<string, unknown>>;
  const left = without(inner, rest);
  return left === undefined ? others : { ...others, [name]: left };
}

const text = (value: string): Buffer => Buffer.from(value);
const replacement: fc.Arbitrary<Buffer> = fc.oneof(
  anyText.map((any) => text(JSON.stringify(any))),
  anyBytes.map((bytes) =>
    Buffer.concat([text('"'), bytes.filter((byte) => byte !== 0x22 && byte !== 0x5c), text('"')]),
  ),
  fc.constantFrom('null', 'true', '0', '-1', '1.5', '1e999', '01', 'NaN', '-Infinity').map(text),
  fc.constantFrom('99999999999999999999', '0x10', 'maybe', '"\u0001"', '"\\x"').map(text),
  fc.constantFrom('[]', '{}', '[[]]', '[null]', '{"a":1}', '{"OPTIONAL":1}').map(text),
  fc.constantFrom('{"SECRET":1}', '{"BINARY":"*"}', '{"ERROR":{"x":{}}}').map(text),
  fc
    .constantFrom('{"STRUCTURE":{}}', '{"STRUCTURE":{"x":{"y":1}}}', '{"STRUCTURE":{"x":1}}')
    .map(text),
  fc.json({ maxDepth: 3 }).map(text),
);

/** A whole answer with other bytes in a place. */
function answerWith({ envelope, output }: Seed, place: Path, bytes: Uint8Array): Buffer {
  const whole = JSON.stringify({ ...envelope, result: { output: withHole(output, place) } });
  const [before = '', after = ''] = whole.split(JSON.stringify(HOLE));
  return Buffer.concat([text(before), bytes, text(after)]);
}

test('a value of an answer of the Automation API that is anything at all concerns itself alone', {
  timeout: 600_000,
}, async () => {
  expect(recordings.length).toBeGreaterThan(20);
  const count = { read: 0, marked: 0, whole: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(SEEDS.length - 1), fc.nat(), replacement, async (which, at, bytes) => {
      const seed = SEEDS[which];
      const place = seed?.places[at % seed.places.length];
      if (seed === undefined || place === undefined) return;
      const path = decodedPath(seed.output, place);
      const plain = JSON.stringify({ ...seed.envelope, result: { output: seed.output } });
      const before = await outcomeOf(seed.exchange, text(plain));
      let now: Awaited<ReturnType<typeof outcomeOf>>;
      try {
        now = await outcomeOf(seed.exchange, answerWith(seed, place, bytes));
      } catch (error) {
        // Only where it is the whole output that was replaced.
        if (path?.length === 0 && error instanceof VapiProtocolError)
          return void (count.whole += 1);
        throw error;
      }
      count.read += 1;
      if (
        JSON.stringify(now, (_key, item: unknown) =>
          typeof item === 'bigint' ? '' : item,
        ).includes('"unreadable"')
      )
        count.marked += 1;
      if (path === null || path.length === 0) return;
      const same = isDeepStrictEqual(
        without(now, ['output', ...path]),
        without(before, ['output', ...path]),
      );
      if (!same)
        expect(without(now, ['output', ...path])).toEqual(without(before, ['output', ...path]));
      expect(same).toBe(true);
    }),
    mutationParameters,
  );
  expect(count.read).toBeGreaterThan(count.whole);
  expect(count.marked).toBeGreaterThan(count.read / 10);
});
