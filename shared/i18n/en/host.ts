import type { Texts } from '../catalogue.ts';

/** What the program around the page says by itself: questions of the desktop, its menu, and why it does not start. */
export const hostMessages = {
  'host.leave': 'Something is under way.',
  'host.leave.detail':
    'If Moref ends, what was sent goes on at the servers; what waits is not sent any more. An operation of several steps has a few seconds to come to its end, or is taken back.',
  'host.leave.close': 'Close',
  'host.leave.stay': 'Stay',
  'host.crashed': 'The window stopped working.',
  'host.crashed.detail': (p: { readonly reason: string; readonly exitCode: string }) =>
    `Its process ended (${p.reason}, ${p.exitCode}). Servers stay connected, and tasks go on.`,
  'host.startAgain': 'Start again',
  'host.mistake': 'Moref made a mistake and has to end.',
  'host.mistake.detail': (p: { readonly problem: string; readonly logs: string }) =>
    `${p.problem}\n\nWhat was sent goes on at the servers. The log is in ${p.logs}.`,
  'host.notLoaded': 'The window cannot be loaded.',
  'host.loadAgain': 'Load again',
  'host.quit': 'Quit',
  'host.noSandbox': 'The sandbox of the window is off.',
  'host.noSandbox.detail':
    'Moref was started with --no-sandbox, by hand or by the starter of its package. A fault in the window could then reach all that this user may. A package of the distribution (deb, rpm) does not need the switch; where the system lets no program have user namespaces, an AppImage does.',
  'host.noSandbox.start': 'Start all the same',
  'host.unresponsive': 'The window does not answer.',
  'host.unresponsive.detail': 'Servers stay connected, and tasks go on.',
  'host.wait': 'Wait',
  'host.noStart': 'Moref cannot start',
  'host.noPage': 'There is nothing at this address.',
  'host.folderInUse': (p: { readonly folder: string }) =>
    `Moref is running already with the data folder ${p.folder}. Use the one that runs, or name another folder with --data-folder.`,
  'host.notLocked': (p: { readonly problem: string }) => `It cannot be locked: ${p.problem}`,
  'menu.file': '&File',
  'menu.quit': '&Quit',
  'menu.edit': '&Edit',
  'menu.undo': '&Undo',
  'menu.redo': '&Redo',
  'menu.cut': 'Cu&t',
  'menu.copy': '&Copy',
  'menu.paste': '&Paste',
  'menu.selectAll': 'Select &all',
  'menu.view': '&View',
  'menu.reload': '&Reload',
  'menu.actualSize': '&Actual size',
  'menu.zoomIn': 'Zoom &in',
  'menu.zoomOut': 'Zoom &out',
  'menu.fullScreen': '&Full screen',
  'menu.window': '&Window',
  'menu.minimize': '&Minimise',
  'menu.close': '&Close',
  'menu.help': '&Help',
  'menu.openLogs': 'Open &log folder',
  'menu.about': '&About Moref',
} as const satisfies Texts;
