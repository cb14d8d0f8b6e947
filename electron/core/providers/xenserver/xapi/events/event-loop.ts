import { askForEvents, isTokenLost } from './ask.ts';
import { CancelledError, CertificateError } from '../../../../net/errors.ts';
import { PollPace } from '../../../../net/poll-pace.ts';
import { latePollMs, slowAnswerMs } from '../../../../net/patience.ts';
import type { RawEntry } from '../decode/raw.ts';
import { isFailure, type XapiFailure } from '../errors.ts';
import { pause } from '../session/pause.ts';
import { endsSession } from '../session/xapi-session.ts';
import { type EventMark, readEvents } from './event-answer.ts';
import { inTurn } from './in-turn.ts';
import { Reloads } from './reloads.ts';
import type { EventConsumer, EventSource, XapiEvent } from './event-consumer.ts';
import { KnownRefs } from './known-refs.ts';
import { FailingParts } from '../../../../net/failing-parts.ts';
import { concernsOneClass, loadClasses, startToken } from './load.ts';
import { isNetworkFailure, Retries } from './retries.ts';

export interface EventLoopOptions {
  /** How long the server may hold a request back while nothing changes. Default 20: a dead connection is known a little later. */
  readonly maxWaitSeconds?: number;
  /** Pauses before trying again after a network failure; when used up, `run` rejects. Default 0.5 to 15 s. */
  readonly retryMs?: readonly number[];
  /** A breath between answers, so that changes batch. Default 100 ms. */
  readonly pauseMs?: number;
  /** Those of the classes that are loaded once everything else is there. */
  readonly late?: readonly string[];
}

/** Where the loop stands: the token to ask with next. */
interface Progress {
  token: string;
  /** Everything that the token does not know has been loaded. */
  loaded: boolean;
  synced: boolean;
  /** Classes that are still to be loaded. */
  late: readonly string[];
  /** The last request failed on its way: the next is to be answered at once, which tells that the server is back. */
  resumed: boolean;
}

/**
 * Follows a pool by event.from, on a connection of its own. It starts without a lost window: event.inject gives a token, then
 * everything is loaded, then the events since the token are asked for.
 */
export class EventLoop {
  readonly #source: EventSource;
  readonly #consumer: EventConsumer;
  readonly #options: EventLoopOptions;
  /** Without those that the server does not have. */
  #classes: readonly string[];
  #known: KnownRefs;
  readonly #retries: Retries;
  readonly #failing: FailingParts;
  readonly #reloads = new Reloads();
  readonly #pace: PollPace;

  constructor(
    source: EventSource,
    classes: readonly string[],
    consumer: EventConsumer,
    options: EventLoopOptions = {},
  ) {
    this.#source = source;
    this.#classes = classes;
    this.#consumer = inTurn(consumer);
    this.#options = options;
    this.#known = new KnownRefs(classes);
    this.#retries = new Retries(source, consumer, options.retryMs);
    this.#failing = new FailingParts((owner, state) => consumer.classState?.(owner, state));
    this.#pace = new PollPace(options.pauseMs ?? 100);
  }

  /** Feeds the consumer until the signal is aborted (resolves) or the pool cannot be won back (rejects). */
  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.#watchOnce(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** From one full load to the loss of the session or the token. */
  async #watchOnce(signal: AbortSignal): Promise<void> {
    const { session } = this.#source;
    const { generation, ref } = session;
    const lost = new AbortController();
    const over = new AbortController();
    const forget = session.onRelogin(() => lost.abort());
    const either = AbortSignal.any([signal, lost.signal, over.signal]);
    try {
      try {
        await this.#follow(await this.#load(either), either);
      } finally {
        over.abort();
        await this.#reloads.settled();
      }
    } catch (error) {
      if (signal.aborted) return;
      // A new login, by whomever: references and tokens of before mean nothing.
      if (lost.signal.aborted) return;
      await this.#recover(error, generation, ref, signal);
    } finally {
      forget();
    }
  }

  /** Decides after a failure: returns to load everything anew, or throws. */
  async #recover(
    error: unknown,
    generation: number,
    ref: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (isNetworkFailure(error) || isTokenLost(error)) {
      return this.#retries.later(error, signal);
    }
    if (isFailure(error, 'EVENT_SUBSCRIPTION_PARSE_FAILURE')) return this.#unsubscribe(error);
    // A coordinator with a new certificate may be vouched for where the user's address leads to.
    if (!endsSession(error, ref) && !(error instanceof CertificateError)) throw error;
    try {
      await this.#source.session.renew(generation, signal);
    } catch (failed) {
      if (!isNetworkFailure(failed)) throw failed;
      await this.#retries.later(failed, signal);
    }
  }

  async #load(signal: AbortSignal): Promise<Progress> {
    const token = await startToken(this.#source, signal);
    await this.#consumer.resync();
    this.#known = new KnownRefs(this.#classes);
    this.#failing.clear();
    for (const owner of this.#classes) this.#report(owner, 'loading');
    const late = this.#options.late ?? [];
    const progress: Progress = { token, loaded: false, synced: false, late: [], resumed: false };
    if (token === '') return progress;
    const early = this.#classes.filter((owner) => !late.includes(owner));
    const { missing, failed } = await loadClasses(
      this.#source,
      early,
      (owner, entries) => {
        this.#known.add(owner, entries);
        return this.#consumer.records(owner, entries);
      },
      signal,
    );
    for (const owner of missing) this.#lacks(owner);
    for (const owner of early)
      if (failed.has(owner)) this.#failing.failed(owner, failed.get(owner));
      else if (!missing.includes(owner)) this.#report(owner, 'live');
    this.#classes = this.#classes.filter((owner) => !missing.includes(owner));
    return { ...progress, loaded: true, late: this.#classes.filter((one) => late.includes(one)) };
  }

  /** Asks again and again with the token of the last answer, which only counts when all of it was taken. */
  async #follow(progress: Progress, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#step(progress, signal);
        this.#retries.over();
      } catch (error) {
        if (!isNetworkFailure(error) || !progress.loaded || signal.aborted) throw error;
        await this.#retries.later(error, signal);
        progress.resumed = true;
      }
    }
    throw new CancelledError();
  }

  async #step(progress: Progress, signal: AbortSignal): Promise<void> {
    const unclear = new Set<string>();
    const asked = performance.now();
    const wait = this.#waitSeconds(progress);
    const mark = await this.#ask(progress, wait, unclear, signal);
    const tookMs = performance.now() - asked;
    const moved = mark.token !== progress.token;
    this.#consumer.heard();
    progress.token = mark.token;
    progress.loaded = true;
    progress.resumed = false;
    for (const owner of new Set([...unclear, ...this.#known.mismatches(mark.counts)])) {
      if (!progress.late.includes(owner) && !this.#failing.has(owner) && !this.#reloads.has(owner))
        this.#reloadBeside(owner, signal);
    }
    if (!progress.synced) {
      progress.synced = true;
      // Where the first answer was the full load, all of it has come.
      if (moved && this.#failing.names.size === 0 && progress.late.length === 0)
        for (const owner of this.#classes) this.#report(owner, 'live');
      await this.#consumer.synced(this.#failing.names);
    }
    // What is reported of these until then comes and goes as it is notified; the load completes it.
    for (const owner of [...progress.late, ...this.#failing.due()])
      this.#reloadBeside(owner, signal);
    progress.late = [];
    await pause(this.#pace.after({ moved, waitMs: wait * 1000, tookMs }), signal);
  }

  /** How long the server may hold the next request back. */
  #waitSeconds({ loaded, synced, resumed }: Progress): number {
    if (resumed || (loaded && !synced)) return 0;
    // A class that is to be tried again does not wait for updates of the others.
    return Math.min(this.#options.maxWaitSeconds ?? 20, this.#failing.nextMs() / 1000);
  }

  /** One event.from. @param unclear takes the classes of which an event reported too little */
  #ask(
    { token, loaded, synced }: Progress,
    waitSeconds: number,
    unclear: Set<string>,
    signal: AbortSignal,
  ): Promise<EventMark> {
    const { failures } = this.#retries;
    // Without a token the answer is the full load.
    const lateMs = synced || loaded ? latePollMs(failures) : slowAnswerMs(failures);
    const question = { classes: this.#classes, token, waitSeconds, lateMs, signal };
    return askForEvents(this.#source, question, (raw) => this.#take(raw, loaded, unclear));
  }

  async #take(raw: readonly RawEntry[], loaded: boolean, unclear: Set<string>): Promise<void> {
    const reported: XapiEvent[] = [];
    const { model, converters } = this.#source;
    for (const event of readEvents(raw, model, converters)) {
      if (event.op === 'unclear') unclear.add(event.class);
      else reported.push(event);
    }
    const events = this.#reloads.hold(reported);
    for (const event of events) this.#known.apply(event);
    if (events.length === 0) return;
    if (loaded) await this.#consumer.events(events);
    else await this.#records(events);
  }

  /** The first answer to an empty token is the full load, as adds. */
  async #records(events: readonly XapiEvent[]): Promise<void> {
    for (const owner of new Set(events.map((event) => event.class))) {
      const entries = events.flatMap((event) =>
        event.class === owner && event.op !== 'del' ? [[event.ref, event.snapshot] as const] : [],
      );
      await this.#consumer.records(owner, entries);
    }
  }

  #report(owner: string, state: 'loading' | 'live' | 'absent'): void {
    this.#consumer.classState?.(owner, { state });
  }

  #lacks(owner: string): void {
    this.#known.drop(owner);
    this.#report(owner, 'absent');
  }

  /** Loads a class, anew or late, while the others go on: it may take as long as it likes. */
  #reloadBeside(owner: string, signal: AbortSignal): void {
    this.#failing.trying(owner);
    this.#reloads.begin(
      owner,
      async () => {
        try {
          await this.#reloadAlone(owner, signal);
        } catch (error) {
          // Whoever follows the others will know whether it is more than this class.
          if (!signal.aborted) this.#failing.failed(owner, error);
        }
      },
      async (events) => {
        if (signal.aborted) return;
        for (const event of events) this.#known.apply(event);
        await this.#consumer.events(events);
      },
    );
  }

  /** Loads one class; that it fails, and is tried again, is a matter of this class alone. */
  async #reloadAlone(owner: string, signal: AbortSignal): Promise<void> {
    const { ref } = this.#source.session;
    try {
      await this.#reload(owner, signal);
    } catch (error) {
      if (signal.aborted || !concernsOneClass(error, ref)) throw error;
      this.#failing.failed(owner, error);
      return;
    }
    if (this.#failing.has(owner)) await this.#consumer.completed?.(owner);
    this.#failing.over(owner);
  }

  /** Loads one class anew, where the events did not tell all. */
  async #reload(owner: string, signal: AbortSignal): Promise<void> {
    if (this.#source.model.message(owner, 'get_all_records') === undefined) return;
    const found = new Set<string>();
    const exists = await this.#source.streamRecords(
      owner,
      (entries) => {
        for (const [ref] of entries) found.add(ref);
        return this.#consumer.records(owner, entries);
      },
      { signal },
    );
    if (!exists) return this.#lacks(owner);
    this.#report(owner, 'live');
    const gone = this.#known.replace(owner, found);
    if (gone.length === 0) return;
    await this.#consumer.events(gone.map((ref) => ({ class: owner, op: 'del', ref })));
  }

  /** The server does not know a class that is asked for. */
  #unsubscribe(error: XapiFailure): void {
    const named = error.params.map((param) => param.toLowerCase());
    const kept = this.#classes.filter((owner) => !named.includes(owner.toLowerCase()));
    if (kept.length === this.#classes.length || kept.length === 0) throw error;
    this.#classes = kept;
  }
}
