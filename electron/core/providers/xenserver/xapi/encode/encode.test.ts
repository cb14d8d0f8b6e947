import fc from 'fast-check';
import { expect, test } from 'vitest';
import { XapiEncodeError } from '../errors.ts';
import { Converters } from '../decode/typed.ts';
import { parseJson } from '../decode/json-text.ts';
import { parseXmlValue } from '../decode/xml-answer.ts';
import { apiModel } from '../model/api-model.ts';
import type { TypeSpec } from '../model/type-spec.ts';
import { dateTime } from '../values.ts';
import { checkArguments, messageOf } from './arguments.ts';
import { jsonRequest, jsonText } from './json-rpc.ts';
import { xmlRequest, xmlText } from './xml-rpc.ts';

const model = apiModel();
const check = (owner: string, name: string, values: readonly unknown[]): string =>
  jsonText(checkArguments(model, messageOf(model, owner, name), values));

test('VM.start', () => {
  expect(check('VM', 'start', ['OpaqueRef:1', false, true])).toBe('["OpaqueRef:1",false,true]');
  const params = checkArguments(model, messageOf(model, 'VM', 'start'), [
    'OpaqueRef:1',
    false,
    true,
  ]);
  expect(JSON.parse(jsonRequest('VM.start', params, 7))).toEqual({
    jsonrpc: '2.0',
    method: 'VM.start',
    params: ['OpaqueRef:1', false, true],
    id: 7,
  });
  expect(xmlRequest('VM.start', params)).toBe(
    '<?xml version="1.0"?><methodCall><methodName>VM.start</methodName><params><param><value><string>OpaqueRef:1</string></value></param><param><value><boolean>0</boolean></value></param><param><value><boolean>1</boolean></value></param></params></methodCall>',
  );
});

test.each([
  [
    'VM',
    'start',
    ['r', false],
    /VM\.start takes 3 arguments \(vm, start_paused, force\), but was given 2/,
  ],
  ['VM', 'start', ['r', 'no', true], /VM\.start: start_paused must be bool, but is “no”/],
  ['VM', 'set_VCPUs_max', ['r', 1.5], /value must be int, but is 1\.5/],
  ['VM', 'set_memory', ['r', 2n ** 63n], /must fit 64 bits/],
  ['VM', 'set_memory', ['r', 2 ** 53], /must be int/],
  ['VM', 'set_name_label', ['r', null], /value must be string, but is null/],
  ['VM', 'set_name_label', ['r', 'a\ud800'], /half of a character/],
  ['VM', 'set_tags', ['r', 'tag'], /value must be string set/],
  ['VM', 'set_tags', ['r', ['a', 1]], /value\[1\] must be string, but is 1/],
  ['VM', 'set_other_config', ['r', { a: 1 }], /value\[“a”\] must be string/],
  ['VM', 'set_other_config', ['r', new Map()], /must be \(string → string\) map/],
  ['VM', 'set_on_boot', ['r', 'x'], /has no message set_on_boot/],
  [
    'VM',
    'set_actions_after_crash',
    ['r', 'explode'],
    /must be one of destroy, .* but is “explode”/,
  ],
  ['VM', 'create', [{ name_labell: 'x' }], /VM has no field name_labell/],
  ['VN', 'start', [], /no class VN/],
  ['VM', 'snapshot', ['r', Number.NaN], /new_name must be string/],
  [
    'event',
    'from',
    [['*'], '', Number.POSITIVE_INFINITY],
    /timeout must be float, but is Infinity/,
  ],
] as const)('%s.%s is refused, case %#', (owner, name, values, message) => {
  expect(() => check(owner, name, values)).toThrow(XapiEncodeError);
  expect(() => check(owner, name, values)).toThrow(message);
});

test('optional parameters may be left out from the end', () => {
  expect(check('session', 'login_with_password', ['u', 'p'])).toBe('["u","p"]');
  expect(check('session', 'login_with_password', ['u', 'p', '1', 'o'])).toBe('["u","p","1","o"]');
  expect(() => check('session', 'login_with_password', ['u'])).toThrow(/takes 2 to 4 arguments/);
});

test('a float keeps its point, a time takes every form', () => {
  expect(check('event', 'from', [['*'], '', 30])).toBe('[["*"],"",30.0]');
  expect(check('event', 'from', [['*'], '', 1e21])).toBe('[["*"],"",1e+21]');
  const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
  for (const value of [date, dateTime('20260102T03:04:05Z'), '20260102T03:04:05Z']) {
    expect(check('message', 'get_since', [value])).toBe('["20260102T03:04:05Z"]');
  }
  expect(() => check('message', 'get_since', ['yesterday'])).toThrow(/must be datetime/);
});

test('a control character cannot be sent as XML', () => {
  expect(() => xmlText('a\u0000b')).toThrow(XapiEncodeError);
  expect(xmlText('a<b>&\r\n')).toBe('<value><string>a&lt;b&gt;&amp;&#13;\n</string></value>');
});

/** Plain values of a type. */
function valuesOf(type: TypeSpec): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'int':
      return fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    case 'float':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'bool':
      return fc.boolean();
    case 'datetime':
      return fc
        .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
        .map((date) => dateTime(`${date.toISOString().slice(0, 19).replaceAll('-', '')}Z`));
    case 'enum':
      return fc.constantFrom(...(model.enumValues(type.name) ?? ['x']));
    case 'set':
      return fc.array(valuesOf(type.of), { maxLength: 3 });
    case 'map':
      return fc.dictionary(
        type.key.kind === 'int' ? fc.nat().map(String) : valuesOf(type.key).map(String),
        valuesOf(type.value),
        { maxKeys: 3 },
      );
    case 'record':
      return fc.record(
        Object.fromEntries(
          [...model.fieldsOf(type.name).values()].map((field) => [
            field.name,
            valuesOf(field.type),
          ]),
        ),
        { requiredKeys: [] },
      );
    default:
      return fc.string({
        unit: fc.constantFrom('a', '<', '&', '"', '\\', 'é', '😀', '\n', ' ', ']'),
      });
  }
}

/** An integer comes back as number where it fits. */
function narrow(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(narrow);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, narrow(item)]));
}

const parameterised = model
  .classNames()
  .flatMap((owner) => model.messageNames(owner).map((name) => messageOf(model, owner, name)))
  .filter(({ parameters }) => parameters.length > 0);

test('arguments of any message, written in either encoding, read back as they were', () => {
  expect(parameterised.length).toBeGreaterThan(1500);
  const fromJson = new Converters(model, 'json');
  const fromXml = new Converters(model, 'xml');
  const calls = fc
    .constantFrom(...parameterised)
    .chain((spec) =>
      fc.tuple(fc.constant(spec), fc.tuple(...spec.parameters.map(({ type }) => valuesOf(type)))),
    );
  fc.assert(
    fc.property(calls, ([spec, values]) => {
      const params = checkArguments(model, spec, values);
      for (const [index, param] of params.entries()) {
        const { type } = spec.parameters[index]!;
        const expected = narrow(values[index]);
        const json = fromJson.convert(type, parseJson(jsonText(param)));
        const xml = fromXml.convert(type, parseXmlValue(xmlText(param)));
        expect(json).toEqual(expected);
        expect(xml).toEqual(expected);
      }
    }),
    { numRuns: 1000 },
  );
});
