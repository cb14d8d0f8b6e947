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
} from '../contract/define.ts';
import { text } from '../i18n/make-text.ts';
import { MorefException, type MorefError } from '../model/error.ts';
import { checkRequestSize } from './size.ts';
import type { CoreMessage, FeedFrame, Port, RequestId } from './message.ts';

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

/** What a client tells of itself. */
export interface LinkClientOptions {
  /** The port went away by itself. */
  readonly onClosed?: () => void;
  /** The listener of a feed threw: the feed goes on, and so do the others. */
  readonly onListenerError?: (feed: string, thrown: unknown) => void;
}

/** Speaks the link over a port. */
export function createLinkClient<C extends Contract>(
  port: Port,
  { onClosed, onListenerError }: LinkClientOptions = {},
): LinkClient<C> {
  const pending = new Map<RequestId, PendingCall>();
  const feeds = new Map<RequestId, OpenFeed>();
  let nextId: RequestId = 1;
  let closed = false;

  function shut(): void {
    closed = true;
    for (const entry of pending.values()) entry.reject(new MorefException(lost));
    pending.clear();
    const open = [...feeds.values()];
    feeds.clear();
    for (const feed of open) end(feed, lost);
  }

  function end({ name, listener }: OpenFeed, error: MorefError): void {
    try {
      listener.failed(error);
    } catch (thrown) {
      onListenerError?.(name, thrown);
    }
  }

  function receive(message: CoreMessage): void {
    switch (message.t) {
      case 'result':
        pending.get(message.id)?.resolve(message.value);
        pending.delete(message.id);
        return;
      case 'error': {
        const error = message.error;
        pending.get(message.id)?.reject(new MorefException(error));
        pending.delete(message.id);
        const feed = feeds.get(message.id);
        feeds.delete(message.id);
        if (feed !== undefined) end(feed, error);
        return;
      }
      case 'frame':
        void deliver(message);
    }
  }

  async function deliver(
    frame: FeedFrame<unknown, unknown> & { readonly id: RequestId },
  ): Promise<void> {
    const feed = feeds.get(frame.id);
    if (feed === undefined) return;
    try {
      await feed.listener.frame(frame);
    } catch (thrown) {
      onListenerError?.(feed.name, thrown);
    } finally {
      // A listener that threw must not stall the feed: it has seen the frame.
      if (feeds.has(frame.id) && !closed) port.send({ t: 'ack', id: frame.id, seq: frame.seq });
    }
  }

  port.listen({
    message: (message) => receive(message as CoreMessage),
    closed: () => {
      if (closed) return;
      shut();
      onClosed?.();
    },
  });

  return {
    call: (name, params, options) => {
      const signal = options?.signal;
      if (closed) return Promise.reject(new MorefException(lost));
      if (signal?.aborted === true) return Promise.reject(new MorefException(cancelled));
      try {
        checkRequestSize(name, params);
      } catch (error) {
        return Promise.reject(error);
      }
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          pending.delete(id);
          port.send({ t: 'abort', id });
          reject(new MorefException(cancelled));
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        const settle = (): void => signal?.removeEventListener('abort', onAbort);
        pending.set(id, {
          resolve: (value) => {
            settle();
            resolve(value as never);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
        });
        port.send({ t: 'call', id, name, params });
      });
    },
    open: (name, params, listener) => {
      const id = nextId++;
      if (closed) {
        end({ name, listener }, lost);
        return () => undefined;
      }
      feeds.set(id, { name, listener });
      port.send({ t: 'open', id, name, params });
      return () => {
        if (feeds.delete(id) && !closed) port.send({ t: 'close', id });
      };
    },
    close: () => {
      if (closed) return;
      shut();
      port.close();
    },
  };
}

const cancelled: MorefError = { kind: 'cancelled', message: text('link.error.cancelled') };
