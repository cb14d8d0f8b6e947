import { expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse.ts';
import { groupQuery } from './group-query.ts';

it.each([
  ['power', 'off', 'kind:vm power="off"'],
  ['tag."Cost center"', '42\n43', 'kind:vm tag."Cost center"="42" tag."Cost center"="43"'],
  ['os', 'say "hello"', 'kind:vm os="say \\"hello\\""'],
  ['os', '', 'kind:vm !os:*'],
])('a group by %s of %j is %s', (by, group, query) => {
  expect(groupQuery('kind:vm', by, group)).toBe(query);
  expect(parseQuery(query).problem).toBeUndefined();
});
