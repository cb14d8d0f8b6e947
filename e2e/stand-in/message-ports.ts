import { EventEmitter } from 'node:events';
import { codec } from './codec.ts';

const { pack, unpack } = codec();
let ids = 0;

/** One end of a channel. The other end is in a page, once it was posted there. */
export class MessagePortMain extends EventEmitter {
  readonly id = ++ids;
  peer: MessagePortMain | undefined;
  /** Carries text into the page. */
  #carry: ((text: string) => void) | undefined;
  #unsent: string[] = [];
  #unheard: string[] = [];
  #started = false;
  #closed = false;

  postMessage(message: unknown): void {
    if (this.#closed) return;
    // What cannot be cloned fails here, as it does in Electron.
    structuredClone(message);
    this.peer?.leave(pack(message));
  }

  start(): void {
    this.#started = true;
    for (const text of this.#unheard.splice(0)) this.hear(text);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }

  /** This end goes to a page. @returns takes what the page says */
  moveTo(carry: (text: string) => void): MessagePortMain | undefined {
    this.#carry = carry;
    for (const text of this.#unsent.splice(0)) carry(text);
    return this.peer;
  }

  leave(text: string): void {
    if (this.#carry === undefined) this.#unsent.push(text);
    else this.#carry(text);
  }

  hear(text: string): void {
    if (this.#started) this.emit('message', { data: unpack(text), ports: [] });
    else this.#unheard.push(text);
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}
