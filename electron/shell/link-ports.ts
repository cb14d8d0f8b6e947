import type { IpcMain, IpcMainEvent, MessageChannelMain } from 'electron';
import type { Port } from '#shared/link/message.ts';
import { messagePort } from './message-port.ts';
import { appOrigin } from './scheme.ts';

/** The only channel between a page and the main process; all else runs over the port that it hands out. */
export const portChannel = 'moref:port';

export interface LinkPortsOptions {
  readonly ipcMain: Pick<IpcMain, 'on'>;
  readonly createChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  /** Serves the link of one page, at once or once the core is there. */
  readonly attach: (port: Port) => unknown;
  /** Notified of a request that was refused. */
  readonly onRefused: (origin: string) => void;
}

/** Gives a port of the link to each page of ours that asks for one, and to nobody else. */
export function handOutPorts(options: LinkPortsOptions): void {
  options.ipcMain.on(portChannel, (event) => {
    const frame = event.senderFrame;
    if (frame === null || !isOurPage(event, frame)) {
      options.onRefused(frame?.origin ?? 'a frame that is gone');
      return;
    }
    const { port1, port2 } = options.createChannel();
    options.attach(messagePort(port1));
    frame.postMessage(portChannel, null, [port2]);
  });
}

/** A page of ours in the window itself: not a frame within it, whatever that has loaded. */
function isOurPage(event: IpcMainEvent, frame: NonNullable<IpcMainEvent['senderFrame']>): boolean {
  return frame.origin === appOrigin && frame.parent === null && frame === event.sender.mainFrame;
}
