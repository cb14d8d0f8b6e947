import { contract, type MorefContract } from '#shared/contract/contract.ts';
import type { CallContext, CallParams, CallResult, Handlers } from '#shared/contract/define.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import { serveLink } from '#shared/link/server.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import { createLink, type Call, type Feed, type Link } from '../bridge/link.ts';
import type { Answer, Answers } from './answers.ts';
import { FakeEstate } from './fake-estate.ts';
import { FakeFeed, type FeedSource, type ParamsOfFeed } from './fake-feed.ts';
import { FakeStream } from './fake-stream.ts';
import { usualAnswers } from './usual-answers.ts';

/** Turns without any traffic after which nothing more comes: an answer is reported to the page in one, and by it in the next. */
const quiet = 4;

/** A call that waits until the test lets it go on. */
export interface HeldCall<N extends Call> {
  readonly answer: (result: CallResult<MorefContract, N>) => void;
  readonly fail: (error: MorefError) => void;
  /** The page has given up on it. */
  readonly aborted: () => boolean;
}

/**
 * The core as a test of the page has it: the page's own link to it, over the real protocol, so that parameters are checked and frames are
 * gathered as they are by the real one. It answers by a table, remembers what was asked, and can fail, be slow and be lost.
 */
export class FakeCore {
  readonly link: Link;
  /** Servers and their objects: the feeds `connections`, `inventory`, `view` and `matches`, and the calls of views, report them. */
  readonly estate = new FakeEstate();
  /** What the page asked without an answer in the table: `renderPart` fails the test for it. */
  readonly unanswered: string[] = [];
  /** Consoles that the page has opened, in order. */
  readonly streams: FakeStream[] = [];
  readonly #asked: { readonly name: Call; readonly params: unknown }[] = [];
  readonly #answers: Partial<Record<Call, unknown>>;
  readonly #feeds: FakeFeed<Feed>[] = [];
  #away = false;
  #stop: (() => void) | undefined;
  /** Calls and frames that are under way. */
  #busy = 0;
  #traffic = 0;

  constructor(answers: Answers = {}) {
    this.#answers = { ...usualAnswers, ...this.estate.answers, ...answers };
    this.link = createLink(() => this.#acquire());
  }

  /** Answers a call so from now on. */
  answer<N extends Call>(name: N, answer: Answer<N>): void {
    this.#answers[name] = answer;
  }

  /** Refuses a call from now on. */
  refuse(name: Call, error: MorefError): void {
    this.#answers[name] = () => {
      throw new MorefException(error);
    };
  }

  /** Lets the next calls of a name wait; the list reports them as they come. */
  hold<N extends Call>(name: N): readonly HeldCall<N>[] {
    const held: HeldCall<N>[] = [];
    const answer: Answer<N> = (_params, { signal }) =>
      new Promise((resolve, reject) => {
        // It waits for the test, and nobody has to wait for it.
        this.#busy -= 1;
        const once = (settle: () => void) => {
          this.#busy += 1;
          settle();
        };
        held.push({
          answer: (result) => once(() => resolve(result)),
          fail: (error) => once(() => reject(new MorefException(error))),
          aborted: () => signal.aborted,
        });
      });
    this.#answers[name] = answer;
    return held;
  }

  /** With what the page called this, in order. */
  asked<N extends Call>(name: N): readonly CallParams<MorefContract, N>[] {
    return this.#asked
      .filter((one) => one.name === name)
      .map(({ params }) => params as CallParams<MorefContract, N>);
  }

  /** What a feed tells whoever opens it with these parameters; without any, whoever opens it. */
  feed<N extends Feed>(name: N, params: Partial<ParamsOfFeed<N>> = {}): FakeFeed<N> {
    const feed = new FakeFeed(name, params);
    this.#feeds.unshift(feed);
    return feed;
  }

  /** Ends the link; the page cannot come back before `restore`. */
  lose(): void {
    this.#away = true;
    this.#stop?.();
  }

  /** Lets the page in again, at once. */
  restore(): void {
    this.#away = false;
    this.link.retryNow();
  }

  /** Calls, openings and frames so far. */
  get traffic(): number {
    return this.#traffic;
  }

  /** Ends once all that was asked is answered, and all that was reported has arrived. Calls that are held are not waited for. */
  async settled(): Promise<void> {
    for (let still = 0; still < quiet; still += 1) {
      const before = this.#traffic;
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#busy > 0 || this.#traffic !== before) still = 0;
    }
  }

  #acquire() {
    if (this.#away) return Promise.reject(new Error('The core is away.'));
    const [page, host] = createPortPair();
    this.#stop = serveLink({
      port: host,
      contract,
      handlers: this.#handlers(),
      later: (run) => {
        this.#busy += 1;
        this.#traffic += 1;
        const timer = setTimeout(() => {
          this.#busy -= 1;
          run();
        });
        return () => {
          this.#busy -= 1;
          clearTimeout(timer);
        };
      },
    });
    return Promise.resolve(page);
  }

  #handlers(): Handlers<MorefContract> {
    const calls = Object.keys(contract.calls).map((name) => [
      name,
      (params: unknown, context: CallContext) => this.#call(name as Call, params, context),
    ]);
    const feeds = Object.keys(contract.feeds).map((name) => [
      name,
      (params: Record<string, unknown>, sink: never) =>
        this.#feedOf(name as Feed, params).serve(sink, params),
    ]);
    return {
      calls: Object.fromEntries(calls),
      feeds: Object.fromEntries(feeds),
      streams: {
        console: (params) => {
          this.#traffic += 1;
          const stream = new FakeStream(params);
          this.streams.push(stream);
          return Promise.resolve(stream);
        },
      },
    };
  }

  async #call(name: Call, params: unknown, context: CallContext): Promise<unknown> {
    this.#asked.push({ name, params });
    this.#traffic += 1;
    const answer = this.#answers[name] as
      | ((params: unknown, context: CallContext) => unknown)
      | undefined;
    if (answer === undefined) {
      this.unanswered.push(name);
      throw new Error(`The test has no answer to ${name}.`);
    }
    this.#busy += 1;
    try {
      return await answer(params, context);
    } finally {
      this.#busy -= 1;
    }
  }

  #feedOf(name: Feed, params: Record<string, unknown>): FeedSource {
    this.#traffic += 1;
    return (
      this.#feeds.find((feed) => feed.isFor(name, params)) ??
      this.estate.feedOf(name) ??
      this.#unreported(name, params)
    );
  }

  /** A feed that the test says nothing of: there is nothing. */
  #unreported(name: Feed, params: Record<string, unknown>): FakeFeed<Feed> {
    const feed = new FakeFeed(name, params);
    this.#feeds.push(feed);
    return feed;
  }
}
