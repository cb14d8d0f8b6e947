import { expect, test } from 'vitest';
import { chooseVersion } from './versions.ts';

test.each([
  [['uA046D008', '8.0.2.0', '8.0.10.0', '8.0.1.0', '6.7'], '8.0.10.0'],
  [['9.1.0.0', '9.0.0.0', '8.0.3.0'], '9.0.0.0'],
  [['10.0.0.0', '9.5.0.0'], '9.5.0.0'],
  [['6.5'], '6.5'],
  [['uA046D008'], 'uA046D008'],
])('%j → %s', (offered, chosen) => {
  expect(chooseVersion(offered, '9.0.0.0')).toBe(chosen);
});

test('nothing offered, nothing chosen', () => {
  expect(chooseVersion([], '9.0.0.0')).toBeUndefined();
});
