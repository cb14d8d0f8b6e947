import type { BrowserWindow } from 'electron';
import { appOrigin } from './scheme.ts';

export interface FurtherWindowsOptions {
  /** Whether windows close because Moref ends, and not each by itself. */
  readonly quits: () => boolean;
  /** Forgets what a further window has remembered. */
  readonly forget: (id: string) => Promise<void>;
  /** Opens a window. @param id of a further window; empty for the first one @param address what it loads */
  readonly create: (id: string, address: string) => BrowserWindow;
}

export interface Windows {
  /** Opens the first window. */
  openFirst(): void;
  /** Opens those that were open when Moref ended. @param ids of them */
  openRemembered(ids: readonly string[]): void;
}

/**
 * Several windows on one core: a page asks for another by opening its address. One that somebody closes is forgotten; those that are open
 * when Moref ends are opened again.
 */
export function furtherWindows({ quits, forget, create }: FurtherWindowsOptions): Windows {
  const open = new Map<string, BrowserWindow>();
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
      if (id !== '' && !quits()) forget(id).catch(() => undefined);
    });
  };
  return {
    openFirst: () => openOne('', `${appOrigin}/`),
    openRemembered: (ids) => {
      for (const id of ids) openOne(id, `${appOrigin}/?window=${id}`);
    },
  };
}

/** The id of the further window at an address of ours; undefined for any other address. */
export function windowAt(url: string): string | undefined {
  if (!url.startsWith(`${appOrigin}/?`)) return undefined;
  return /^\?window=([\w-]{1,36})(?:#(?:show|console)=[^\s]{1,2000})?$/.exec(
    url.slice(appOrigin.length + 1),
  )?.[1];
}
