import type { App, BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { productName, type Words } from './host-words.ts';

type LeftWindow = Pick<BrowserWindow, 'on' | 'close' | 'isDestroyed'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'reload'>;
};

export interface LeavingOptions {
  readonly app: Pick<App, 'on' | 'quit'>;
  readonly words: Words;
  /** Asks, and lets everything go on meanwhile. */
  readonly ask: (window: LeftWindow, box: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  /** True where the system ends the program: it is not held up by a question. */
  readonly unasked: () => boolean;
}

/**
 * What a page that has something under way is left by. It asks not to be left, and Electron shows no question by itself. The question does
 * not stop the main process, in which the very work goes on: the window stays, and is left by a second try once somebody agreed.
 */
export class Leaving {
  readonly #options: LeavingOptions;
  /** The present try to close is one to quit. */
  #quits = false;
  #agreedToQuit = false;
  #asksToQuit = false;

  constructor(options: LeavingOptions) {
    this.#options = options;
    options.app.on('before-quit', () => {
      this.#quits = true;
    });
  }

  /** Whether windows close because Moref ends, and not each by itself. */
  get quits(): boolean {
    return this.#quits;
  }

  guard(window: LeftWindow): void {
    const way = { closes: false, agreed: false, asks: false };
    window.on('close', () => {
      way.closes = true;
    });
    window.webContents.on('did-finish-load', () => {
      way.agreed = false;
    });
    window.webContents.on('will-prevent-unload', (event) => {
      const { closes } = way;
      way.closes = false;
      if (way.agreed || this.#agreedToQuit || this.#options.unasked()) {
        event.preventDefault();
        return;
      }
      const quits = closes && this.#quits;
      // Electron gives up to quit when one window stays.
      this.#quits = false;
      if (quits) void this.#askToQuit(window);
      else if (!way.asks) void this.#askToLeave(window, way, closes);
    });
  }

  async #askToQuit(window: LeftWindow): Promise<void> {
    if (this.#asksToQuit) return;
    this.#asksToQuit = true;
    this.#agreedToQuit = await this.#ask(window);
    this.#asksToQuit = false;
    if (this.#agreedToQuit) this.#options.app.quit();
  }

  async #askToLeave(
    window: LeftWindow,
    way: { agreed: boolean; asks: boolean },
    closes: boolean,
  ): Promise<void> {
    way.asks = true;
    way.agreed = await this.#ask(window);
    way.asks = false;
    if (!way.agreed || window.isDestroyed()) return;
    if (closes) window.close();
    else window.webContents.reload();
  }

  async #ask(window: LeftWindow): Promise<boolean> {
    const { words, ask } = this.#options;
    const { response } = await ask(window, {
      type: 'warning',
      title: productName,
      message: words(text('host.leave')),
      detail: words(text('host.leave.detail')),
      buttons: [words(text('host.leave.close')), words(text('host.leave.stay'))],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }
}
