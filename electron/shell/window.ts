import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MessageBoxSyncOptions,
  Rectangle,
} from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { productName, type Words } from './host-words.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly stateFile: string;
  /** What it loads. */
  readonly address: string;
  /** Work areas of the displays. */
  readonly displays: readonly Rectangle[];
  readonly dark: boolean;
  readonly words: Words;
  /** Asks, and waits for the index of the button. */
  readonly ask: (box: MessageBoxSyncOptions) => number;
}

/** Opens a window, where it was closed the last time. It shows itself once there is something to see. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { bounds, maximized } = readWindowState(options.stateFile, options.displays);
  const window = options.create({
    ...bounds,
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: productName,
    backgroundColor: options.dark ? '#121212' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    writeWindowState(options.stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  });
  // The page asks not to be closed while something is under way that Moref does; Electron shows no question by itself.
  window.webContents.on('will-prevent-unload', (event) => {
    if (options.ask(leaveBox(options.words)) === 0) event.preventDefault();
  });
  void window.loadURL(options.address);
  return window;
}

function leaveBox(words: Words): MessageBoxSyncOptions {
  return {
    type: 'warning',
    message: words(text('host.leave')),
    detail: words(text('host.leave.detail')),
    buttons: [words(text('host.leave.close')), words(text('host.leave.stay'))],
    defaultId: 1,
    cancelId: 1,
  };
}
