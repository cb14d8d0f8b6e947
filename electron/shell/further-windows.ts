import type { App, BrowserWindow } from 'electron';
import { appOrigin } from './scheme.ts';

export interface FurtherWindowsOptions {
  readonly app: Pick<App, 'on'>;
  /** The core, as far as it matters here. */
  readonly core: {
    windows(): readonly string[];
    forgetWindow(id: string): Promise<void>;
  };
  /** Opens a window. @param id of a further window; empty for the first one @param address what it loads */
  readonly create: (id: string, address: string) => BrowserWindow;
}

export interface Windows {
  /** Opens the first window. */
  openFirst(): void;
  /** Opens those that were open when Moref ended. */
  openRemembered(): void;
}

/**
 * Several windows on one core: a page asks for another by opening its address. One that somebody closes is forgotten; those that are open
 * when Moref ends are opened again.
 */
export function furtherWindows({ app, core, create }: FurtherWindowsOptions): Windows {
  let quitting = false;
  const open = new Map<string, BrowserWindow>();
  app.on('before-quit', () => {
    quitting = true;
  });
  const openOne = (id: string, address: string): void => {
    const known = open.get(id);
    if (known !== undefined) {
      known.focus();
      return;
    }
    const window = create(id, address);
    open.set(id, window);
    window.webContents.setWindowOpenHandler(({ url }) => {
      const asked = windowAt(url);
      if (asked !== undefined) openOne(asked, url);
      return { action: 'deny' };
    });
    window.on('closed', () => {
      open.delete(id);
      // Where it cannot be forgotten it is there again at the next start.
      if (id !== '' && !quitting) core.forgetWindow(id).catch(() => undefined);
    });
  };
  return {
    openFirst: () => openOne('', `${appOrigin}/`),
    openRemembered: () => {
      for (const id of core.windows()) openOne(id, `${appOrigin}/?window=${id}`);
    },
  };
}

/** The id of the further window at an address of ours; undefined for any other address. */
export function windowAt(url: string): string | undefined {
  if (!url.startsWith(`${appOrigin}/?`)) return undefined;
  return /^\?window=([\w-]{1,36})(?:#show=[^\s]{1,2000})?$/.exec(
    url.slice(appOrigin.length + 1),
  )?.[1];
}
