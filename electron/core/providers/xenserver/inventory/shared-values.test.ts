import { expect, test } from 'vitest';
import { SharedValues } from './shared-values.ts';

/** A text of its own, as each occurrence in an answer is. */
const copy = (text: string): string => Buffer.from(text).toString();

test('a text that was met is the same from then on', () => {
  const shared = new SharedValues();
  expect(shared.text(copy('changing_dynamic_range'))).toBeUndefined();
  expect(shared.text(copy('changing_dynamic_range'))).toBe('changing_dynamic_range');
  expect(shared.text('short')).toBeUndefined();
  expect(shared.text('short')).toBeUndefined();
});

test('texts that are all different are given up, those among which some repeat are not', () => {
  const unique = new SharedValues();
  const mixed = new SharedValues();
  for (let index = 0; index < 1000; index += 1) {
    unique.text(`a machine called ${index}`);
    mixed.text(`a machine called ${index}`);
    mixed.text('what everybody says');
    mixed.text('and this as well');
  }
  unique.text('what everybody says');
  expect(unique.text('what everybody says')).toBeUndefined();
  expect(mixed.text('what everybody says')).toBe('what everybody says');
});

test('a list that was met is the same from then on, a part of it is another', () => {
  const shared = new SharedValues();
  const list = shared.list(['start', 'clone']);
  expect(shared.list(['start', 'clone'])).toBe(list);
  expect(shared.list(['start'])).toEqual(['start']);
  expect(shared.list(['clone', 'start'])).toEqual(['clone', 'start']);
  for (let index = 0; index < 1000; index += 1)
    expect(shared.list([`${index}`])).toEqual([`${index}`]);
  expect(shared.list(['start', 'clone'])).toBe(list);
});
