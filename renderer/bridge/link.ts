import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MorefContract } from '#shared/contract/contract.ts';
import type {
  CallName,
  CallParams,
  CallResult,
  Disposer,
  FeedItem,
  FeedKey,
  FeedName,
  FeedParams,
  StreamFacts,
  StreamName,
  StreamParams,
} from '#shared/contract/define.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import type { StreamHandle, StreamListener } from '#shared/link/page-stream.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { AcquirePort } from './acquire-port.ts';
import { NotLetInError } from './browser-access.ts';
import { spokenFrame } from './spoken-rows.ts';
import { Reconciler, type PageFrame } from './reconciler.ts';

export type Call = CallName<MorefContract>;
export type Feed = FeedName<MorefContract>;
export type ParamsOf<N extends Call> = CallParams<MorefContract, N>;
export type ResultOf<N extends Call> = CallResult<MorefContract, N>;
export type FeedParamsOf<N extends Feed> = FeedParams<MorefContract, N>;
export type FrameOf<N extends Feed> = PageFrame<
  FeedKey<MorefContract, N>,
  FeedItem<MorefContract, N>
>;

export type Stream = StreamName<MorefContract>;
export type StreamParamsOf<N extends Stream> = StreamParams<MorefContract, N>;
export type StreamListenerOf<N extends Stream> = StreamListener<StreamFacts<MorefContract, N>>;

export interface FeedObserver<N extends Feed> {
  frame(frame: FrameOf<N>): void;
  /** The core ended the feed. A lost link is no such end: the feed then reopens by itself. */
  failed(error: MorefError): void;
}

/** How the page's way to the core stands. */
export interface LinkStatus {
  readonly state: 'connecting' | 'open' | 'lost';
  /** When the next try is due, while lost; milliseconds since 1970. */
  readonly retryAt?: number;
  /** Lost because the host does not know this page: only an address with a new token helps. */
  readonly shutOut?: true;
}

/** The page's link to the core: mends itself after a loss, and reopens the feeds. */
export interface Link {
  readonly status: StoreApi<LinkStatus>;
  /** Rejects with a MorefException; `link` at once while the link is lost. */
  call<N extends Call>(
    name: N,
    params: ParamsOf<N>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ResultOf<N>>;
  open<N extends Feed>(name: N, params: FeedParamsOf<N>, observer: FeedObserver<N>): Disposer;
  /** Opens a stream. One that was lost stays lost: only its opener knows what it was in the middle of. */
  stream<N extends Stream>(
    name: N,
    params: StreamParamsOf<N>,
    listener: StreamListenerOf<N>,
  ): StreamHandle;
  readonly retryNow: () => void;
}

const firstDelay = 500;
const longestDelay = 15_000;

export function createLink(acquire: AcquirePort): Link {
  return new MendingLink(acquire);
}

type Client = LinkClient<MorefContract>;

class MendingLink implements Link {
  readonly status = createStore<LinkStatus>(() => ({ state: 'connecting' }));
  readonly #acquire: AcquirePort;
  /** Opens a feed over a new client: one for each that the page has open. */
  readonly #openers = new Set<(client: Client) => void>();
  #client: Client | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #connecting = false;

  constructor(acquire: AcquirePort) {
    this.#acquire = acquire;
    void this.#connect();
  }

  readonly retryNow = (): void => {
    if (this.status.getState().state === 'lost') void this.#connect();
  };

  call<N extends Call>(
    name: N,
    params: ParamsOf<N>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ResultOf<N>> {
    return this.#client === undefined
      ? Promise.reject(new MorefException(away))
      : this.#client.call(name, params, options);
  }

  open<N extends Feed>(name: N, params: FeedParamsOf<N>, observer: FeedObserver<N>): Disposer {
    const reconciler = new Reconciler<FeedKey<MorefContract, N>>();
    let dispose: Disposer = () => undefined;
    const opener = (client: Client): void => {
      reconciler.restart();
      dispose = client.open(name, params, {
        frame: (frame) => observer.frame(spokenFrame(reconciler.reconcile(frame))),
        failed: (error) => {
          // It reopens by itself.
          if (error.kind === 'link') return;
          this.#openers.delete(opener);
          observer.failed(error);
        },
      });
    };
    this.#openers.add(opener);
    if (this.#client !== undefined) opener(this.#client);
    return () => {
      this.#openers.delete(opener);
      dispose();
    };
  }

  stream<N extends Stream>(
    name: N,
    params: StreamParamsOf<N>,
    listener: StreamListenerOf<N>,
  ): StreamHandle {
    if (this.#client !== undefined) return this.#client.stream(name, params, listener);
    void Promise.resolve().then(() => listener.ended(away));
    return { send: () => undefined, unsent: 0, close: () => undefined };
  }

  async #connect(): Promise<void> {
    // One at a time: with two ways to the core every feed would be reported twice.
    if (this.#connecting) return;
    this.#connecting = true;
    clearTimeout(this.#timer);
    let client: Client;
    try {
      const port = await this.#acquire();
      client = createLinkClient<MorefContract>(port, {
        onClosed: () => this.#lost(),
        onListenerError,
      });
    } catch (thrown) {
      this.#lost(thrown);
      return;
    } finally {
      this.#connecting = false;
    }
    this.#client = client;
    this.#attempts = 0;
    this.status.setState({ state: 'open' }, true);
    for (const open of this.#openers) open(client);
  }

  #lost(thrown?: unknown): void {
    this.#client = undefined;
    const delay = Math.min(longestDelay, firstDelay * 2 ** this.#attempts);
    this.#attempts += 1;
    const shutOut = thrown instanceof NotLetInError && { shutOut: true as const };
    this.status.setState({ state: 'lost', retryAt: Date.now() + delay, ...shutOut }, true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), delay);
  }
}

const away: MorefError = {
  kind: 'link',
  message: text('link.error.away'),
  retryable: true,
};

/** A mistake of the page, for its log: nothing ends by it. */
function onListenerError(name: string, thrown: unknown): void {
  reportError(new Error(`What “${name}” reported could not be shown.`, { cause: thrown }));
}
