import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

describe('the default data folder', () => {
  it.each([
    ['linux', {}, '/home/a/.local/share/Moref'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/Moref'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/Moref'],
    ['freebsd', {}, '/home/a/.local/share/Moref'],
    ['darwin', {}, '/home/a/Library/Application Support/Moref/data'],
  ] as const)('on %s with %j', (platform, env, expected) => {
    expect(defaultDataFolder({ platform, home: '/home/a', env })).toBe(expected);
  });

  it('on Windows', () => {
    const home = String.raw`C:\Users\a`;
    expect(
      defaultDataFolder({ platform: 'win32', home, env: { APPDATA: String.raw`D:\Roaming` } }),
    ).toBe(String.raw`D:\Roaming\Moref\data`);
    expect(defaultDataFolder({ platform: 'win32', home, env: {} })).toBe(
      String.raw`C:\Users\a\AppData\Roaming\Moref\data`,
    );
  });
});
