import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apiModel } from '../model/api-model.ts';
import { isDateTime, isNullRef, isRecord, type XapiRecord, type XapiValue } from '../values.ts';
import { Converters } from './typed.ts';
import { decodeXmlAnswer } from './xml-answer.ts';

const FOLDER = new URL('../testdata/', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.xml'));
const model = apiModel();

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await Promise.resolve();
  }
}

async function decode(name: string, size = 1e6): Promise<XapiValue> {
  const [, owner = '', message = ''] = /6\.2-(\w+)\.(\w+?)(?:-\d)?\.xml/.exec(name) ?? [];
  const spec = model.message(owner, message);
  if (spec === undefined) throw new Error(`no message ${name}`);
  const answer = await decodeXmlAnswer(chunksOf(readFileSync(new URL(name, FOLDER)), size));
  if (!answer.ok) throw new Error(answer.description.join());
  return new Converters(model, 'xml').convert(spec.result, answer.result ?? '');
}

/** The JavaScript type that a value of the model's type has. */
const KINDS: Readonly<Record<string, (value: XapiValue | undefined) => boolean>> = {
  string: (value) => typeof value === 'string',
  enum: (value) => typeof value === 'string',
  ref: (value) => typeof value === 'string' && (value.startsWith('OpaqueRef:') || isNullRef(value)),
  int: (value) => typeof value === 'number' || typeof value === 'bigint',
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  datetime: (value) => isDateTime(value) && !Number.isNaN(value.ms),
  set: (value) => Array.isArray(value),
  map: isRecord,
  record: isRecord,
};

describe('answers of a real XenServer 6.2', () => {
  test('there are some', () => expect(NAMES.length).toBe(17));

  test.each(NAMES)('%s decodes, cut anywhere', async (name) => {
    const whole = await decode(name);
    for (const size of [1, 7, 1000]) expect(await decode(name, size)).toEqual(whole);
  });

  test.each(NAMES.filter((name) => name.includes('get_record')))(
    '%s has values of the declared types',
    async (name) => {
      const owner = /6\.2-(\w+)\./.exec(name)?.[1] ?? '';
      const record = (await decode(name)) as XapiRecord;
      const fields = [...model.fieldsOf(owner).values()].filter((field) => field.name in record);
      expect(fields.length).toBeGreaterThan(10);
      for (const { name, type } of fields) {
        expect([name, KINDS[type.kind]?.(record[name])]).toEqual([name, true]);
      }
    },
  );

  test('a virtual machine, value by value', async () => {
    const vm = (await decode('xenserver-6.2-VM.get_record.xml')) as XapiRecord;
    expect(vm).toMatchObject({
      memory_static_max: expect.any(Number) as number,
      is_a_template: expect.any(Boolean) as boolean,
      VCPUs_params: expect.any(Object) as object,
      tags: [],
    });
    expect(Object.keys(vm).length).toBeGreaterThan(60);
  });
});
