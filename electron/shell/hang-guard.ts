import { text } from '#shared/i18n/make-text.ts';
import type { CrashGuardOptions } from './crash-guard.ts';
import { productName } from './host-words.ts';

/** A page that does not answer any more is waited for, or ended and loaded again, as somebody wishes; nothing else stops meanwhile. */
export function guardAgainstHangs({
  window,
  ask,
  words,
  log,
}: Omit<CrashGuardOptions, 'app'>): void {
  let asking = false;
  window.on('unresponsive', () => {
    log.warn('The window does not answer');
    if (asking) return;
    asking = true;
    void ask({
      type: 'warning',
      title: productName,
      message: words(text('host.unresponsive')),
      detail: words(text('host.unresponsive.detail')),
      buttons: [words(text('host.wait')), words(text('host.loadAgain'))],
      defaultId: 0,
      cancelId: 0,
    }).then(({ response }) => {
      asking = false;
      // A page that hangs heeds no request: its process is ended, which offers to load it again.
      if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
}
