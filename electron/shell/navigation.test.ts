import { describe, expect, it } from 'vitest';
import { guardNavigation } from './navigation.ts';
import { standInApp, StandInContents } from './testing/electron-stand-in.ts';

function guarded(): StandInContents {
  const app = standInApp();
  guardNavigation(app);
  const contents = new StandInContents();
  app.emit('web-contents-created', {}, contents.asWebContents());
  return contents;
}

describe('the navigation guard', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    'prevents %s',
    (event) => expect(guarded().prevented(event, 'https://example.org/')).toBe(true),
  );

  it('opens no window', () => {
    const handler = guarded().windowOpenHandler;
    for (const url of [
      'https://example.org/',
      'moref://app/',
      'file:///etc/passwd',
      'javascript:1',
    ])
      expect(handler?.({ url } as never)).toEqual({ action: 'deny' });
  });
});
