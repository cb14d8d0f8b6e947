import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#core/log.ts';
import { hostWords } from './host-words.ts';
import { guardAgainstCrashes } from './crash-guard.ts';
import { standInApp, StandInWindow } from './testing/electron-stand-in.ts';

const german = hostWords(
  () => '"de"',
  () => [],
);

function start(response: number) {
  const window = new StandInWindow();
  const app = standInApp();
  const ask = vi.fn(() => Promise.resolve({ response, checkboxChecked: false }));
  guardAgainstCrashes({
    window: window.asBrowserWindow(),
    ask: ask,
    app,
    words: german,
    log: silentLog,
  });
  return { window, app, ask };
}

const crash = { reason: 'crashed', exitCode: 11 };

describe('a page that crashed', () => {
  it('is loaded again if the user wants it', async () => {
    const { window, app } = start(0);
    window.webContents.emit('render-process-gone', {}, crash);
    await vi.waitFor(() => expect(window.webContents.reloads).toBe(1));
    expect(app.quits).toBe(0);
  });

  it('asks in the language of the user', () => {
    const { window, ask } = start(0);
    window.webContents.emit('render-process-gone', {}, crash);
    expect(ask).toHaveBeenCalledWith(
      expect.objectContaining({
        message: 'Das Fenster funktioniert nicht mehr.',
        detail: expect.stringContaining('(crashed, 11)'),
        buttons: ['Erneut laden', 'Beenden'],
      }),
    );
  });

  it('ends the program if the user wants that', async () => {
    const { window, app } = start(1);
    window.webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'moref://app/', true);
    await vi.waitFor(() => expect(app.quits).toBe(1));
    expect(window.webContents.reloads).toBe(0);
  });

  it('asks nothing about an orderly end or a load that was replaced', () => {
    const { window, ask } = start(0);
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    window.webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'moref://app/', true);
    window.webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'x', false);
    expect(ask).not.toHaveBeenCalled();
  });
});
