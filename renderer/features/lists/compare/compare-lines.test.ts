import { describe, expect, it } from 'vitest';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import type { ViewCell, ViewRow } from '#shared/model/view.ts';
import { comparedFields, compareLines } from './compare-lines.ts';

function row(id: string, values: Readonly<Record<string, ViewCell>>): ViewRow {
  return {
    is: 'row',
    at: 0,
    connection: connectionId('a'),
    ref: makeRef('VM', id),
    kind: 'vm',
    name: id,
    state: 'on',
    health: 'ok',
    cells: comparedFields.map(({ name }) => values[name] ?? null),
  };
}

describe('objects side by side', () => {
  const lines = compareLines([
    row('1', { mem: 8, cpu: 2, tag: ['b', 'a'], moref: 'VM:1', os: 'Debian' }),
    row('2', { mem: 16, cpu: 2, tag: ['a', 'b'], moref: 'VM:2' }),
  ]);

  it('begin with what differs, and end with what names them', () => {
    expect(lines.map(({ field, differs }) => [field.name, differs])).toEqual([
      ['os', true],
      ['mem', true],
      ['cpu', false],
      ['tag', false],
      ['moref', true],
    ]);
  });

  it('are there while one of them is not known yet', () => {
    const [first] = compareLines([row('1', { mem: 8 }), undefined]);
    expect(first).toMatchObject({ differs: true, cells: [8, undefined] });
    expect(compareLines([undefined, undefined])).toEqual([]);
  });
});
