import type { MessagePortMain } from 'electron';
import type { Port } from '#shared/link/message.ts';

/** The link over a MessagePort: messages cross by structured clone, and a page that goes away closes its end. */
export function messagePort(
  port: Pick<MessagePortMain, 'postMessage' | 'on' | 'start' | 'close'>,
): Port {
  return {
    send: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', (event) => listener.message(event.data));
      port.on('close', () => listener.closed());
      port.start();
    },
    close: () => port.close(),
  };
}
