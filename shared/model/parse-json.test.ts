import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

/** Names of which each begins, as it is written, with another one. */
const name = fc.stringMatching(/^(?:[a"/]|\\|\\n|\\u|\n|\t|~|0)*$/).map((text) => text.slice(0, 6));
const leaf = fc.oneof(fc.string(), fc.integer(), fc.constant(null), name);
const plain = { noNullPrototype: true };
const inner = fc.oneof(leaf, fc.dictionary(name, leaf, plain), fc.array(leaf));
const object = fc.dictionary(name, inner, plain);

it('reads each name as it is written, whatever was parsed before', () => {
  const pair = [String.raw`{"q":1,"a\\":1}`, String.raw`{"q":1,"a\n":1}`] as const;
  expect(pair.map((text) => Object.keys(parseJson(text) as object))).toEqual([
    ['q', 'a\\'],
    ['q', 'a\n'],
  ]);
  const few = fc.uniqueArray(name, { maxLength: 4 });
  fc.assert(
    fc.property(few, name, name, (before, one, other) => {
      for (const last of [one, other]) {
        const members = [...before, last].map((key) => [key, 1] as const);
        const wanted = Object.fromEntries(members);
        expect(parseJson(JSON.stringify(wanted))).toStrictEqual(wanted);
      }
    }),
    { numRuns: 5000 },
  );
});

it('is JSON.parse otherwise', () => {
  fc.assert(
    fc.property(fc.oneof(object, fc.array(object)), (value) => {
      expect(parseJson(JSON.stringify(value))).toStrictEqual(value);
      expect(parseJson(JSON.stringify(value, null, 1))).toStrictEqual(value);
    }),
  );
  expect(parseJson(String.raw`{"\u0061":1,"a":2,"\u0061":3,"__proto__":{"\n":4}}`)).toEqual(
    JSON.parse('{"a":3,"__proto__":{"\\n":4}}'),
  );
  for (const broken of [
    '',
    '{"a\\',
    '{"a\\":',
    String.raw`{"a\x":1}`,
    String.raw`\ : "`,
    '{"a\\n":}',
  ])
    expect(() => parseJson(broken)).toThrow(SyntaxError);
});

it('tells a reviver the names as they are', () => {
  const seen: string[] = [];
  const keep = (key: string, value: unknown): unknown => {
    seen.push(key);
    return value === 1 ? 'one' : value;
  };
  expect(parseJson(String.raw`{"x\\":1,"y":{"x\n":1}}`, keep)).toEqual({
    'x\\': 'one',
    y: { 'x\n': 'one' },
  });
  expect(seen).toEqual(['x\\', 'x\n', 'y', '']);
});
