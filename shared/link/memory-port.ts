import type { Port } from './message.ts';

/**
 * Two ports that talk to each other within one process, for a host's own calls and for tests. Messages arrive in order and
 * never in the call that sent them; a message sent before the other side listens waits for it.
 */
export function createPortPair(): readonly [Port, Port] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.other = right;
  right.other = left;
  return [left, right];
}

type Listener = Parameters<Port['listen']>[0];

class MemoryEnd implements Port {
  other: MemoryEnd | undefined;
  readonly #inbox: unknown[] = [];
  #listener: Listener | undefined;
  #closed = false;
  #draining = false;

  send(message: unknown): void {
    if (!this.#closed) this.other?.receive(message);
  }

  receive(message: unknown): void {
    this.#inbox.push(message);
    this.#wake();
  }

  listen(listener: Listener): void {
    this.#listener = listener;
    this.#wake();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.other?.closedByOther();
  }

  closedByOther(): void {
    if (this.#closed) return;
    this.#closed = true;
    void Promise.resolve().then(() => this.#listener?.closed());
  }

  #wake(): void {
    if (this.#draining || this.#listener === undefined || this.#inbox.length === 0) return;
    this.#draining = true;
    void Promise.resolve().then(() => {
      this.#draining = false;
      for (const message of this.#inbox.splice(0))
        if (!this.#closed) this.#listener?.message(message);
      this.#wake();
    });
  }
}
