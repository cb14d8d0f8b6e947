import { describe, expect, it } from 'vitest';
import { builtInFolder, rootFolder, searchLines } from './search-lines.ts';

const tree = {
  title: 'Searches',
  own: {
    'Weekly/Old snapshots': 'snapshot.age>7d',
    Web: 'web',
    'Weekly/2 CDs': 'is:cd',
    '/odd//': 'x',
  },
  builtInTitle: 'Come with Moref',
  builtIn: [{ name: 'Orphaned', query: 'is:orphaned' }],
};

function lines(...open: readonly string[]): readonly string[] {
  return searchLines({ ...tree, open: new Set(open) }).map(
    ({ level, is, name }) => `${level} ${is} ${name}`,
  );
}

describe('searchLines', () => {
  it('has one line while it is closed', () => {
    expect(lines()).toEqual(['1 folder Searches']);
  });

  it('puts searches into the folders that their names say, which open one by one', () => {
    expect(lines(rootFolder)).toEqual([
      '1 folder Searches',
      '2 folder odd',
      '2 folder Weekly',
      '2 search Web',
      '2 folder Come with Moref',
    ]);
    expect(lines(rootFolder, 'own/Weekly', builtInFolder).slice(2)).toEqual([
      '2 folder Weekly',
      '3 search 2 CDs',
      '3 search Old snapshots',
      '2 search Web',
      '2 folder Come with Moref',
      '3 search Orphaned',
    ]);
  });

  it('has a key of its own for each line', () => {
    const open = new Set([rootFolder, 'own/Weekly', 'own/odd', builtInFolder]);
    const keys = searchLines({ ...tree, open }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
