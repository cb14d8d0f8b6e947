import type { StreamHandle } from '#shared/link/page-stream.ts';

/** A stream of the link with the members of a WebSocket, as noVNC wants its channels (core/websock.js, attach). */
export class RfbChannel {
  binaryType = 'arraybuffer';
  protocol = '';
  readyState: 'open' | 'closed' = 'open';
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: Uint8Array }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  readonly #stream: Pick<StreamHandle, 'send' | 'close'>;

  constructor(stream: Pick<StreamHandle, 'send' | 'close'>) {
    this.#stream = stream;
  }

  send(bytes: Uint8Array): void {
    // A copy: the sender's memory is written again at once.
    this.#stream.send(bytes.slice());
  }

  receive(bytes: Uint8Array): void {
    this.onmessage?.({ data: bytes });
  }

  /** The other side has ended. */
  ended(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.onclose?.({ code: 1000, reason: '' });
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.#stream.close();
    this.ended();
  }
}
