import { expect, test } from 'vitest';
import { boundedData, boundedText, longestShown, mostShown } from './bounded-text.ts';
import { MorefException } from './error.ts';

test('a failure text of a million characters is cut, and says so', () => {
  const { data } = new MorefException({ kind: 'fault', message: 'x'.repeat(1_000_000) });
  expect(data.message).toHaveLength(longestShown + '… (996000 more characters)'.length);
  expect(data.message).toMatch(/x… \(996000 more characters\)$/);
});

test('no character is cut in two', () => {
  expect(boundedText(`${'x'.repeat(longestShown - 1)}🦊🦊`)).toMatch(/x… \(4 more characters\)$/);
});

test('data within the bounds is the same; beyond, every part is cut', () => {
  const small = { kind: 'fault', native: { members: { list: [1, 'a', null] } } };
  expect(boundedData(small)).toBe(small);
  const cut = boundedData({
    ...small,
    list: Array.from({ length: 1000 }, (_, index) => index),
    members: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`m${index}`, 1])),
    deep: JSON.parse('{"a":'.repeat(100) + '1' + '}'.repeat(100)) as unknown,
  });
  expect(cut.list).toHaveLength(mostShown);
  expect(Object.keys(cut.members)).toHaveLength(mostShown);
  expect(JSON.stringify(cut.deep).length).toBeLessThan(200);
});
