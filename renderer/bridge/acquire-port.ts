import type { Port } from '#shared/link/message.ts';
import { messagePort, webSocketPort } from './ports.ts';

/** Finds a way to the core; called again after the last one was lost. Rejects if there is none right now. */
export type AcquirePort = () => Promise<Port>;

/** The way that the page was loaded tells which host runs the core. */
export function acquirePortFor(page: Window): AcquirePort {
  return page.location.protocol.startsWith('http')
    ? () => openWebSocket(page.location)
    : handedPorts(page);
}

function openWebSocket(location: Location): Promise<Port> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${scheme}://${location.host}/link`);
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
function handedPorts(page: Window): AcquirePort {
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
