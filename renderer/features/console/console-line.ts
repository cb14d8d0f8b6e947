import { text } from '#shared/i18n/make-text.ts';
import type { StreamHandle } from '#shared/link/page-stream.ts';
import type { ConsoleFacts, ConsoleView } from '#shared/model/console.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Link } from '../../bridge/link.ts';
import { afterEnd, pauseBefore, recoveredMs } from './line-policy.ts';
import { RfbChannel } from './rfb-channel.ts';
import type { OpenScreen, Screen, ScreenProblem } from './screen.ts';

/**
 * - `still`: the machine shows nothing now.
 * - `waiting`: lost, and tried again by itself.
 * - `ended`: lost, and somebody has to ask for it again.
 */
export type LineState =
  | { readonly kind: 'still' | 'connecting' }
  | { readonly kind: 'live'; readonly host: string; readonly followed: boolean }
  | { readonly kind: 'waiting' | 'ended'; readonly error: MorefError | undefined }
  | { readonly kind: 'idle'; readonly minutes: number };

export interface ConsoleLineOptions {
  readonly link: Link;
  readonly address: ObjectAddress;
  /** Where the picture goes. */
  readonly target: HTMLElement;
  readonly open: OpenScreen;
  readonly changed: (state: LineState, screen: Screen | null) => void;
}

/** One try: the stream, and what is shown of it. */
interface Try {
  readonly stream: StreamHandle;
  screen: Screen | null;
  facts: ConsoleFacts | undefined;
  liveAt: number | undefined;
}

/** Keeps a console on screen: follows its machine, and mends what breaks. */
export class ConsoleLine {
  readonly #options: ConsoleLineOptions;
  #generation: string | undefined;
  #try: Try | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #host: string | undefined;
  #usedAt = performance.now();

  constructor(options: ConsoleLineOptions) {
    this.#options = options;
  }

  /** What is known of the console now: another one is opened in place of the earlier. */
  look({ state, generation }: ConsoleView): void {
    if (state !== 'ready') {
      this.#generation = undefined;
      this.#drop();
      return this.#tell({ kind: 'still' });
    }
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.retry();
  }

  /** Opens it now. */
  retry(): void {
    this.#attempt = 0;
    this.#connect();
  }

  /** Something was typed. */
  used(): void {
    this.#usedAt = performance.now();
  }

  close(): void {
    this.#drop();
  }

  #connect(): void {
    this.#drop();
    this.#tell({ kind: 'connecting' });
    this.used();
    const { link, address } = this.#options;
    let channel: RfbChannel | undefined;
    const stream = link.stream('console', address, {
      opened: (facts) => {
        channel = new RfbChannel(stream);
        this.#show(one, channel, facts);
      },
      data: (bytes) => channel?.receive(bytes),
      ended: (error) => {
        channel?.ended();
        this.#ended(one, error);
      },
    });
    const one: Try = { stream, screen: null, facts: undefined, liveAt: undefined };
    this.#try = one;
  }

  #show(one: Try, channel: RfbChannel, facts: ConsoleFacts): void {
    one.facts = facts;
    one.screen = this.#options.open(this.#options.target, channel, {
      shown: () => this.#shown(one, facts.host),
      failed: (problem, said = '') => {
        one.stream.close();
        this.#ended(one, errorOf(problem, said, facts.host));
      },
    });
  }

  #shown(one: Try, host: string): void {
    if (this.#try !== one) return;
    one.liveAt = performance.now();
    const followed = this.#host !== undefined && this.#host !== host;
    this.#host = host;
    this.#tell({ kind: 'live', host, followed });
  }

  #ended(one: Try, error: MorefError | undefined): void {
    if (this.#try !== one) return;
    this.#drop();
    const now = performance.now();
    if (one.liveAt !== undefined && now - one.liveAt > recoveredMs) this.#attempt = 0;
    const idleSeconds = one.facts?.idleSeconds;
    const next = afterEnd({ error, idleSeconds, stillMs: now - this.#usedAt });
    if (next === 'idle')
      return this.#tell({ kind: 'idle', minutes: Math.round((idleSeconds ?? 0) / 60) });
    if (next === 'stop') return this.#tell({ kind: 'ended', error });
    this.#tell({ kind: 'waiting', error });
    this.#timer = setTimeout(() => this.#connect(), pauseBefore(this.#attempt));
    this.#attempt += 1;
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const one = this.#try;
    this.#try = undefined;
    one?.screen?.close();
    one?.stream.close();
  }

  #tell(state: LineState): void {
    this.#options.changed(state, state.kind === 'live' ? (this.#try?.screen ?? null) : null);
  }
}

function errorOf(problem: ScreenProblem, said: string, host: string): MorefError {
  const shown = said.slice(0, 300);
  if (problem === 'password')
    return { kind: 'denied', message: text('console.password', { host }) };
  if (problem === 'refused')
    return { kind: 'denied', message: text('console.refused', { host, said: shown }) };
  return { kind: 'fault', message: text('console.garbled', { host }) };
}
