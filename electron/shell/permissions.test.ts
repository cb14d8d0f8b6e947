import { describe, expect, it, vi } from 'vitest';
import { restrictPermissions } from './permissions.ts';
import { standInSession } from './testing/electron-stand-in.ts';

const { session, handlers } = standInSession();
restrictPermissions(session);

function requested(permission: string, requestingUrl: string, isMainFrame = true): boolean {
  const decide = vi.fn();
  handlers.request?.(null as never, permission as never, decide, {
    requestingUrl,
    isMainFrame,
  });
  expect(decide).toHaveBeenCalledTimes(1);
  return decide.mock.calls[0]?.[0] as boolean;
}

const checked = (permission: string, origin: string): boolean =>
  handlers.check?.(null, permission as never, origin, {} as never) ?? true;

describe('permissions', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'hid',
    'usb',
    'serial',
    'fileSystem',
    'window-management',
    'something-new',
  ])('%s is denied to the page itself', (permission) => {
    expect(requested(permission, 'moref://app/')).toBe(false);
    expect(checked(permission, 'moref://app')).toBe(false);
  });

  it('copying is granted to the page and to nobody else', () => {
    expect(requested('clipboard-sanitized-write', 'moref://app/')).toBe(true);
    expect(checked('clipboard-sanitized-write', 'moref://app')).toBe(true);
    for (const other of ['https://app', 'moref://app.evil/', 'moref://application', '']) {
      expect(requested('clipboard-sanitized-write', other)).toBe(false);
      expect(checked('clipboard-sanitized-write', other)).toBe(false);
    }
    expect(requested('clipboard-sanitized-write', 'moref://app/', false)).toBe(false);
  });

  it('devices and screens are denied', () => {
    expect(handlers.device?.({} as never)).toBe(false);
    const answer = vi.fn();
    handlers.display?.({} as never, answer);
    expect(answer).toHaveBeenCalledWith({});
  });
});
