import { expect, it } from 'vitest';
import { apiModel } from '../vapi/model/api-model.ts';
import { parseType } from '../vapi/model/type-spec.ts';
import { toInput, toOutput } from './explorer-values.ts';

const types = apiModel();

it('masks secrets, declared and dynamic, at any depth', () => {
  expect(toOutput(parseType('secret'), 'geheim', types)).toBe('••••••••');
  const map = toOutput(parseType('{string:secret[]?}'), { a: ['geheim'] }, types);
  const opaque = toOutput(
    parseType('opaque'),
    { x: [{ $type: 'secret', value: 'geheim' }] },
    types,
  );
  expect(JSON.stringify([map, opaque])).not.toContain('geheim');
});

it('gives times their meaning, maps as entries, and keeps wide integers', () => {
  const text = '2026-11-21T01:24:44.123Z';
  expect(toOutput(parseType('datetime'), text, types)).toEqual({
    $type: 'dateTime',
    text,
    ms: Date.parse(text),
  });
  expect(toOutput(parseType('{string:long}'), { a: 2n ** 60n }, types)).toEqual([
    { $type: 'map-entry', key: 'a', value: 2n ** 60n },
  ]);
  expect(toOutput(parseType('string?'), undefined, types)).toBeNull();
});

it('takes maps as entries, and refuses a key that is there twice', () => {
  const fields = [{ name: 'm', type: parseType('{string:long}') }];
  const entry = (key: string, value: number) => ({ key, value });
  expect(toInput(fields, { m: [entry('a', 1), entry('__proto__', 2)] }, types)).toEqual({
    m: JSON.parse('{"a":1,"__proto__":2}') as unknown,
  });
  expect(() => toInput(fields, { m: [entry('a', 1), entry('a', 2)] }, types)).toThrow('twice');
});

it('shows what is not of its type as it came, but no secret', () => {
  const marked = { $type: 'unreadable', declared: 'long', value: { $type: 'secret', value: 's' } };
  expect(toOutput(parseType('long'), marked, apiModel())).toEqual({
    ...marked,
    value: '••••••••',
  });
  expect(toOutput(parseType('secret'), marked, apiModel())).toBe('••••••••');
});
