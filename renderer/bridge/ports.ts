import { decodeData, encodeData } from '#shared/link/binary-codec.ts';
import { decodeMessage, encodeMessage } from '#shared/link/json-codec.ts';
import { splitText } from '#shared/link/text-parts.ts';
import type { Port } from '#shared/link/message.ts';

/** The port that Electron's preload script hands over. Messages cross by structured clone. */
export function messagePort(port: MessagePort): Port {
  return {
    send: (message) => port.postMessage(message),
    listen: (listener) => {
      port.addEventListener('message', (event) => listener.message(event.data));
      port.addEventListener('close', () => listener.closed());
      port.start();
    },
    close: () => port.close(),
  };
}

/** The browser host's WebSocket, already open. Messages cross as text, the bytes of streams as they are. */
export function webSocketPort(socket: WebSocket): Port {
  socket.binaryType = 'arraybuffer';
  return {
    send: (message) => {
      // A socket that is closing tells so by its close event; what is sent meanwhile is lost either way.
      if (socket.readyState !== WebSocket.OPEN) return;
      if (message.t === 'data') socket.send(encodeData(message));
      else for (const part of splitText(encodeMessage(message))) socket.send(part);
    },
    listen: (listener) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) =>
        listener.message(
          typeof data === 'string' ? decodeMessage(data) : decodeData(new Uint8Array(data)),
        ),
      );
      socket.addEventListener('close', () => listener.closed());
    },
    close: () => socket.close(),
  };
}
