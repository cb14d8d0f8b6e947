import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { appOrigin } from './scheme.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly stateFile: string;
  /** Work areas of the displays. */
  readonly displays: readonly Rectangle[];
  readonly dark: boolean;
}

/** Opens the main window, where it was closed the last time. It shows itself once there is something to see. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { bounds, maximized } = readWindowState(options.stateFile, options.displays);
  const window = options.create({
    ...bounds,
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: 'Moref',
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
  void window.loadURL(`${appOrigin}/`);
  return window;
}
