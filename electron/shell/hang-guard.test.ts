import { expect, it, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import { guardAgainstHangs } from './hang-guard.ts';
import { hostWords } from './host-words.ts';
import { StandInWindow } from './testing/electron-stand-in.ts';

it.each([0, 1])(
  'a page that hangs is asked about once, and ended by who wants that: %s',
  async (response) => {
    const window = new StandInWindow();
    const forcefullyCrashRenderer = vi.fn();
    Object.assign(window.webContents, { forcefullyCrashRenderer });
    const ask = vi.fn(() => Promise.resolve({ response, checkboxChecked: false }));
    const words = hostWords(
      () => '"en"',
      () => [],
    );
    guardAgainstHangs({ window: window.asBrowserWindow(), ask, words, log: silentLog });
    window.emit('unresponsive');
    window.emit('unresponsive');
    expect(ask).toHaveBeenCalledOnce();
    await new Promise(setImmediate);
    expect(forcefullyCrashRenderer).toHaveBeenCalledTimes(response);
    window.emit('unresponsive');
    expect(ask).toHaveBeenCalledTimes(2);
  },
);
