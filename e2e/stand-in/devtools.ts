import { EventEmitter } from 'node:events';

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Chromium's DevTools protocol over one connection; a session is a target that this one is attached to. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #events = new EventEmitter();
  #next = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#events.setMaxListeners(0);
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data))));
  }

  static async connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`No Chromium at ${address}`)));
    });
    return new DevTools(socket);
  }

  /** @throws Error with what the protocol answered */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.#next;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { method, resolve: (result) => resolve(result as T), reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- What a method tells is the protocol's; the caller names it.
  on<T>(method: string, sessionId: string | undefined, told: (params: T) => void): void {
    this.#events.on(`${sessionId ?? ''} ${method}`, told);
  }

  close(): void {
    this.#socket.close();
  }

  #take({ id, method, sessionId, params, result, error }: Answer): void {
    if (id === undefined) {
      this.#events.emit(`${sessionId ?? ''} ${method}`, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
  }
}
