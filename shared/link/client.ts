import type {
  CallName,
  CallParams,
  CallResult,
  Contract,
  Disposer,
  FeedItem,
  FeedKey,
  FeedName,
  FeedParams,
  StreamFacts,
  StreamName,
  StreamParams,
} from '../contract/define.ts';
import { text } from '../i18n/make-text.ts';
import { MorefException, type MorefError } from '../model/error.ts';
import { checkRequestSize } from './size.ts';
import type { CoreMessage, FeedFrame, Port, RequestId } from './message.ts';
import { PageStream, type StreamHandle, type StreamListener } from './page-stream.ts';

export interface FeedListener<Key, Item> {
  /** The frame is acknowledged when this returns, or its promise settles: a slow listener slows the feed down. */
  frame(frame: FeedFrame<Key, Item>): void | Promise<void>;
  /** The feed has ended. */
  failed(error: MorefError): void;
}

/** The page's end of the link. */
export interface LinkClient<C extends Contract> {
  /** Rejects with a MorefException; with kind `cancelled` after the signal was aborted. */
  call<N extends CallName<C>>(
    name: N,
    params: CallParams<C, N>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<CallResult<C, N>>;
  /** Opens a feed. The disposer may be called at any time, also from inside the listener. */
  open<N extends FeedName<C>>(
    name: N,
    params: FeedParams<C, N>,
    listener: FeedListener<FeedKey<C, N>, FeedItem<C, N>>,
  ): Disposer;
  /** Opens a stream. */
  stream<N extends StreamName<C>>(
    name: N,
    params: StreamParams<C, N>,
    listener: StreamListener<StreamFacts<C, N>>,
  ): StreamHandle;
  close(): void;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: MorefException): void;
}

const lost: MorefError = {
  kind: 'link',
  message: text('link.error.lost'),
  retryable: true,
};

interface OpenFeed {
  readonly name: string;
  readonly listener: FeedListener<unknown, unknown>;
}

/** What a client says of itself. */
export interface LinkClientOptions {
  /** The port went away by itself. */
  readonly onClosed?: () => void;
  /** The listener of a feed or a stream threw: it goes on, and so do the others. */
  readonly onListenerError?: (name: string, thrown: unknown) => void;
}

/** Speaks the link over a port. */
export function createLinkClient<C extends Contract>(
  port: Port,
  options: LinkClientOptions = {},
): LinkClient<C> {
  const page = new Page(port, options);
  port.listen({
    message: (message) => page.receive(message as CoreMessage),
    closed: () => {
      if (page.close()) options.onClosed?.();
    },
  });
  return {
    call: (name, params, { signal } = {}) => page.call(name, params, signal) as Promise<never>,
    open: (name, params, listener) => page.open(name, params, listener),
    stream: (name, params, listener) => page.stream(name, params, listener),
    close: () => {
      if (page.close()) port.close();
    },
  };
}

/** What the page has asked for and waits for: answers of calls, frames of feeds, bytes of streams. */
class Page {
  readonly #port: Port;
  readonly #options: LinkClientOptions;
  readonly #pending = new Map<RequestId, PendingCall>();
  readonly #feeds = new Map<RequestId, OpenFeed>();
  readonly #streams = new Map<RequestId, PageStream>();
  #nextId: RequestId = 1;
  #closed = false;

  constructor(port: Port, options: LinkClientOptions) {
    this.#port = port;
    this.#options = options;
  }

  async call(name: string, params: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (this.#closed) throw new MorefException(lost);
    if (signal?.aborted === true) throw new MorefException(cancelled);
    checkRequestSize(name, params);
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const onAbort = (): void => {
      this.#pending.delete(id);
      this.#port.send({ t: 'abort', id });
      reject(new MorefException(cancelled));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const settle = (): void => signal?.removeEventListener('abort', onAbort);
    this.#pending.set(id, {
      resolve: (value) => {
        settle();
        resolve(value);
      },
      reject: (error) => {
        settle();
        reject(error);
      },
    });
    this.#port.send({ t: 'call', id, name, params });
    return promise;
  }

  open(name: string, params: unknown, listener: OpenFeed['listener']): Disposer {
    const id = this.#nextId++;
    if (this.#closed) {
      this.#end({ name, listener }, lost);
      return () => undefined;
    }
    this.#feeds.set(id, { name, listener });
    this.#port.send({ t: 'open', id, name, params });
    return () => {
      if (this.#feeds.delete(id) && !this.#closed) this.#port.send({ t: 'close', id });
    };
  }

  stream(name: string, params: unknown, listener: StreamListener<unknown>): StreamHandle {
    const id = this.#nextId++;
    const stream = new PageStream({
      id,
      listener,
      send: (message) => {
        if (!this.#closed) this.#port.send(message);
      },
      gone: () => this.#streams.delete(id),
      onListenerError: (thrown) => this.#options.onListenerError?.(name, thrown),
    });
    this.#streams.set(id, stream);
    if (this.#closed) void Promise.resolve().then(() => stream.end(lost));
    else this.#port.send({ t: 'stream', id, name, params });
    return stream;
  }

  receive(message: CoreMessage): void {
    switch (message.t) {
      case 'result':
        this.#pending.get(message.id)?.resolve(message.value);
        this.#pending.delete(message.id);
        return;
      case 'error':
        this.#fail(message.id, message.error);
        return;
      case 'frame':
        void this.#deliver(message);
        return;
      case 'opened':
        this.#streams.get(message.id)?.opened(message.facts);
        return;
      case 'data':
        void this.#streams.get(message.id)?.receive(message.bytes);
        return;
      case 'credit':
        this.#streams.get(message.id)?.credited(message.bytes);
        return;
      case 'ended':
        this.#streams.get(message.id)?.end();
    }
  }

  /** Everything that waits fails. Returns whether it was open until now. */
  close(): boolean {
    if (this.#closed) return false;
    this.#closed = true;
    for (const call of this.#pending.values()) call.reject(new MorefException(lost));
    this.#pending.clear();
    const open = [...this.#feeds.values()];
    this.#feeds.clear();
    for (const feed of open) this.#end(feed, lost);
    for (const stream of this.#streams.values()) stream.end(lost);
    return true;
  }

  /** A call, a feed or a stream: they are numbered together. */
  #fail(id: RequestId, error: MorefError): void {
    this.#pending.get(id)?.reject(new MorefException(error));
    this.#pending.delete(id);
    const feed = this.#feeds.get(id);
    this.#feeds.delete(id);
    if (feed !== undefined) this.#end(feed, error);
    this.#streams.get(id)?.end(error);
  }

  #end({ name, listener }: OpenFeed, error: MorefError): void {
    try {
      listener.failed(error);
    } catch (thrown) {
      this.#options.onListenerError?.(name, thrown);
    }
  }

  async #deliver(frame: FeedFrame<unknown, unknown> & { readonly id: RequestId }): Promise<void> {
    const { id, seq } = frame;
    const feed = this.#feeds.get(id);
    if (feed === undefined) return;
    try {
      await feed.listener.frame(frame);
    } catch (thrown) {
      this.#options.onListenerError?.(feed.name, thrown);
    } finally {
      // A listener that threw must not stall the feed: it has seen the frame.
      if (this.#feeds.has(id) && !this.#closed) this.#port.send({ t: 'ack', id, seq });
    }
  }
}

const cancelled: MorefError = { kind: 'cancelled', message: text('link.error.cancelled') };
