import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Ending } from './ending.ts';
import { standInApp, StandInContents } from './testing/electron-stand-in.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function start(patienceMs?: number) {
  const app = standInApp();
  const done = Promise.withResolvers<void>();
  const close = vi.fn(() => done.promise);
  const ending = new Ending({ app, close, ...(patienceMs !== undefined && { patienceMs }) });
  const quits = (): boolean => {
    let prevented = false;
    app.emit('will-quit', { preventDefault: () => (prevented = true) });
    return !prevented;
  };
  return { app, ending, close, done, quits };
}

describe('the end of the program', () => {
  it('waits until all is closed, once', async () => {
    const { app, ending, close, done, quits } = start();
    expect(ending.begun).toBe(false);
    expect([quits(), quits()]).toEqual([false, false]);
    expect(ending.begun).toBe(true);
    expect(close).toHaveBeenCalledOnce();
    done.resolve();
    await settle();
    expect(app.quits).toBeGreaterThan(0);
    expect(quits()).toBe(true);
  });

  it('does not wait for what cannot be closed', async () => {
    const { app, quits } = start(5);
    quits();
    await vi.waitFor(() => expect(app.quits).toBe(1));
    expect(quits()).toBe(true);
    const failing = start();
    failing.quits();
    failing.done.reject(new Error('a full disk'));
    await settle();
    expect(failing.quits()).toBe(true);
  });

  it('starts Moref again for who starts it meanwhile, once, and not before', () => {
    const { app, quits } = start();
    app.emit('second-instance', {}, ['/opt/moref', '--select', 'a']);
    expect(app.relaunches).toEqual([]);
    quits();
    app.emit('second-instance', {}, ['/opt/moref', '--select', 'b']);
    app.emit('second-instance', {}, ['/opt/moref']);
    expect(app.relaunches).toEqual([['--select', 'b']]);
  });

  it.each([
    ['linux', true],
    ['darwin', false],
  ] as const)(
    'on a shutdown of %s delays it: %s; asks nothing and quits',
    async (platform, delayed) => {
      const { app, ending, close, done } = start();
      const powerMonitor = new StandInContents();
      ending.heedSystem(powerMonitor, platform);
      expect(powerMonitor.prevented('shutdown')).toBe(delayed);
      expect(ending.unasked).toBe(true);
      expect(close).toHaveBeenCalledOnce();
      done.resolve();
      await settle();
      expect(app.quits).toBe(1);
    },
  );

  it('begins when Windows ends the session of any window', () => {
    const { ending, close } = start();
    const windows = [new EventEmitter(), new EventEmitter()];
    for (const window of windows) ending.heedWindow(window as never);
    for (const window of windows) window.emit('session-end', {});
    expect(close).toHaveBeenCalledOnce();
    expect(ending.unasked).toBe(true);
  });

  it('ends with a failure after a mistake', async () => {
    const { app, ending, done } = start();
    const aborted = ending.abort();
    done.resolve();
    await aborted;
    expect(app.exits).toEqual([1]);
  });
});
