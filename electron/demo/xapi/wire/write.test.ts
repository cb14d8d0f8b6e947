import { describe, expect, it } from 'vitest';
import { initialRecord } from '../api/initial.ts';
import { parseType } from '../api/type.ts';
import type { Value } from '../api/value.ts';
import { jsonWriter } from './write-json.ts';
import { writeXml } from './write-xml.ts';

const vm = (fields: Readonly<Record<string, Value>>) =>
  jsonWriter(parseType('@VM'))({ ...initialRecord('VM'), ...fields });

describe('records as JSON', () => {
  it('have points in whole doubles, and only there', () => {
    const text = vm({ order: 1, name_label: '","HVM_shadow_multiplier":3,"' });
    expect(text).toContain('"HVM_shadow_multiplier":1.0,');
    expect(text).toContain('"order":1,');
    expect(JSON.parse(text)).toMatchObject({ name_label: '","HVM_shadow_multiplier":3,"' });
    expect(vm({ HVM_shadow_multiplier: 1.5 })).toContain('"HVM_shadow_multiplier":1.5,');
  });

  it('have what JSON has no words for', () => {
    expect(vm({ HVM_shadow_multiplier: Number.NaN })).toContain('"HVM_shadow_multiplier":NaN,');
    expect(vm({ order: 9_223_372_036_854_775_807n })).toContain('"order":9223372036854775807,');
  });

  it('are the same either way', () => {
    const text = vm({ order: 2n });
    expect(text.replace('"order":2', '"order":3')).toBe(vm({ order: 3 }));
  });
});

describe.each([
  ['string', 'a"b', '"a\\"b"', '<value>a&quot;b</value>'],
  ['int', 5, '5', '<value>5</value>'],
  ['float', 5, '5.0', '<value><double>5</double></value>'],
  ['float', 0.1, '0.1', '<value><double>0.1</double></value>'],
  ['float', -Infinity, '-Infinity', '<value><double>-inf</double></value>'],
  ['bool', false, 'false', '<value><boolean>0</boolean></value>'],
  ['void', '', '""', '<value></value>'],
  ['string[]', [], '[]', '<value><array><data></data></array></value>'],
  [
    '{int:float}',
    { 0: 1 },
    '{"0":1.0}',
    '<value><struct><member><name>0</name><value><double>1</double></value></member></struct></value>',
  ],
  ['{&VM:string[]}', {}, '{}', '<value><struct></struct></value>'],
] as const)('%s', (type, value, json, xml) => {
  it(`${json} and ${xml}`, () => {
    expect(jsonWriter(parseType(type))(value)).toBe(json);
    expect(writeXml(parseType(type), value)).toBe(xml);
  });
});
