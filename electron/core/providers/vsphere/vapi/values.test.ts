import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decoders } from './decode/decoders.ts';
import { parseJson } from './decode/json.ts';
import { Encoder } from './encode/encode-value.ts';
import { apiModel } from './model/api-model.ts';
import { parseType } from './model/type-spec.ts';
import { decoderOf } from './testing/recorded-outcome.ts';
import { bytes, type VapiValue } from './values.ts';

const encoder = new Encoder(apiModel());

function decode(text: string, type: string, format?: 'clean'): unknown {
  // As the server has it: a member of a larger text.
  const raw = (parseJson(`{"v":${text}}`) as { readonly v: never }).v;
  return decoderOf(type, format)(raw, { depth: 0, secrets: null });
}
const encode = (value: unknown, type: string): string =>
  encoder.value(parseType(type), value, 'value');

describe('values and their specialised form', () => {
  test.each<readonly [type: string, text: string, value: unknown]>([
    ['boolean', 'true', true],
    ['string', '"Zoë \\"中\\" \\u0001 😀"', 'Zoë "中" \u0001 😀'],
    ['long', '42', 42],
    ['long', '9007199254740991', 9007199254740991],
    ['long', '9007199254740993', 9007199254740993n],
    ['long', '-9223372036854775808', -9223372036854775808n],
    ['double', '8.6400125E4', 86400.125],
    ['double', '1.0E0', 1],
    ['double', '-0.0E0', -0],
    ['double', '5.0E-324', 5e-324],
    ['binary', '{"BINARY":"SGVsbG8A/w=="}', bytes(Buffer.from('Hello\0\u00ff', 'latin1'))],
    ['secret', '{"SECRET":"s3cret"}', 's3cret'],
    ['datetime', '"2026-11-21T01:24:44.123Z"', '2026-11-21T01:24:44.123Z'],
    ['long?', '{"OPTIONAL":5}', 5],
    ['long?', '{"OPTIONAL":null}', undefined],
    ['long?[]', '[{"OPTIONAL":5},{"OPTIONAL":null}]', [5, null]],
    ['{string}', '["b","a"]', ['b', 'a']],
    ['{&:long}', '[]', {}],
    ['{&:long}', '[{"STRUCTURE":{"map-entry":{"key":"vm-1","value":7}}}]', { 'vm-1': 7 }],
    [
      '{long:string?}',
      '[{"STRUCTURE":{"map-entry":{"key":1,"value":{"OPTIONAL":null}}}}]',
      { '1': null },
    ],
    [
      '@com.vmware.vapi.std.dynamic_ID',
      '{"STRUCTURE":{"com.vmware.vapi.std.dynamic_ID":{"type":"VirtualMachine","id":"vm-1"}}}',
      { type: 'VirtualMachine', id: 'vm-1' },
    ],
    [
      '@com.vmware.vapi.std.errors.not_found',
      '{"ERROR":{"com.vmware.vapi.std.errors.not_found":{"messages":[]}}}',
      { messages: [] },
    ],
  ])('%s %s', (type, text, value) => {
    expect(decode(text, type)).toStrictEqual(value);
    expect(JSON.parse(encode(value, type))).toEqual(JSON.parse(text));
    if (type === 'double' || type === 'long') expect(encode(value, type)).toBe(text);
  });

  test('what servers do otherwise is understood', () => {
    expect(decode('5', 'long?')).toBe(5);
    expect(decode('null', 'long?')).toBeUndefined();
    expect(decode('"bare"', 'secret')).toBe('bare');
    expect(decode('3.25', 'double')).toBe(3.25);
    expect(decode('1000', 'double')).toBe(1000);
    expect(decode('1.0', 'long')).toBe(1);
    expect(decode('"NEW_VALUE"', '#com.vmware.vcenter.vm.power.state')).toBe('NEW_VALUE');
    const entry = '[{"STRUCTURE":{"map_entry":{"value":1,"key":"a"}}}]';
    expect(decode(entry, '{string:long}')).toEqual({ a: 1 });
    const fields = '{"name":"x","later":{"OPTIONAL":1.5}}';
    const datacenter = 'com.vmware.vcenter.datacenter.summary';
    expect(decode(`{"STRUCTURE":{"${datacenter}":${fields}}}`, `@${datacenter}`)).toEqual({
      name: 'x',
      $unknown: { later: { $type: 'optional', value: { $type: 'double', value: 1.5 } } },
    });
  });

  test('a number that is none is refused', () => {
    for (const text of ['1e999', '{"\\u0001":"x"}', 'true', '"1"']) {
      expect(() => decode(text, 'double')).toThrow(/a number of 64 bits/);
    }
    expect(() => decode('1e999', 'opaque')).toThrow(/a number of 64 bits/);
    expect(() => decode('1.5', 'long')).toThrow(/an integer/);
  });

  test('a field that is not known goes back as it came', () => {
    const datacenter = 'com.vmware.vcenter.datacenter.summary';
    const text = `{"STRUCTURE":{"${datacenter}":{"datacenter":"d","name":"x","later":{"OPTIONAL":1.0E0}}}}`;
    expect(encode(decode(text, `@${datacenter}`), `@${datacenter}`)).toBe(text);
  });

  test('names of Object’s own members are names like others', () => {
    const entries = ['__proto__', 'constructor', 'toString'].map(
      (key) => `{"STRUCTURE":{"map-entry":{"key":"${key}","value":1}}}`,
    );
    const map = decode(`[${entries.join(',')}]`, '{string:long}') as object;
    expect(Object.keys(map)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
    expect(encode(map, '{string:long}')).toBe(`[${entries.join(',')}]`);
  });

  test('a time is sent in UTC with three digits', () => {
    expect(encode('2026-01-31T13:00:00+01:00', 'datetime')).toBe('"2026-01-31T12:00:00.000Z"');
    expect(() => encode('yesterday', 'datetime')).toThrow(/must be a time/);
  });

  test('numbers that are not on the wire are refused', () => {
    for (const value of [1.5, Number.NaN, 2 ** 60, 2n ** 63n, '5']) {
      expect(() => encode(value, 'long')).toThrow(/integer of 64 bits/);
    }
    expect(() => encode(Number.POSITIVE_INFINITY, 'double')).toThrow(/a number/);
  });
});

describe('clean JSON', () => {
  test('maps, optionals, bytes and secrets by their declaration', () => {
    expect(decode('{"a":1}', '{string:long}', 'clean')).toEqual({ a: 1 });
    expect(decode('[{"key":"a","value":1}]', '{string:long}', 'clean')).toEqual({ a: 1 });
    expect(decode('[]', '{string:long}', 'clean')).toEqual({});
    expect(decode('[1,null]', 'long?[]', 'clean')).toEqual([1, null]);
    expect(decode('null', 'long?', 'clean')).toBeUndefined();
    expect(decode('"SGVsbG8="', 'binary', 'clean')).toEqual(bytes(Buffer.from('Hello')));
    expect(decode('"s"', 'secret', 'clean')).toBe('s');
    expect(decode('{"a":1.0,"b":[9007199254740993]}', 'opaque', 'clean')).toEqual({
      a: { $type: 'double', value: 1 },
      b: [9007199254740993n],
    });
  });
});

const dynamic = fc.letrec<{ value: VapiValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.constant(null),
    fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => ({ $type: 'double', value })),
    fc.string().map((value) => ({ $type: 'secret', value })),
    fc.uint8Array().map(bytes),
    fc.array(tie('value')),
    tie('value').map((value) => ({ $type: 'optional', value })),
    fc
      .tuple(
        fc.constantFrom('test.x', '$double', '$optional', '$$x', 'map-entry'),
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), tie('value')),
        fc.boolean(),
      )
      .map(([$type, fields, error]) =>
        error ? { ...fields, $type: `e.${$type}`, $kind: 'error' } : { ...fields, $type },
      ),
  ),
})).value;

test('a value that no declaration describes makes the round trip', () => {
  const types = { structure: () => undefined, enumValues: () => undefined };
  const bare = new Encoder(types);
  const decoder = new Decoders(types, 'specialised').of({ kind: 'opaque' });
  fc.assert(
    fc.property(dynamic, (value) => {
      const text = bare.value({ kind: 'opaque' }, value, 'value');
      const { v } = parseJson(`{"v":${text}}`) as { readonly v: never };
      expect(decoder(v, { depth: 0, secrets: null })).toEqual(value);
    }),
    { numRuns: 500 },
  );
});
