import { describe, expect, it } from 'vitest';
import { isSendable, isSendableLine } from './sendable.ts';

describe('text for a server', () => {
  it.each(['', 'pass wörd', '🙂', 'a\u0301', '\u202e'])('may be %j', (text) => {
    expect(isSendable(text)).toBe(true);
    expect(isSendableLine(text)).toBe(true);
  });

  it.each(['a\0', '\u0001', '\ud800', 'a\udc00b', '\ufffe', '\u001b[31m'])(
    'may not be %j',
    (text) => {
      expect(isSendable(text)).toBe(false);
      expect(isSendableLine(text)).toBe(false);
    },
  );

  it.each(['a\nb', 'a\tb', '\u0085', '\u007f'])('may be %j where lines are meant', (text) => {
    expect(isSendable(text)).toBe(true);
    expect(isSendableLine(text)).toBe(false);
  });
});
