import { afterEach, describe, expect, it } from 'vitest';
import { connectionId, makeRef } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { findObjects, nameRank } from './find-objects.ts';
import { applyToInventory, forgetInventory } from '../inventory/inventory-store.ts';

const one = connectionId('one');
const two = connectionId('two');

function vm(name: string, ipAddress = ''): Row {
  return {
    ref: makeRef('VM', name),
    kind: 'vm',
    name,
    state: 'on',
    health: 'ok',
    parent: null,
    facts: { ipAddress },
  };
}

afterEach(() => {
  forgetInventory(one);
  forgetInventory(two);
});

describe('finding objects of all servers', () => {
  it('puts the name itself first, then names that begin so, then words, then the rest', () => {
    const names = ['my-web-9', 'web-1', 'web', 'cobweb', 'web-2'].map((name) => vm(name));
    applyToInventory(one, { upsert: names.map((row) => [row.ref, row]), remove: [] });
    const other = vm('db-1', '10.0.0.web');
    applyToInventory(two, { upsert: [[other.ref, other]], remove: [] });
    const { found, total } = findObjects('WEB', 10);
    expect(found.map(({ row }) => row.name)).toEqual([
      'web',
      'web-1',
      'web-2',
      'my-web-9',
      'cobweb',
      'db-1',
    ]);
    expect(total).toBe(6);
  });

  it('stops at the limit and tells how many there are', () => {
    const rows = Array.from({ length: 50 }, (_, index) => vm(`web-${index}`));
    applyToInventory(one, { upsert: rows.map((row) => [row.ref, row]), remove: [] });
    const { found, total } = findObjects('web', 5);
    expect(found.map(({ row }) => row.name)).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
    expect(total).toBe(50);
  });

  it('finds a name in which something was left out, after those that have all of it', () => {
    const rows = ['fra-app-02', 'fra-app-12', 'fraapp2', 'dub-app-02'].map((name) => vm(name));
    applyToInventory(one, { upsert: rows.map((row) => [row.ref, row]), remove: [] });
    const { found } = findObjects('fraapp2', 10);
    expect(found.map(({ row }) => row.name)).toEqual(['fraapp2', 'fra-app-02', 'fra-app-12']);
  });

  it('finds nothing for nothing', () => {
    expect(findObjects('  ', 5)).toEqual({ found: [], total: 0 });
    expect(nameRank('esx-01.example.org', 'example')).toBe(2);
  });
});
