import { expect, test } from 'vitest';
import { lineMove } from './line-move.ts';

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['PageDown', 1, 6],
  ['PageDown', 7, 9],
  ['PageUp', 3, 0],
  ['Home', 7, 0],
  ['End', -1, 9],
  ['ArrowDown', -1, 0],
])('%s leads from line %i to line %i of ten', (key, at, to) => {
  expect(lineMove(key, at, 10, 5)).toBe(to);
});

test('other keys, and keys in an empty list, lead nowhere', () => {
  expect(lineMove('Enter', 0, 10, 5)).toBeUndefined();
  expect(lineMove('Home', -1, 0, 5)).toBeUndefined();
});
