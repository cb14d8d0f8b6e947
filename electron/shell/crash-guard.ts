import type { App, BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { CoreHost } from '#core/host.ts';
import { productName, type Words } from './host-words.ts';

export interface CrashGuardOptions {
  readonly window: Pick<BrowserWindow, 'webContents' | 'on' | 'isDestroyed'>;
  readonly ask: (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  readonly app: Pick<App, 'quit'>;
  readonly words: Words;
  readonly log: CoreHost['log'];
}

/**
 * A page that crashed or cannot be loaded leaves an empty window: says so, and offers to load it again. The core and its
 * connections go on meanwhile.
 */
export function guardAgainstCrashes({ window, ask, app, words, log }: CrashGuardOptions): void {
  async function offer(message: Text, detail: Text): Promise<void> {
    const { response } = await ask({
      type: 'error',
      title: productName,
      message: words(message),
      detail: words(detail),
      buttons: [words(text('host.loadAgain')), words(text('host.quit'))],
      defaultId: 0,
      cancelId: 1,
    });
    if (window.isDestroyed()) return;
    if (response === 0) window.webContents.reload();
    else app.quit();
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('The window’s process ended', { reason, exitCode });
    void offer(
      text('host.crashed'),
      text('host.crashed.detail', { reason, exitCode: String(exitCode) }),
    );
  });
  window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    // -3: a load that another one replaced.
    if (!isMainFrame || code === -3) return;
    log.error('The page cannot be loaded', { code, description });
    void offer(text('host.notLoaded'), `${description} (${code})`);
  });
}
