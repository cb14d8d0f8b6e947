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
    'midi',
    'clipboard-read',
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

  it.each(['clipboard-sanitized-write', 'notifications', 'fullscreen', 'keyboardLock'])(
    '%s is granted to the page and to nobody else',
    (permission) => {
      expect(requested(permission, 'moref://app/')).toBe(true);
      expect(checked(permission, 'moref://app')).toBe(true);
      for (const other of ['https://app', 'moref://app.evil/', 'moref://application', '']) {
        expect(requested(permission, other)).toBe(false);
        expect(checked(permission, other)).toBe(false);
      }
      expect(requested(permission, 'moref://app/', false)).toBe(false);
    },
  );

  it('devices and screens are denied', () => {
    expect(handlers.device?.({} as never)).toBe(false);
    const answer = vi.fn();
    handlers.display?.({} as never, answer);
    expect(answer).toHaveBeenCalledWith({});
  });
});
