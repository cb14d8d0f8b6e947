import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { furtherWindows, windowAt } from './further-windows.ts';

type Handler = (details: { readonly url: string }) => { readonly action: string };

/** A window as far as it matters here. */
class StandIn extends EventEmitter {
  readonly address: string;
  open: Handler = () => ({ action: 'none' });
  readonly focus = vi.fn();
  readonly webContents = {
    setWindowOpenHandler: (handler: Handler) => {
      this.open = handler;
    },
  };

  constructor(address: string) {
    super();
    this.address = address;
  }
}

function start() {
  let quits = false;
  const quit = (): void => {
    quits = true;
  };
  const windows: StandIn[] = [];
  const forgetWindow = vi.fn(() => Promise.resolve());
  const made = furtherWindows({
    quits: () => quits,
    forget: forgetWindow,
    create: (_id, address) => {
      const window = new StandIn(address);
      windows.push(window);
      return window as unknown as BrowserWindow;
    },
  });
  return { quit, windows, forgetWindow, made };
}

const addresses = (windows: readonly StandIn[]): string[] => windows.map(({ address }) => address);

describe('several windows of the desktop', () => {
  it('are opened by a page of ours, once each, and by nobody else', () => {
    const { windows, made } = start();
    made.openFirst();
    expect(windows[0]?.open({ url: 'moref://app/?window=a#show=vc' })).toEqual({ action: 'deny' });
    windows[1]?.open({ url: 'moref://app/?window=b' });
    windows[0]?.open({ url: 'moref://app/?window=a' });
    windows[0]?.open({ url: 'https://evil.example/?window=c' });
    expect(addresses(windows)).toEqual([
      'moref://app/',
      'moref://app/?window=a#show=vc',
      'moref://app/?window=b',
    ]);
    expect(windows[1]?.focus).toHaveBeenCalledOnce();
  });

  it('are forgotten when somebody closes them, and opened again when Moref ended with them', () => {
    const { quit, windows, made, forgetWindow } = start();
    made.openFirst();
    made.openRemembered(['a', 'b']);
    expect(addresses(windows).slice(1)).toEqual(['moref://app/?window=a', 'moref://app/?window=b']);
    windows[1]?.emit('closed');
    expect(forgetWindow).toHaveBeenCalledWith('a');
    quit();
    windows[2]?.emit('closed');
    windows[0]?.emit('closed');
    expect(forgetWindow).toHaveBeenCalledTimes(1);
  });

  it.each([
    'moref://app/',
    'moref://app/?window=',
    'moref://app/?window=../x',
    'moref://apple/?window=a',
    'moref://app/?window=a&x=1',
  ])('%s is the address of none', (url) => expect(windowAt(url)).toBeUndefined());
});
