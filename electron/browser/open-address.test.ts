import { describe, expect, it } from 'vitest';
import { openCommand } from './open-address.ts';

describe('opening the address', () => {
  const address = 'http://127.0.0.1:1/?token=a&b';

  it('uses what the platform has, never a shell', () => {
    expect(openCommand(address, 'darwin', {})).toEqual(['open', address]);
    expect(openCommand(address, 'win32', {})?.at(-1)).toBe(address);
    expect(openCommand(address, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', address]);
    expect(openCommand(address, 'linux', { WAYLAND_DISPLAY: 'w' })).not.toBeNull();
  });

  it('is not tried without a display', () => {
    expect(openCommand(address, 'linux', { DISPLAY: '' })).toBeNull();
  });
});
