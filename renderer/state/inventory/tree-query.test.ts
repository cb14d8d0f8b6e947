import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import type { Row, RowFacts } from '#shared/model/row.ts';
import { Branch } from './branch.ts';
import { treeQuery, type TreeQuery } from './tree-query.ts';

const datacenter = makeRef('Datacenter', 'dc');
const row = (name: string, more: Partial<Row> = {}, facts: RowFacts = {}): Row => ({
  ref: makeRef('VM', name),
  kind: 'vm',
  name,
  state: 'on',
  health: 'ok',
  parent: datacenter,
  facts,
  ...more,
});
const web = row(
  'fra-web-01',
  {},
  { memoryMiB: 16_384, ipAddress: '10.0.0.17', tags: 'Owner: web team' },
);
const sql = row('sql-dub-06', { state: 'off' }, { tags: 'Owner: web team' });
const branch = new Branch();
branch.apply({
  upsert: [row('Frankfurt', { ref: datacenter, kind: 'datacenter', parent: null }), web, sql].map(
    (one) => [one.ref, one] as const,
  ),
  remove: [],
});

function read(text: string): TreeQuery {
  const query = treeQuery(text, () => 0);
  if (query === null || 'kind' in query) throw new Error(JSON.stringify(query));
  return query;
}
const names = (text: string): readonly string[] =>
  [...branch.rows()].filter((one) => read(text).names(one, branch, 'vc')).map(({ name }) => name);
const anywhere = (text: string): readonly string[] =>
  [...branch.rows()]
    .filter((one) => read(text).anywhere(one, branch, 'vc'))
    .map(({ name }) => name);

describe('the filter of the tree', () => {
  it('looks for words in names, and in the other facts of a row apart from that', () => {
    expect(names('WEB')).toEqual(['fra-web-01']);
    expect(anywhere('web')).toEqual(['fra-web-01', 'sql-dub-06']);
    expect(names('01 fra')).toEqual(['fra-web-01']);
  });

  it('speaks the search language over what the page knows', () => {
    expect(names('power:on kind:vm')).toEqual(['fra-web-01']);
    expect(names('mem>=16g')).toEqual(['fra-web-01']);
    expect(anywhere('in:frankfurt !power:on')).toEqual(['sql-dub-06']);
    expect(anywhere('ip:10.0.0.0/24')).toEqual(['fra-web-01']);
    expect(names('sql* or web')).toEqual(['fra-web-01', 'sql-dub-06']);
  });

  it('leaves to the core what only that knows', () => {
    expect(read('power:on').deep).toBe(false);
    expect(read('snapshot.age>7d').deep).toBe(true);
    expect(read('config.version:vmx-19').deep).toBe(true);
  });

  it('is none where nothing was typed, and says what makes no sense', () => {
    expect(treeQuery('  ', () => 0)).toBeNull();
    expect(treeQuery('power:', () => 0)).toMatchObject({ kind: 'missingValue' });
    expect(treeQuery('nmae:x', () => 0)).toMatchObject({ kind: 'unknownField', from: 0 });
  });
});
