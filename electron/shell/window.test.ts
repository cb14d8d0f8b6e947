import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions, MessageBoxSyncOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostWords } from './host-words.ts';
import { StandInWindow } from './testing/electron-stand-in.ts';
import { openWindow } from './window.ts';

let folder: string;
let stateFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-window-'));
  stateFile = join(folder, 'window.json');
});
afterEach(() => rm(folder, { recursive: true }));

const display = { x: 0, y: 0, width: 1920, height: 1080 };

function open(displays = [display], answer = 1) {
  const window = new StandInWindow();
  let given: BrowserWindowConstructorOptions = {};
  let asked: MessageBoxSyncOptions | undefined;
  openWindow({
    create: (options) => {
      given = options;
      return window.asBrowserWindow();
    },
    preload: '/app/preload.cjs',
    stateFile,
    address: 'moref://app/',
    displays,
    dark: true,
    words: hostWords(
      () => '"de"',
      () => [],
    ),
    ask: (box) => {
      asked = box;
      return answer;
    },
  });
  return { window, given, asked: () => asked };
}

describe('the main window', () => {
  it('isolates the page from Node', () => {
    const { window, given } = open();
    expect(given.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.loaded).toBe('moref://app/');
  });

  it('shows itself when there is something to see', () => {
    const { window } = open();
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    expect(window.maximized).toBe(false);
  });

  it('comes back where it was', async () => {
    const first = open().window;
    first.maximized = true;
    first.emit('close');
    const { window, given } = open();
    expect(given).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
    window.emit('ready-to-show');
    expect(window.maximized).toBe(true);
    expect(await readFile(stateFile, 'utf8')).toContain('"maximized":true');
  });

  it('is closed during a bulk run only by whoever says so', () => {
    expect(open([display], 1).window.webContents.prevented('will-prevent-unload')).toBe(false);
    expect(open([display], 0).window.webContents.prevented('will-prevent-unload')).toBe(true);
  });

  it('asks in the language of the user', () => {
    const { window, asked } = open();
    window.webContents.prevented('will-prevent-unload');
    expect(asked()).toMatchObject({
      message: 'Es ist noch etwas im Gange.',
      buttons: ['Schließen', 'Bleiben'],
      cancelId: 1,
    });
  });

  it('keeps its size and finds a new place when its display is gone', () => {
    const first = open().window;
    first.bounds = { x: 3000, y: 100, width: 900, height: 600 };
    first.emit('close');
    const { given } = open();
    expect(given).toMatchObject({ width: 900, height: 600 });
    expect(given).not.toHaveProperty('x');
  });

  it.each(['', 'null', '{"bounds":{"x":0,"y":0,"width":1,"height":1},"maximized":false}', '{"b'])(
    'takes its first size when the file says %j',
    async (text) => {
      await writeFile(stateFile, text);
      expect(open().given).toMatchObject({ width: 1400, height: 900 });
    },
  );
});
