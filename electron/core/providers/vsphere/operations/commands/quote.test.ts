import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { govc, powershellString } from './quote.ts';

const nasty = [
  'plain',
  'two words',
  "it's",
  '$HOME `id` "x"',
  '*',
  '-flag',
  '',
  'a\\b',
  'line\nbreak',
  'ü/ö',
];

it.skipIf(process.platform === 'win32').each(nasty)('a shell reads %j back', (word) => {
  const { text } = govc(word);
  const printed = execFileSync('sh', ['-c', text.replace(/^govc/, "printf '%s'")], {
    encoding: 'utf8',
  });
  expect(printed).toBe(word);
});

it.each([
  ['plain', "'plain'"],
  ["it's", "'it''s'"],
  ['a’b‘c‚d‛e', "'a’’b‘‘c‚‚d‛‛e'"],
  ['$x `y`', "'$x `y`'"],
])('PowerShell: %s', (text, quoted) => expect(powershellString(text)).toBe(quoted));
