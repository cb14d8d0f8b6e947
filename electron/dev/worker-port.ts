import type { MessagePort } from 'node:worker_threads';
import type { Port } from '#shared/link/message.ts';

/** The link over a port between threads: messages cross by structured clone; a thread that ends closes its ports. */
export function workerPort(port: MessagePort): Port {
  return {
    send: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', (message: unknown) => listener.message(message));
      port.on('close', () => listener.closed());
    },
    close: () => port.close(),
  };
}

/** Passes on everything between two ports; each is closed when the other is. */
export function joinPorts(left: Port, right: Port): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const)
    from.listen({
      // Checked where it arrives.
      message: (message) => to.send(message as Parameters<Port['send']>[0]),
      closed: () => to.close(),
    });
}
