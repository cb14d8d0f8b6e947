import { describe, expect, it } from 'vitest';
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

  it('offers developer tools only while developing', () => {
    expect(roles('linux', true)).not.toContain('toggleDevTools');
    expect(roles('linux', false)).toContain('toggleDevTools');
  });
});
