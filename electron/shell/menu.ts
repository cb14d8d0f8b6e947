import type { MenuItemConstructorOptions } from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import type { Words } from './host-words.ts';

type Item = MenuItemConstructorOptions;

/** What the help menu does. */
export interface HelpDeeds {
  readonly openLogs: () => void;
  readonly showAbout: () => void;
}

const separator: Item = { type: 'separator' };

/** The menu bar: what every program of the platform has. Moref's own actions live in the page. */
export function menuTemplate(
  platform: NodeJS.Platform,
  packaged: boolean,
  words: Words,
  help: HelpDeeds,
): Item[] {
  const mac = platform === 'darwin';
  const first: Item = mac
    ? { role: 'appMenu' }
    : {
        label: words(text('menu.file')),
        submenu: [{ role: 'quit', label: words(text('menu.quit')) }],
      };
  return [
    first,
    editMenu(mac, words),
    viewMenu(packaged, words),
    windowMenu(mac, words),
    helpMenu(mac, words, help),
  ];
}

/** What is about Moref is in a Mac's first menu. */
function helpMenu(mac: boolean, words: Words, { openLogs, showAbout }: HelpDeeds): Item {
  const about: Item[] = mac
    ? []
    : [{ id: 'about', label: words(text('menu.about')), click: showAbout }];
  return {
    role: 'help',
    label: words(text('menu.help')),
    submenu: [{ id: 'logs', label: words(text('menu.openLogs')), click: openLogs }, ...about],
  };
}

/** A Mac has more in it, which Electron knows. */
function editMenu(mac: boolean, words: Words): Item {
  const menu: Item = { role: 'editMenu', label: words(text('menu.edit')) };
  if (mac) return menu;
  return {
    ...menu,
    submenu: [
      { role: 'undo', label: words(text('menu.undo')) },
      { role: 'redo', label: words(text('menu.redo')) },
      separator,
      { role: 'cut', label: words(text('menu.cut')) },
      { role: 'copy', label: words(text('menu.copy')) },
      { role: 'paste', label: words(text('menu.paste')) },
      separator,
      { role: 'selectAll', label: words(text('menu.selectAll')) },
    ],
  };
}

function viewMenu(packaged: boolean, words: Words): Item {
  const developer: Item[] = packaged ? [] : [{ role: 'toggleDevTools' }];
  return {
    label: words(text('menu.view')),
    submenu: [
      { role: 'reload', label: words(text('menu.reload')) },
      ...developer,
      separator,
      { role: 'resetZoom', label: words(text('menu.actualSize')) },
      { role: 'zoomIn', label: words(text('menu.zoomIn')) },
      { role: 'zoomOut', label: words(text('menu.zoomOut')) },
      separator,
      { role: 'togglefullscreen', label: words(text('menu.fullScreen')) },
    ],
  };
}

function windowMenu(mac: boolean, words: Words): Item {
  const menu: Item = { role: 'windowMenu', label: words(text('menu.window')) };
  if (mac) return menu;
  return {
    ...menu,
    submenu: [
      { role: 'minimize', label: words(text('menu.minimize')) },
      { role: 'close', label: words(text('menu.close')) },
    ],
  };
}
