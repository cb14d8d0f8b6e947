import { describe, expect, it } from 'vitest';
import { visibleName, visibleText } from './visible-name.ts';

describe('a name on screen', () => {
  it.each([
    ['web-01', 'web-01'],
    ['Büro größe', 'Büro größe'],
    ['', ''],
    [' ', '␣'],
    ['\u3000\u00a0 ', '␣␣␣'],
    ['web ', 'web␣'],
    [' a b', '␣a b'],
    ['web\u202egpj.exe', 'web[U+202E]gpj.exe'],
    ['\u2066x\u2069', '[U+2066]x[U+2069]'],
    ['we\u200bb', 'we[U+200B]b'],
    ['we\u00adb\ufeff', 'we[U+00AD]b[U+FEFF]'],
    ['a\nb\0', 'a[U+000A]b[U+0000]'],
    ['\u3164', '[U+3164]'],
    ['a\ud800', 'a[U+D800]'],
    ['a\u{e0041}', 'a[U+E0041]'],
    ['a\u200db', 'a[U+200D]b'],
    ['👩\u200d🔧', '👩\u200d🔧'],
    ['نام\u200cها', 'نام\u200cها'],
    ['\ufe0f', '[U+FE0F]'],
    ['VM1\ufe0f', 'VM1[U+FE0F]'],
    ['a\u{e0100}', 'a[U+E0100]'],
    ['a\u180b\u{e0fff}', 'a[U+180B][U+E0FFF]'],
    ['❤\ufe0f 1\ufe0f\u20e3', '❤\ufe0f 1\ufe0f\u20e3'],
    ['葛\u{e0100}', '葛\u{e0100}'],
  ])('%j is seen as %j', (name, seen) => {
    expect(visibleName(name)).toBe(seen);
  });

  it('is seen as such in a sentence too, whose own line breaks stay', () => {
    expect(visibleText('one\ntwo\u202e ')).toBe('one\ntwo[U+202E] ');
    expect(visibleText('  ')).toBe('␣␣');
  });
});
