import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StandInWindow } from './testing/electron-stand-in.ts';
import { openWindow } from './window.ts';
import { WindowStates } from './window-state.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-window-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const display = { x: 0, y: 0, width: 1920, height: 1080 };

async function open(displays = [display], minimized = false) {
  const window = new StandInWindow();
  const states = await WindowStates.load(folder);
  let given: BrowserWindowConstructorOptions = {};
  openWindow({
    create: (options) => {
      given = options;
      return window.asBrowserWindow();
    },
    preload: '/app/preload.cjs',
    state: states.get('first', displays),
    moved: (state) => states.set('first', state),
    address: 'moref://app/',
    minimized,
    dark: true,
  });
  return { window, given, states };
}

describe('a window', () => {
  it('isolates the page from Node', async () => {
    const { window, given } = await open();
    expect(given.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.loaded).toBe('moref://app/');
  });

  it('shows itself when there is something to see', async () => {
    const { window } = await open();
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    expect(window.maximized).toBe(false);
  });

  it('shows itself where nothing is painted before it is shown, and where nothing is loaded either', async () => {
    const loaded = (await open()).window;
    loaded.webContents.emit('did-finish-load');
    expect(loaded.shown).toBe(true);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = open();
    await vi.advanceTimersByTimeAsync(0);
    const { window } = await opening;
    expect(window.shown).toBe(false);
    vi.advanceTimersByTime(3000);
    expect(window.shown).toBe(true);
  });

  it('shows itself once, and not when it is gone by then', async () => {
    const { window } = await open();
    window.emit('ready-to-show');
    window.shown = false;
    window.webContents.emit('did-finish-load');
    expect(window.shown).toBe(false);
    const gone = (await open()).window;
    gone.destroyed = true;
    gone.webContents.emit('did-finish-load');
    expect(gone.shown).toBe(false);
  });

  it('stays out of the way when it is to', async () => {
    const { window } = await open([display], true);
    window.emit('ready-to-show');
    expect(window.shown).toBe(false);
    expect(window.minimized).toBe(true);
  });

  it('comes back where it was', async () => {
    const first = await open();
    first.window.maximized = true;
    first.window.emit('close');
    await first.states.settled();
    const { window, given } = await open();
    expect(given).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
    window.emit('ready-to-show');
    expect(window.maximized).toBe(true);
    expect(await readFile(join(folder, 'window.json'), 'utf8')).toContain('"maximized":true');
  });

  it('is where it was moved to, also when nobody closed it', async () => {
    const { window, states } = await open();
    window.bounds = { x: 300, y: 200, width: 1100, height: 800 };
    window.emit('move');
    await states.settled();
    expect((await open()).given).toMatchObject(window.bounds);
  });

  it('keeps its size and finds a new place when its display is gone', async () => {
    await at({ x: 3000, y: 100, width: 900, height: 600 });
    const { given } = await open();
    expect(given).toMatchObject({ width: 900, height: 600 });
    expect(given).not.toHaveProperty('x');
  });

  it.each([
    [
      'a smaller display',
      { x: 100, y: 100, width: 3000, height: 2000 },
      { x: 0, y: 0, width: 1920, height: 1080 },
    ],
    [
      'an edge',
      { x: 1500, y: 900, width: 1000, height: 700 },
      { x: 920, y: 380, width: 1000, height: 700 },
    ],
    [
      'a title bar above',
      { x: 100, y: -300, width: 1000, height: 700 },
      { x: 100, y: 0, width: 1000, height: 700 },
    ],
  ])('is put within %s', async (_what, before, after) => {
    await at(before);
    expect((await open()).given).toMatchObject(after);
  });

  it('is not larger than the display that it comes to when its own is gone', async () => {
    await at({ x: 5000, y: 100, width: 3000, height: 2000 });
    expect((await open()).given).toMatchObject({ width: 1920, height: 1080 });
  });

  it.each(['', 'null', '{"bounds":{"x":0,"y":0,"width":1,"height":1},"maximized":false}', '{"b'])(
    'takes its first size when the file says %j',
    async (text) => {
      await writeFile(join(folder, 'window.json'), text);
      expect((await open()).given).toMatchObject({ width: 1400, height: 900 });
    },
  );
});

async function at(bounds: object): Promise<void> {
  await writeFile(join(folder, 'window.json'), JSON.stringify({ bounds, maximized: false }));
}
