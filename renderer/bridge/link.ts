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
} from '#shared/contract/define.ts';
import { createLinkClient, type LinkClient } from '#shared/link/client.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { AcquirePort } from './acquire-port.ts';
import { NotLetInError } from './browser-access.ts';
import { spokenStep } from './spoken-rows.ts';
import { Reconciler, type FeedStep } from './reconciler.ts';

export type Call = CallName<MorefContract>;
export type Feed = FeedName<MorefContract>;
export type ParamsOf<N extends Call> = CallParams<MorefContract, N>;
export type ResultOf<N extends Call> = CallResult<MorefContract, N>;
export type FeedParamsOf<N extends Feed> = FeedParams<MorefContract, N>;
export type FeedStepOf<N extends Feed> = FeedStep<
  FeedKey<MorefContract, N>,
  FeedItem<MorefContract, N>
>;

export interface FeedObserver<N extends Feed> {
  step(step: FeedStepOf<N>): void;
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
  readonly retryNow: () => void;
}

const firstDelay = 500;
const longestDelay = 15_000;

export function createLink(acquire: AcquirePort): Link {
  const status = createStore<LinkStatus>(() => ({ state: 'connecting' }));
  const openers = new Set<(client: LinkClient<MorefContract>) => void>();
  let client: LinkClient<MorefContract> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let connecting = false;

  function lost(thrown?: unknown): void {
    client = undefined;
    const delay = Math.min(longestDelay, firstDelay * 2 ** attempts);
    attempts += 1;
    const shutOut = thrown instanceof NotLetInError ? { shutOut: true as const } : {};
    status.setState({ state: 'lost', retryAt: Date.now() + delay, ...shutOut }, true);
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), delay);
  }

  async function connect(): Promise<void> {
    // One at a time: with two ways to the core every feed would be told twice.
    if (connecting) return;
    connecting = true;
    clearTimeout(timer);
    try {
      const port = await acquire();
      client = createLinkClient<MorefContract>(port, { onClosed: () => lost(), onListenerError });
    } catch (thrown) {
      lost(thrown);
      return;
    } finally {
      connecting = false;
    }
    attempts = 0;
    status.setState({ state: 'open' }, true);
    for (const open of openers) open(client);
  }

  void connect();

  return {
    status,
    call: (name, params, options) =>
      client === undefined
        ? Promise.reject(new MorefException(away))
        : client.call(name, params, options),
    open: (name, params, observer) => {
      const reconciler = new Reconciler<FeedKey<MorefContract, typeof name>>();
      let dispose: Disposer = () => undefined;
      const opener = (current: LinkClient<MorefContract>): void => {
        reconciler.restart();
        dispose = current.open(name, params, {
          frame: (frame) => observer.step(spokenStep(reconciler.step(frame))),
          failed: (error) => {
            // It reopens by itself.
            if (error.kind === 'link') return;
            openers.delete(opener);
            observer.failed(error);
          },
        });
      };
      openers.add(opener);
      if (client !== undefined) opener(client);
      return () => {
        openers.delete(opener);
        dispose();
      };
    },
    retryNow: () => {
      if (status.getState().state === 'lost') void connect();
    },
  };
}

const away: MorefError = {
  kind: 'link',
  message: text('link.error.away'),
  retryable: true,
};

/** A mistake of the page, for its log: nothing ends by it. */
function onListenerError(feed: string, thrown: unknown): void {
  reportError(new Error(`What the feed “${feed}” told could not be shown.`, { cause: thrown }));
}
