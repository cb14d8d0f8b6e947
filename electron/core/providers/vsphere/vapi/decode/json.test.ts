import { expect, test } from 'vitest';
import { parseJson } from './json.ts';

test('a byte order mark is overlooked at the beginning alone', () => {
  expect(parseJson('\uFEFF {"a":"\uFEFF"}')).toEqual({ a: '\uFEFF' });
  expect(() => parseJson('{\uFEFF"a":1}')).toThrow(/not valid JSON/);
});
