import { describe, expect, it } from 'vitest';
import { openCommand } from './open-file.ts';

describe('opening the entrance', () => {
  const path = '/home/a & b/open.html';

  it('uses what the platform has, never a shell', () => {
    expect(openCommand(path, 'darwin', {})).toEqual(['open', path]);
    expect(openCommand(path, 'win32', {})?.at(-1)).toBe(path);
    expect(openCommand(path, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', path]);
    expect(openCommand(path, 'linux', { WAYLAND_DISPLAY: 'w' })).not.toBeNull();
  });

  it('is not tried without a display', () => {
    expect(openCommand(path, 'linux', { DISPLAY: '' })).toBeNull();
  });
});
