import type { Duplex } from 'node:stream';
import type { ByteStream } from '#shared/contract/define.ts';

/**
 * A socket as a stream of the link.
 * @param explain what is thrown to whoever reads or writes when the socket breaks
 * @param closed called once, when it is over
 */
export function byteStream(
  socket: Duplex,
  explain: (error: unknown) => Error,
  closed: () => void,
): ByteStream {
  socket.once('close', closed);
  // Whoever reads is notified; between two reads nobody else would take notice, and the program would end.
  socket.on('error', () => undefined);
  return {
    incoming: chunksOf(socket, explain),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => {
          if (error === null || error === undefined) resolve();
          else reject(explain(error));
        });
      }),
    close: () => void socket.destroy(),
  };
}

async function* chunksOf(
  socket: Duplex,
  explain: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of socket) yield chunk as Uint8Array;
  } catch (error) {
    throw explain(error);
  }
}
