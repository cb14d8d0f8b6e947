import { parseJson as parseNames } from '#shared/model/parse-json.ts';
import fc from 'fast-check';
import { mendJson } from '../../../../net/mend-json.ts';
import { expect, test } from 'vitest';
import { XapiAnswerError } from '../errors.ts';
import { decodeJsonAnswer } from './json-answer.ts';
import { parseJson } from './json-text.ts';
import type { RawEntry } from './raw.ts';
import type { XapiValue } from '../values.ts';

async function* chunksOf(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await Promise.resolve();
  }
}

/** An integer of 16 digits and more comes as bigint; here only the rest matters. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

const json = fc.jsonValue({ maxDepth: 5 });
const size = fc.constantFrom(1, 2, 3, 7, 64, 100_000);
const indent = fc.constantFrom(undefined, 1, '\t');

test('any JSON result, cut anywhere, decodes as JSON.parse does', async () => {
  await fc.assert(
    fc.asyncProperty(json, size, indent, fc.boolean(), async (result, size, indent, v2) => {
      const answer = v2 ? { jsonrpc: '2.0', result, id: 1 } : { result, error: null, id: 1 };
      const text = JSON.stringify(answer, null, indent);
      const decoded = await decodeJsonAnswer(chunksOf(text, size));
      expect(plain(decoded)).toEqual({ ok: true, result: parseNames(JSON.stringify(result)) });
    }),
    { numRuns: 500 },
  );
});

test('a streamed container is handed out whole and in order', async () => {
  const entries = fc.oneof(fc.dictionary(fc.string(), json), fc.array(json));
  await fc.assert(
    fc.asyncProperty(entries, size, indent, fc.boolean(), async (entries, size, indent, nested) => {
      const result = nested ? { token: 't', events: entries, counts: { a: 1 } } : entries;
      const text = JSON.stringify({ jsonrpc: '2.0', result, id: 1 }, null, indent);
      const seen: RawEntry[] = [];
      const decoded = await decodeJsonAnswer(chunksOf(text, size), {
        path: nested ? ['events'] : [],
        entries: (batch) => void seen.push(...batch),
      });
      const expected: unknown = parseNames(JSON.stringify(entries));
      const rebuilt = Array.isArray(expected)
        ? seen.map(([, value]) => value)
        : Object.fromEntries(seen);
      expect(plain(rebuilt)).toEqual(expected);
      expect(decoded).toEqual({ ok: true, result: nested ? { token: 't', counts: { a: 1 } } : {} });
    }),
    { numRuns: 500 },
  );
});

test('records are found by the keys of the next, wherever such text occurs', async () => {
  const ref = fc.constantFrom('OpaqueRef:1', 'OpaqueRef:2', 'OpaqueRef:3', 'OpaqueRef:\\"4', 'x');
  const text = fc.constantFrom(
    '',
    'a',
    '},"OpaqueRef:1":{',
    '{},"OpaqueRef:',
    '"',
    '\\',
    'ü',
    '\u0001',
  );
  const number = fc.constantFrom(0, -1.5, 1234567890123456, 0.1234567890123456, 1e20);
  const few = { maxKeys: 3 };
  const leaf = fc.oneof(text, number, fc.constant(null));
  const map = fc.dictionary(ref, fc.oneof(leaf, fc.dictionary(ref, leaf, few)), few);
  const list = fc.array(fc.oneof(leaf, map), { maxLength: 3 });
  const record = fc.dictionary(text, fc.oneof(leaf, map, list), few);
  const records = fc.uniqueArray(fc.tuple(fc.oneof(ref, fc.string()), record), {
    maxLength: 6,
    selector: ([key]) => key,
  });
  await fc.assert(
    fc.asyncProperty(records, size, indent, async (records, size, indent) => {
      const result = Object.fromEntries(records);
      const seen: RawEntry[] = [];
      const text = JSON.stringify({ result, id: 1 }, null, indent);
      await decodeJsonAnswer(chunksOf(text, size), {
        path: [],
        entries: (batch) => void seen.push(...batch),
      });
      expect(plain(Object.fromEntries(seen))).toEqual(parseNames(JSON.stringify(result)));
      expect(seen.map(([key]) => key)).toEqual(Object.keys(result));
    }),
    { numRuns: 400 },
  );
});

test('records that are found by the next key keep wide integers, and words that JSON lacks', async () => {
  const record = (value: string): string => `{"a":${value},"b":{}}`;
  for (const [value, expected] of [
    ['9007199254740993', 9007199254740993n],
    ['NaN', Number.NaN],
    ['0.1234567890123456', 0.1234567890123456],
    ['"9007199254740993"', '9007199254740993'],
  ] as const) {
    const members = [1, 2, 3].map((id) => `"OpaqueRef:${id}":${record(value)}`).join(',');
    const answer = `{"jsonrpc":"2.0","result":{${members}},"id":1}`;
    const result = { a: expected, b: {} };
    expect(await decodeJsonAnswer(chunksOf(answer, 100_000))).toEqual({
      ok: true,
      result: { 'OpaqueRef:1': result, 'OpaqueRef:2': result, 'OpaqueRef:3': result },
    });
  }
});

test('what is broken between records is refused', async () => {
  for (const broken of [
    '{"OpaqueRef:1":{"a":{},"OpaqueRef:2":{},"OpaqueRef:3":{}}',
    '{"OpaqueRef:1":{},"OpaqueRef:2",{},"OpaqueRef:3":{}}',
    '{"OpaqueRef:1":{},"OpaqueRef:2":{}:1,"OpaqueRef:3":{}}',
  ])
    await expect(
      decodeJsonAnswer(chunksOf(`{"result":${broken},"id":1}`, 100_000)),
      broken,
    ).rejects.toThrow(XapiAnswerError);
});

test.each([
  ['"a":,"b":1', { a: null, b: 1 }],
  ['"a":1,"b":', { a: 1, b: null }],
  ['"a":1,"b"', { a: 1, b: null }],
  ['"a","b":1', { a: null, b: 1 }],
  ['"a":1,', { a: 1 }],
  [',"a":1,,"b":2', { a: 1, b: 2 }],
  ['"a":[1,,2],"b":[,],"c":[1,]', { a: [1, null, 2], b: [null], c: [1] }],
  ['"a":undefined,"b":1', { a: 'undefined', b: 1 }],
])('what is missing costs itself alone, in a record and between records: %s', async (odd, read) => {
  for (const size of [1, 7, 100_000]) {
    const within = `{"result":{"OpaqueRef:1":{${odd}},"OpaqueRef:2":{"x":2}},"id":1}`;
    expect(await decodeJsonAnswer(chunksOf(within, size))).toEqual({
      ok: true,
      result: { 'OpaqueRef:1': read, 'OpaqueRef:2': { x: 2 } },
    });
    expect(await decodeJsonAnswer(chunksOf(`{"result":{${odd}},"id":1}`, size))).toEqual({
      ok: true,
      result: read,
    });
  }
});

function parsedMended(text: string): unknown {
  try {
    return JSON.parse(mendJson(text)) as unknown;
  } catch {
    return undefined;
  }
}

test('any text that JSON.parse refuses is refused, unless a value alone is none, and the other way round', async () => {
  const mutated = fc
    .tuple(json, fc.nat(), fc.constantFrom('', '"', '{', ']', ',', ':', '\\', '0', 'x', '\u0001'))
    .map(([value, at, insert]) => {
      const text = JSON.stringify({ result: value, id: 1 });
      const where = at % text.length;
      return text.slice(0, where) + insert + text.slice(where + 1);
    });
  await fc.assert(
    fc.asyncProperty(mutated, size, async (text, size) => {
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        expected = parsedMended(text);
      }
      const decoded = await decodeJsonAnswer(chunksOf(text, size)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(XapiAnswerError);
        return undefined;
      });
      if (decoded?.ok !== true) {
        // A JSON text may still be no answer: without a result, or with an error.
        const isAnswer =
          typeof expected === 'object' &&
          expected !== null &&
          Object.hasOwn(expected, 'result') &&
          !('error' in expected);
        expect(isAnswer).toBe(false);
      } else expect(plain(decoded.result)).toEqual((expected as { result: unknown }).result);
    }),
    { numRuns: 2000 },
  );
});

test('integers of 64 bits keep their digits, and words that JSON lacks are numbers', async () => {
  const text =
    '{"jsonrpc":"2.0","result":{"a":9223372036854775807,"b":-9007199254740993,"c":"12345678901234567890","d":NaN,"e":[Infinity,-Infinity],"f":1234567890123456.5,"g":"NaN","h":"\\u0001NaN","i":1e400,"9007199254740993":1},"id":0}';
  for (const size of [1, 5, 1000]) {
    expect(await decodeJsonAnswer(chunksOf(text, size))).toEqual({
      ok: true,
      result: {
        a: 9223372036854775807n,
        b: -9007199254740993n,
        c: '12345678901234567890',
        d: Number.NaN,
        e: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
        f: 1234567890123456.5,
        g: 'NaN',
        h: '\u0001NaN',
        i: Number.POSITIVE_INFINITY,
        '9007199254740993': 1,
      },
    });
  }
  for (const [word, value] of [
    ['NaN', Number.NaN],
    ['9007199254740993', 9007199254740993n],
  ] as const) {
    const answer = await decodeJsonAnswer(chunksOf(`{"result":${word},"id":1}`, 3));
    expect(answer).toEqual({ ok: true, result: value });
  }
});

test('the lenient parser agrees with JSON.parse wherever both apply', () => {
  const special = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.string({ unit: fc.constantFrom('"', '\\', '\u0001', 'N', 'a', 'N', '9', ' ', '\n') }),
    fc.double(),
    fc.string(),
  );
  const write = (value: unknown): string =>
    typeof value === 'string' ? JSON.stringify(value) : String(value);
  fc.assert(
    fc.property(fc.array(special), fc.dictionary(fc.string(), special), (list, map) => {
      const members = Object.entries(map).map(
        ([key, item]) => `${JSON.stringify(key)}:${write(item)}`,
      );
      const text = `[[${list.map(write).join(' ,')}],{${members.join(',')}}]`;
      const narrow = (value: unknown): unknown => {
        if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
        return Object.is(value, -0) ? 0 : value;
      };
      // A double of 16 digits and more without point is an integer on the wire.
      const wide = (value: unknown): unknown =>
        typeof value === 'number' && /^-?\d{16,}$/.test(String(value))
          ? BigInt(String(value))
          : value;
      const [left, right] = parseJson(text) as [XapiValue[], Record<string, XapiValue>];
      expect(left).toEqual(list.map(wide).map(narrow));
      expect(
        Object.entries(right)
          .map(([key]) => key)
          .sort(),
      ).toEqual(Object.keys(map).sort());
      for (const [key, item] of Object.entries(map)) expect(right[key]).toEqual(narrow(wide(item)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [
    '{"jsonrpc":"2.0","error":{"code":1,"message":"VM_BAD_POWER_STATE","data":["r","a","b"]},"id":1}',
    ['VM_BAD_POWER_STATE', 'r', 'a', 'b'],
  ],
  ['{"result":null,"error":["HANDLE_INVALID","VM","x"],"id":1}', ['HANDLE_INVALID', 'VM', 'x']],
  ['{"jsonrpc":"2.0","error":["HOST_STILL_BOOTING"],"id":0}', ['HOST_STILL_BOOTING']],
  ['{"error":{"code":-32700,"message":"Parse error"},"id":null}', ['Parse error']],
  ['{"error":["X",{"a":1},2]}', ['X', '{"a":1}', '2']],
])('errors of every generation: %s', async (text, description) => {
  expect(await decodeJsonAnswer(chunksOf(text, 9))).toEqual({ ok: false, description });
});

test.each(['', '   ', '[]', '"x"', '<html>', '{"id":1}', '{"result":1', '{"result":1}}', '\uFFFD'])(
  'no answer: %j',
  async (text) => {
    await expect(decodeJsonAnswer(chunksOf(text, 4))).rejects.toThrow(XapiAnswerError);
  },
);

test.each<[string | Buffer, unknown]>([
  [Buffer.from('"a\u0096b"', 'latin1'), 'a\ufffdb'],
  ['"a\u0001b"', 'a\u0001b'],
  ['"a\nb"', 'a\nb'],
  ['"a\\xb\\u12"', 'a\\xb\\u12'],
  ['nan', 'nan'],
  ['0x10', '0x10'],
  ['01256471135926805', '01256471135926805'],
  ['1.', '1.'],
  ['"\\ud800"', '\ud800'],
])('a value that is none is a text: %j', async (value, expected) => {
  const start = Buffer.from('{"result":{"a":1,"OpaqueRef:1":{"odd":');
  const end = Buffer.from(',"even":2},"OpaqueRef:2":{"odd":3}},"id":1}');
  const text = Buffer.concat([start, Buffer.from(value), end]);
  for (const size of [1, 7, 1000]) {
    expect(await decodeJsonAnswer(chunksOf(text, size))).toEqual({
      ok: true,
      result: { a: 1, 'OpaqueRef:1': { odd: expected, even: 2 }, 'OpaqueRef:2': { odd: 3 } },
    });
  }
});

test.each([1, 2, 1000])('a byte order mark is overlooked, in pieces of %i', async (size) => {
  expect(await decodeJsonAnswer(chunksOf('\uFEFF {"result":"x"}', size))).toEqual({
    ok: true,
    result: 'x',
  });
});

test('depth without end is refused', async () => {
  const deep = `{"result":{"a":${'['.repeat(100_000)}`;
  await expect(decodeJsonAnswer(chunksOf(deep, 1000))).rejects.toThrow(/nested too deeply/);
});

test('a key called __proto__ is data', async () => {
  const text = '{"result":{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}},"id":1}';
  const answer = await decodeJsonAnswer(chunksOf(text, 5));
  expect(JSON.stringify(answer)).toBe(`{"ok":true,${text.slice(1, -8)}}`);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
