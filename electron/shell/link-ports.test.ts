import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { Port } from '#shared/link/message.ts';
import { handOutPorts, portChannel } from './link-ports.ts';
import { standInChannel, standInIpc } from './testing/electron-stand-in.ts';

function start() {
  const ipcMain = standInIpc();
  const channel = standInChannel();
  const attached: Port[] = [];
  const onRefused = vi.fn();
  handOutPorts({
    ipcMain,
    createChannel: () => channel,
    attach: (port) => {
      attached.push(port);
      return () => undefined;
    },
    onRefused,
  });
  const ask = (change: object = {}, sender: object = {}): ReturnType<typeof vi.fn> => {
    const postMessage = vi.fn();
    const frame = { origin: 'moref://app', parent: null, postMessage, ...change };
    ipcMain.emit(portChannel, { senderFrame: frame, sender: { mainFrame: frame, ...sender } });
    return postMessage;
  };
  return { ipcMain, channel, attached, onRefused, ask };
}

describe('the channel that asks for a port', () => {
  it('gives one to our page, connected to the core', async () => {
    const { ask, attached, channel } = start();
    expect(ask()).toHaveBeenCalledWith(portChannel, null, [channel.port2]);
    const message = vi.fn();
    const closed = vi.fn();
    attached[0]?.listen({ message, closed });
    channel.far.postMessage({ t: 'close', id: 9n });
    await vi.waitFor(() => expect(message).toHaveBeenCalledWith({ t: 'close', id: 9n }));
    const answer = once(channel.far, 'message');
    attached[0]?.send({ t: 'result', id: 1, value: 2n });
    expect(await answer).toEqual([{ t: 'result', id: 1, value: 2n }]);
    channel.far.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
  });

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }, {}],
    ['an opaque origin', { origin: 'null' }, {}],
    ['a frame within the page', { parent: {} }, {}],
    ['a frame that is not the one of the window', {}, { mainFrame: {} }],
  ])('refuses %s', (_what, frame, sender) => {
    const { ask, attached, onRefused } = start();
    expect(ask(frame, sender)).not.toHaveBeenCalled();
    expect(attached).toEqual([]);
    expect(onRefused).toHaveBeenCalledTimes(1);
  });

  it('refuses a frame that is gone', () => {
    const { ipcMain, attached, onRefused } = start();
    ipcMain.emit(portChannel, { senderFrame: null, sender: {} });
    expect(attached).toEqual([]);
    expect(onRefused).toHaveBeenCalledTimes(1);
  });
});
