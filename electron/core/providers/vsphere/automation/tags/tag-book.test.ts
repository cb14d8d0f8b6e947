import { expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { TagBook } from './tag-book.ts';
import { catalogRef, type TagCatalog } from './tag-catalog.ts';

function catalogOf(category = 'environment'): TagCatalog {
  const ids = ['t1', 't2', 't3'];
  return {
    categories: new Map([
      ['c1', { id: 'c1', name: category, description: '', single: false, types: [] }],
    ]),
    tags: new Map(ids.map((id) => [id, { id, name: id, description: '', categoryId: 'c1' }])),
  };
}

function tagged(objects: Readonly<Record<string, readonly string[]>>) {
  return new Map(Object.entries(objects).map(([ref, ids]) => [ref as Ref, new Set(ids)]));
}

function refsOf(updates: ReturnType<TagBook['take']>): readonly Ref[] {
  return updates.map(({ ref }) => ref);
}

it('tells nothing of a reading that is as the one before', () => {
  const book = new TagBook();
  const first = book.take(catalogOf(), tagged({ 'VM:1': ['t1', 't2'], 'VM:2': ['t3'] }));
  expect(refsOf(first)).toEqual([catalogRef, 'VM:1', 'VM:2']);
  expect(book.take(catalogOf(), tagged({ 'VM:2': ['t3'], 'VM:1': ['t2', 't1'] }))).toEqual([]);
});

it('tells the objects whose tags changed, and no others', () => {
  const book = new TagBook();
  book.take(catalogOf(), tagged({ 'VM:1': ['t1'], 'VM:2': ['t1'], 'VM:3': ['t1'] }));
  const next = book.take(catalogOf(), tagged({ 'VM:1': ['t1'], 'VM:2': ['t2'], 'VM:4': ['t3'] }));
  expect(refsOf(next)).toEqual(['VM:2', 'VM:3', 'VM:4']);
  expect(next[1]).toMatchObject({ changes: [{ path: 'tags', value: [] }] });
});

it('tells catalog and objects when a category was renamed', () => {
  const book = new TagBook();
  const objects = tagged({ 'VM:1': ['t1'] });
  book.take(catalogOf(), objects);
  const next = book.take(catalogOf('stage'), objects);
  expect(refsOf(next)).toEqual([catalogRef, 'VM:1']);
  expect(next[1]).toMatchObject({ changes: [{ value: [{ category: 'stage', name: 't1' }] }] });
});
