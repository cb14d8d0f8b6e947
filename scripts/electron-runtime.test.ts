import { describe, expect, it } from 'vitest';
import { obstacle } from './lib/electron-runtime.mjs';

describe('where Electron can show a window', () => {
  it.each([
    ['linux', {}, 1000, 'there is no display'],
    ['linux', { DISPLAY: '' }, 1000, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'it does not run as root'],
    ['linux', { DISPLAY: ':0' }, 1000, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['darwin', {}, 501, null],
    ['win32', {}, undefined, null],
  ] as const)('on %s with %j as user %s: %s', (platform, env, user, expected) => {
    expect(obstacle(env, platform, user)).toBe(expected);
  });
});
