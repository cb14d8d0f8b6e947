import type { MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { hostWords } from './host-words.ts';
import { Leaving } from './leaving.ts';
import { standInApp, StandInWindow } from './testing/electron-stand-in.ts';

const german = hostWords(
  () => '"de"',
  () => [],
);
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function start(count = 1) {
  const app = standInApp();
  const asked: { readonly box: MessageBoxOptions; readonly answer: (button: number) => void }[] =
    [];
  let unasked = false;
  const leaving = new Leaving({
    app,
    words: german,
    unasked: () => unasked,
    ask: (_window, box) =>
      new Promise((resolve) => {
        const answer = (response: number): void => resolve({ response, checkboxChecked: false });
        asked.push({ box, answer });
      }),
  });
  const windows = Array.from({ length: count }, () => {
    const window = new StandInWindow();
    leaving.guard(window.asBrowserWindow());
    return window;
  });
  /** Chromium asks the page, which has something under way. */
  const tries = (window = windows[0], closes = true): boolean => {
    if (closes) window?.emit('close');
    return window?.webContents.prevented('will-prevent-unload') ?? false;
  };
  const logOff = (): void => {
    unasked = true;
  };
  return { app, leaving, windows, asked, tries, logOff };
}

describe('leaving a page that has something under way', () => {
  it('is asked about without stopping anything; the window stays until somebody agrees', async () => {
    const { windows, asked, tries } = start();
    expect(tries()).toBe(false);
    expect(tries()).toBe(false);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.box).toMatchObject({
      message: 'Es ist noch etwas im Gange.',
      buttons: ['Schließen', 'Bleiben'],
      cancelId: 1,
    });
    asked[0]?.answer(0);
    await settle();
    expect(windows[0]?.closes).toBe(1);
    expect(tries()).toBe(true);
  });

  it('is not left by who stays, who is asked again the next time', async () => {
    const { windows, asked, tries } = start();
    tries();
    asked[0]?.answer(1);
    await settle();
    expect(windows[0]?.closes).toBe(0);
    expect(tries()).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('loads again where that was wanted, and asks anew after that', async () => {
    const { windows, asked, tries } = start();
    tries(windows[0], false);
    asked[0]?.answer(0);
    await settle();
    expect(windows[0]?.webContents.reloads).toBe(1);
    expect(tries(windows[0], false)).toBe(true);
    windows[0]?.webContents.emit('did-finish-load');
    expect(tries(windows[0], false)).toBe(false);
  });

  it('asks once where Moref quits with several windows, and goes on with that', async () => {
    const { app, leaving, windows, asked, tries } = start(2);
    app.emit('before-quit');
    expect(leaving.quits).toBe(true);
    expect([tries(windows[0]), tries(windows[1])]).toEqual([false, false]);
    expect(leaving.quits).toBe(false);
    asked[0]?.answer(0);
    await settle();
    expect(app.quits).toBe(1);
    expect([tries(windows[0]), tries(windows[1])]).toEqual([true, true]);
  });

  it('does not hold up the end of the system', () => {
    const { asked, tries, logOff } = start();
    logOff();
    expect(tries()).toBe(true);
    expect(asked).toEqual([]);
  });
});
