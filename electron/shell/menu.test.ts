import { describe, expect, it, vi } from 'vitest';
import { hostWords } from './host-words.ts';
import { menuTemplate } from './menu.ts';

const roles = (platform: NodeJS.Platform, packaged: boolean): string =>
  JSON.stringify(
    menuTemplate(
      platform,
      packaged,
      hostWords(
        () => '"de"',
        () => [],
      ),
      { openLogs: () => undefined, showAbout: () => undefined },
    ),
  );

describe('the menu', () => {
  it('has editing, window and a way out on every platform', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect(roles(platform, true)).toContain('editMenu');
      expect(roles(platform, true)).toContain('windowMenu');
      expect(roles(platform, true)).toMatch(/"quit"|"appMenu"/);
    }
  });

  it('is in the language of the user', () => {
    expect(roles('linux', true)).toContain('&Bearbeiten');
    expect(roles('win32', true)).not.toContain('File');
  });

  it('leads to the log, and on all but a Mac to what Moref is', () => {
    const help = { openLogs: vi.fn(), showAbout: vi.fn() };
    const english = hostWords(
      () => '"en"',
      () => [],
    );
    for (const platform of ['linux', 'darwin'] as const) {
      const menu = menuTemplate(platform, true, english, help).at(-1);
      const items = menu?.submenu as unknown as readonly {
        readonly id: string;
        readonly click: () => void;
      }[];
      for (const { click } of items) click();
    }
    expect(help.openLogs).toHaveBeenCalledTimes(2);
    expect(help.showAbout).toHaveBeenCalledTimes(1);
  });

  it('offers developer tools only while developing', () => {
    expect(roles('linux', true)).not.toContain('toggleDevTools');
    expect(roles('linux', false)).toContain('toggleDevTools');
  });
});
