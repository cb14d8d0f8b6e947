import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ApiModel, apiModel, type FieldSpec } from '../model/api-model.ts';
import { encodeRequest } from '../soap/request.ts';
import { decodeVal } from '../testing/recorded.ts';
import { moref } from '../values.ts';
import { EncodeError } from './encode-error.ts';
import { ValueEncoder } from './encode-value.ts';

const model = apiModel();
const VM = moref('VirtualMachine', 'vm-1');
const body = (xml: string): string => /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(xml)?.[1] ?? '';

/** Text that survives XML's own normalisations. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((value) => !/[\ufffe\uffff]|\p{Cs}|\p{Cc}/u.test(value));
const SIMPLE: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  string: text,
  anyURI: text,
  boolean: fc.boolean(),
  byte: fc.integer({ min: -128, max: 127 }),
  short: fc.integer({ min: -32768, max: 32767 }),
  int: fc.integer(),
  long: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n })),
  float: fc.double().map((value) => value + 0),
  double: fc.double().map((value) => value + 0),
  dateTime: fc
    .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') })
    .map((date) => ({ $type: 'dateTime', text: date.toISOString(), ms: date.getTime() })),
  base64Binary: fc
    .uint8Array({ maxLength: 20 })
    .map((bytes) => ({ $type: 'base64Binary', base64: Buffer.from(bytes).toString('base64') })),
  anyType: fc.oneof(
    text,
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
    fc.constant(VM),
  ),
};

function valueOf(model: ApiModel, spec: FieldSpec, depth: number): fc.Arbitrary<unknown> {
  const one = spec.reference
    ? fc.constant(VM)
    : (SIMPLE[spec.type] ?? enumOrData(model, spec.type, depth));
  return spec.many ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
}

function enumOrData(model: ApiModel, type: string, depth: number): fc.Arbitrary<unknown> {
  const values = model.enumValues(type);
  return values === undefined ? dataObject(model, type, depth) : fc.constantFrom(...values);
}

/** A data object with its required fields, and of the optional ones those that lead no deeper than `depth`. */
function dataObject(
  model: ApiModel,
  type: string,
  depth: number,
): fc.Arbitrary<Record<string, unknown>> {
  const shape: Record<string, fc.Arbitrary<unknown>> = { $type: fc.constant(type) };
  for (const spec of model.fieldsOf(type)) {
    const simple =
      spec.reference ||
      Object.hasOwn(SIMPLE, spec.type) ||
      model.enumValues(spec.type) !== undefined;
    const name = spec.name;
    if (!spec.optional) shape[name] = valueOf(model, spec, depth - 1);
    else if (simple) shape[name] = fc.option(valueOf(model, spec, depth), { nil: undefined });
  }
  return fc
    .record(shape)
    .map((record) =>
      Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
    );
}

describe('encoding', () => {
  test('what is encoded decodes to the same value, for data types all over the model', {
    timeout: 60_000,
  }, async () => {
    const types = model.dataTypeNames().filter((_name, index) => index % 10 === 0);
    const encoder = new ValueEncoder(model);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...types).chain((type) => dataObject(model, type, 3)),
        async (value) => {
          const xml = encoder.fields(
            [
              {
                name: 'val',
                type: 'anyType',
                reference: false,
                many: false,
                optional: false,
                secret: false,
              },
            ],
            { val: value },
            'test',
          );
          expect(await decodeVal(xml)).toEqual(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('each of the methods can be called with its required parameters', () => {
    const names = model.methodNames();
    expect(names).toHaveLength(968);
    for (const name of names) {
      const method = model.method(name)!;
      const required = Object.fromEntries(
        method.parameters
          .filter(({ optional }) => !optional)
          .map((spec) => [
            spec.name,
            fc.sample(valueOf(model, spec, 3), { numRuns: 1, seed: 1 })[0],
          ]),
      );
      const xml = encodeRequest(model, moref(method.owner, 'x-1'), name, required);
      expect(xml).toContain(`<${name} xmlns="urn:vim25"><_this type="${method.owner}">x-1</_this>`);
    }
  });

  test('fields go out in schema order, the base type’s first, whatever the order given', () => {
    const spec = {
      $type: 'VirtualE1000',
      unitNumber: 7,
      key: -1,
      controllerKey: 100,
      addressType: 'generated',
    };
    const parameters = {
      spec: { deviceChange: [{ device: spec, operation: 'add' }], name: 'a<b' },
    };
    expect(body(encodeRequest(model, VM, 'ReconfigVM_Task', parameters))).toBe(
      '<ReconfigVM_Task xmlns="urn:vim25"><_this type="VirtualMachine">vm-1</_this><spec><name>a&lt;b</name><deviceChange><operation>add</operation><device xsi:type="VirtualE1000"><key>-1</key><controllerKey>100</controllerKey><unitNumber>7</unitNumber><addressType>generated</addressType></device></deviceChange></spec></ReconfigVM_Task>',
    );
  });

  test.each([
    ['s', 'xsd:string'],
    [true, 'xsd:boolean'],
    [1, 'xsd:int'],
    [2 ** 40, 'xsd:long'],
    [5n, 'xsd:long'],
    [0.5, 'xsd:double'],
    [[1, 2], 'ArrayOfInt'],
    [['a'], 'ArrayOfString'],
    [[VM], 'ArrayOfManagedObjectReference'],
    [[{ $type: 'OptionValue', key: 'k' }], 'ArrayOfOptionValue'],
  ])('%s as any type is %s', (value, type) => {
    const option = { key: 'k', value };
    const xml = body(
      encodeRequest(model, moref('OptionManager', 'o'), 'UpdateOptions', {
        changedValue: [option],
      }),
    );
    expect(xml).toContain(`<value xsi:type="${type}">`);
  });

  test.each<[string, string, object, RegExp]>([
    ['missing parameter', 'Rename_Task', {}, /Rename_Task\.newName is required/],
    ['unknown parameter', 'Rename_Task', { newName: 'a', nam: 1 }, /no field nam/],
    [
      'wrong simple type',
      'Rename_Task',
      { newName: 5 },
      /Rename_Task\.newName must be string, but is 5/,
    ],
    [
      'deep place',
      'ReconfigVM_Task',
      { spec: { deviceChange: [{ device: {} }] } },
      /spec\.deviceChange\[0\]\.device\.key is required/,
    ],
    [
      'foreign type',
      'ReconfigVM_Task',
      { spec: { $type: 'OptionValue' } },
      /must be VirtualMachineConfigSpec, but is OptionValue/,
    ],
    ['invented type', 'ReconfigVM_Task', { spec: { $type: 'Foo' } }, /does not know/],
    ['out of range', 'ReconfigVM_Task', { spec: { numCPUs: 3e9 } }, /numCPUs must be int/],
    ['no array', 'ReconfigVM_Task', { spec: { extraConfig: {} } }, /must be a list/],
    ['no reference', 'PowerOnVM_Task', { host: 'host-1' }, /must be a managed object reference/],
    ['illegal character', 'Rename_Task', { newName: 'a\u0001' }, /U\+0001/],
    ['lone surrogate', 'Rename_Task', { newName: 'a\ud800' }, /U\+D800/],
    [
      'method of another type',
      'CreateFolder',
      { name: 'a' },
      /method of Folder, not of VirtualMachine/,
    ],
    ['no method', 'Explode', {}, /no method Explode/],
  ])('%s is refused before anything is sent', (_name, method, parameters, message) => {
    expect(() => encodeRequest(model, VM, method, parameters)).toThrow(EncodeError);
    expect(() => encodeRequest(model, VM, method, parameters)).toThrow(message);
  });
});
