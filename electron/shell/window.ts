import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { productName } from './host-words.ts';
import type { WindowState } from './window-state.ts';

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  /** Where it stands at first. */
  readonly state: WindowState;
  /** Notified whenever it stands elsewhere. */
  readonly moved: (state: WindowState) => void;
  /** What it loads. */
  readonly address: string;
  /** Stays out of the way at first. */
  readonly minimized: boolean;
  readonly dark: boolean;
}

/** How long a window may take to paint before it is shown all the same, milliseconds. */
const patienceMs = 3000;

/** Opens a window, where it was the last time. It shows itself once there is something to see. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { bounds, maximized } = options.state;
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
  showOnce(window, () => {
    if (options.minimized) {
      window.minimize();
      return;
    }
    if (maximized) window.maximize();
    window.show();
  });
  reportState(window, options.moved);
  window.loadURL(options.address).catch(() => undefined);
  return window;
}

/** Under Wayland a window that is not shown may never paint, and `ready-to-show` never comes. */
function showOnce(window: BrowserWindow, show: () => void): void {
  let shown = false;
  const showNow = (): void => {
    clearTimeout(timer);
    if (shown || window.isDestroyed()) return;
    shown = true;
    show();
  };
  const timer = setTimeout(showNow, patienceMs);
  window.once('ready-to-show', showNow);
  window.webContents.once('did-finish-load', showNow);
  window.once('closed', () => clearTimeout(timer));
}

function reportState(window: BrowserWindow, moved: (state: WindowState) => void): void {
  const report = (): void => {
    if (window.isDestroyed()) return;
    moved({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resize', report);
  window.on('move', report);
  window.on('maximize', report);
  window.on('unmaximize', report);
  window.on('close', report);
}
