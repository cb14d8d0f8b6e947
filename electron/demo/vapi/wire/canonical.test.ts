import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { JsonSyntaxError, parseJson } from './json.ts';
import { writeDouble } from './number.ts';

/** Documents and their canonical text as Java’s runtime of the protocol makes it. */
const vectors: readonly (readonly [name: string, json: string, text: string])[] = [
  ['empty', '{}', '{}'],
  ['empty-nested', '{"b":[],"a":{}}', '{"a":{},"b":[]}'],
  ['sorted', '{"b":1,"a":2,"B":3,"A":4}', '{"A":4,"B":3,"a":2,"b":1}'],
  ['whitespace', ' { "a" : [ 1 ,\t2 ] ,\r\n "b" : null } ', '{"a":[1,2],"b":null}'],
  ['literals', '{"t":true,"f":false,"n":null}', '{"f":false,"n":null,"t":true}'],
  [
    'digits-in-keys',
    '{"a10":1,"a9":2,"10":3,"9":4,"_":5,"-":6,"$":7}',
    '{"$":7,"-":6,"10":3,"9":4,"_":5,"a10":1,"a9":2}',
  ],
  ['non-ascii-text', '{"s":"Zo\u00eb \u4e2d\u6587"}', '{"s":"Zo\u00eb \u4e2d\u6587"}'],
  ['astral-text', '{"s":"\ud83d\ude00"}', '{"s":"\ud83d\ude00"}'],
  ['non-ascii-keys', '{"\u00e9":1,"z":2,"\u4e2d":3}', '{"z":2,"\u00e9":1,"\u4e2d":3}'],
  ['astral-key-order', '{"\uff5e":1,"\ud83d\ude00":2}', '{"\ud83d\ude00":2,"\uff5e":1}'],
  ['escaped-input', '{"s":"\\u0041\\u00e9\\/\\u002f"}', '{"s":"A\u00e9//"}'],
  [
    'controls',
    '{"s":"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f"}',
    '{"s":"\\u0000\\u0001\\b\\t\\n\\u000B\\f\\r\\u001F"}',
  ],
  [
    'del-and-separators',
    '{"s":"\\u007f\\u0080\\u2028\\u2029\\ufeff"}',
    '{"s":"\u007f\u0080\u2028\u2029\ufeff"}',
  ],
  ['quotes', '{"s":"\\"\\\\/"}', '{"s":"\\"\\\\/"}'],
  ['html', '{"s":"<a href=\'x\'>&amp;</a>"}', '{"s":"<a href=\'x\'>&amp;</a>"}'],
  ['lone-surrogate', '{"s":"\\ud83d"}', '{"s":"?"}'],
  [
    'integers',
    '[0,1,-1,42,-0,9007199254740993,9223372036854775807,-9223372036854775808]',
    '[0,1,-1,42,0,9007199254740993,9223372036854775807,-9223372036854775808]',
  ],
  ['integer-past-64-bit', '[18446744073709551616]', '[18446744073709551616]'],
  [
    'double-simple',
    '[1.5,-1.5,0.5,0.25,123.456,3.14]',
    '[1.5E0,-1.5E0,5.0E-1,2.5E-1,1.23456E2,3.14E0]',
  ],
  ['double-whole', '[1.0,10.0,100.0,-7.0]', '[1.0E0,1.0E1,1.0E2,-7.0E0]'],
  ['double-zero', '[0.0,-0.0]', '[0.0E0,-0.0E0]'],
  [
    'double-exponent',
    '[1e3,1E3,1e-7,1.5e300,2.5E-10,12e1]',
    '[1.0E3,1.0E3,1.0E-7,1.5E300,2.5E-10,1.2E2]',
  ],
  [
    'double-long',
    '[0.1234567890123456789,123456789.123456789,8.6400125E4]',
    '[1.2345678901234568E-1,1.2345678912345679E8,8.6400125E4]',
  ],
  ['double-trailing-zeros', '[1.500,0.0500]', '[1.5E0,5.0E-2]'],
];

test.each(vectors)('%s', (_, json, text) => {
  expect(canonical(parseJson(json))).toBe(text);
});

test.each([
  [0, '0.0E0'],
  [-0, '-0.0E0'],
  [1000, '1.0E3'],
  [86_400.125, '8.6400125E4'],
  [0.1, '1.0E-1'],
  [-1.5e-300, '-1.5E-300'],
])('%d is written as Java does', (value, text) => {
  expect(writeDouble(value)).toBe(text);
});

test.each([
  '',
  '{',
  '{"a":1,}',
  '[1 2]',
  '01',
  '1.',
  '"\\x"',
  'nul',
  '{"a":1} x',
  '{"a":1,"a":2}',
  '['.repeat(300),
])('%s is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(JsonSyntaxError);
});
