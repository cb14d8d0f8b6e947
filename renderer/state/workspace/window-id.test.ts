import { describe, expect, it } from 'vitest';
import { keyIn, rememberedBy, windowAddress, windowIdOf, windowsIn } from './window-id.ts';

describe('several windows', () => {
  it('are told apart by their address', () => {
    expect(windowIdOf(new URL(windowAddress('a-1'), 'http://moref').search)).toBe('a-1');
    expect(windowIdOf(new URL(windowAddress(''), 'http://moref').search)).toBe('');
    expect(windowIdOf('?window=../x')).toBe('');
  });

  it('remember what is shown each for itself, and all else together', () => {
    const stored = {
      [keyIn('a', 'current')]: '"x"',
      [keyIn('a', 'theme')]: '"dark"',
      current: '"y"',
    };
    expect(Object.keys(stored).every((key) => /^[\w.-]{1,100}$/.test(key))).toBe(true);
    expect(rememberedBy('a', stored)).toEqual({ current: '"x"', theme: '"dark"' });
    expect(rememberedBy('b', stored)).toMatchObject({ theme: '"dark"' });
    expect(rememberedBy('b', stored)).not.toHaveProperty('current');
    expect(rememberedBy('', stored)).toMatchObject({ current: '"y"', theme: '"dark"' });
  });

  it('are those that something is remembered of', () => {
    expect(
      windowsIn({ 'window.a.tab': '', 'window.a.tabs': '', 'window.b-1.tab': '', tab: '' }),
    ).toEqual(['a', 'b-1']);
  });
});
