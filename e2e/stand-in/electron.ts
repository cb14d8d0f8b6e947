import { EventEmitter } from 'node:events';
import { App } from './app.ts';
import { BrowserWindow, surround } from './browser-window.ts';
import { ask, offer, PreventableEvent, tell } from './control.ts';
import type { Serve } from './page-target.ts';

/** What a program imports of `electron`, as far as Moref does. See README.md for what this is not. */
export { BrowserWindow };
export { MessageChannelMain } from './message-ports.ts';
export { safeStorage } from './safe-storage.ts';
import { safeStorage } from './safe-storage.ts';

export const app = new App(process.env['STAND_IN_ROOT'] ?? '');
export const ipcMain = new EventEmitter();
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
export const powerMonitor = Object.assign(new EventEmitter(), {
  onBatteryPower: process.env['STAND_IN_BATTERY'] === '1',
  isOnBatteryPower: () => process.env['STAND_IN_BATTERY'] === '1',
});
offer('powerMonitor', powerMonitor);
offer('safeStorage', safeStorage);

const handlers = new Map<string, Serve>();
const serve: Serve = (request) => {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
  return handler?.(request) ?? new Response(null, { status: 404 });
};
surround({ app, ipcMain, serve });

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly object[]): void => {
    app.beforeReady('protocol.registerSchemesAsPrivileged');
    tell('protocol.registerSchemesAsPrivileged', schemes);
  },
  handle: (scheme: string, handler: Serve): void => {
    app.afterReady('protocol.handle');
    handlers.set(scheme, handler);
  },
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
    on: () => undefined,
    // The system has no proxy.
    resolveProxy: () => Promise.resolve('DIRECT'),
  },
};

const displays = JSON.parse(
  process.env['STAND_IN_DISPLAYS'] ?? '[{"x":0,"y":0,"width":1920,"height":1040}]',
) as readonly object[];
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => {
    app.afterReady('screen');
    return displays.map((workArea) => ({ workArea }));
  },
  getPrimaryDisplay: () => ({ workArea: displays[0] }),
});

interface Item {
  readonly id?: string;
  readonly label?: string;
  readonly submenu?: readonly Item[];
  click?(...args: readonly unknown[]): void;
}

let applicationMenu: readonly Item[] = [];
export const Menu = {
  buildFromTemplate: (items: readonly Item[]) => ({ items }),
  setApplicationMenu: ({ items }: { readonly items: readonly Item[] }): void => {
    applicationMenu = items;
    tell('Menu.setApplicationMenu', items);
  },
};
offer('Menu', {
  choose: (id: string): void => {
    const find = (items: readonly Item[]): Item | undefined =>
      items.find((item) => item.id === id) ??
      items.flatMap((item) => find(item.submenu ?? []) ?? [])[0];
    const item = find(applicationMenu);
    if (item?.click === undefined) throw new Error(`No entry of the menu does ${id}.`);
    item.click(item, BrowserWindow.getFocusedWindow(), new PreventableEvent());
  },
});

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    tell('dialog.showErrorBox', title, content);
  },
  /** A box that stops the main process until somebody answers: connections, runs and other windows with it. */
  showMessageBoxSync: (): never => {
    throw new Error('A box that stops the main process');
  },
  showMessageBox: (...args: readonly unknown[]) => ask('dialog.showMessageBox', args.at(-1)),
  showSaveDialog: (...args: readonly unknown[]) => ask('dialog.showSaveDialog', args.at(-1)),
};

export const shell = {
  openPath: async (path: string): Promise<string> => {
    tell('shell.openPath', path);
    return '';
  },
  openExternal: async (address: string): Promise<void> => {
    tell('shell.openExternal', address);
  },
  showItemInFolder: (path: string): void => tell('shell.showItemInFolder', path),
};

export const nativeImage = {
  createFromPath: (path: string) => ({ path, resize: () => ({ path }), isEmpty: () => false }),
};

export class Tray extends EventEmitter {
  constructor(image: object) {
    super();
    tell('Tray', image);
    offer('tray', this);
  }
  setToolTip(text: string): void {
    tell('tray.setToolTip', text);
  }
  setContextMenu(menu: object): void {
    tell('tray.setContextMenu', menu);
  }
  destroy(): void {
    tell('tray.destroy');
  }
}
