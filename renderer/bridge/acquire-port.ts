import type { Port } from '#shared/link/message.ts';
import type { BrowserAccess } from './browser-access.ts';
import { messagePort, webSocketPort } from './ports.ts';

/** Finds a way to the core; called again after the last one was lost. Rejects if there is none right now. */
export type AcquirePort = () => Promise<Port>;

/** Opens the browser host's WebSocket, with the secret beside its sub-protocol: no other header of it is the page's to set. */
export function socketPorts(location: Location, access: BrowserAccess): AcquirePort {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return async () => {
    const secret = await access.secret();
    return openWebSocket(`${scheme}://${location.host}/link`, ['moref', secret]);
  };
}

function openWebSocket(address: string, protocols: string[]): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, protocols);
    const refused = (): void => reject(new Error('The link was refused.'));
    socket.addEventListener('close', refused, { once: true });
    socket.addEventListener(
      'open',
      () => {
        socket.removeEventListener('close', refused);
        resolve(webSocketPort(socket));
      },
      { once: true },
    );
  });
}

/** Preload hands a port by a window message at every load, and again whenever the main process made a new one. */
export function handedPorts(page: Window): AcquirePort {
  const waiting: MessagePort[] = [];
  let wanted: ((port: Port) => void) | undefined;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== page || event.data !== 'moref:port' || port === undefined) return;
    if (wanted === undefined) waiting.push(port);
    else wanted(messagePort(port));
    wanted = undefined;
  });
  return () => {
    const port = waiting.shift();
    if (port !== undefined) return Promise.resolve(messagePort(port));
    return new Promise((resolve) => {
      wanted = resolve;
    });
  };
}
