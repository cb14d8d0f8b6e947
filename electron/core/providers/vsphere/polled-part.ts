import { setTimeout as wait } from 'node:timers/promises';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LackingPart, PartArea, SessionPart } from '#shared/model/session-part.ts';
import { partBackOffMs } from '../../net/back-off.ts';
import type { Log } from '../provider.ts';

export interface PolledPartOptions {
  readonly part: { readonly id: string; readonly area: PartArea; readonly name?: string };
  /** From one reading to the next, milliseconds. */
  readonly everyMs: () => number;
  /** What is changed while it is read gathers so long before it is read again. Default 0. */
  readonly gatherMs?: number;
  /** False where the server does not have it. */
  readonly there: (signal: AbortSignal) => Promise<boolean>;
  /** @returns what of it could not be read */
  readonly read: (signal: AbortSignal) => Promise<LackingPart | undefined>;
  /** An error in the words of the contract. */
  readonly describe: (error: unknown) => MorefError;
  readonly report: (part: SessionPart) => void;
  readonly log: Log;
}

/** How often it is asked whether the server has by now what it did not have, milliseconds. */
const absentMs = 300_000;

/** A part of a session that has no updates and is read again and again. It tells how it stands, and takes nothing else along. */
export class PolledPart {
  readonly #options: PolledPartOptions;
  #woken: AbortController | undefined;
  /** Something was changed while it was read. */
  #isStale = false;
  /** When it was read in full, or as far as it could be. */
  #at: number | undefined;

  constructor(options: PolledPartOptions) {
    this.#options = options;
  }

  /** Reads it until the signal is aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    this.#report({ state: 'loading' });
    let failures = 0;
    while (!signal.aborted) {
      let pauseMs: number;
      this.#isStale = false;
      try {
        const complete = await this.#look(signal);
        failures = complete ? 0 : failures + 1;
        pauseMs = this.#pauseAfter(failures);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        pauseMs = this.#failed(error, failures);
      }
      await this.#pause(this.#isStale ? (this.#options.gatherMs ?? 0) : pauseMs, signal);
    }
  }

  /** Something was changed here: it is read now. */
  refresh(): void {
    if (this.#woken === undefined) this.#isStale = true;
    else this.#woken.abort();
  }

  #absent = false;

  /** @returns whether all of it is there */
  async #look(signal: AbortSignal): Promise<boolean> {
    const { there, read, everyMs } = this.#options;
    this.#absent = !(await there(signal));
    if (this.#absent) {
      this.#report({ state: 'absent' });
      return true;
    }
    const lacking = await read(signal);
    if (signal.aborted) return true;
    this.#at = Date.now();
    this.#report({
      state: 'polled',
      everyMs: everyMs(),
      ...onlyDefined({ lacking }),
    });
    return lacking === undefined;
  }

  /** What is missing within it is tried again sooner than the next reading would be. */
  #pauseAfter(failures: number): number {
    if (this.#absent) return absentMs;
    const everyMs = this.#options.everyMs();
    return failures === 0 ? everyMs : Math.min(everyMs, partBackOffMs(failures));
  }

  #failed(thrown: unknown, failures: number): number {
    const { describe, log, part } = this.#options;
    const error = describe(thrown);
    log.info('A part of a session could not be read', { part: part.id, error: thrown });
    if (error.kind === 'denied') {
      this.#report({ state: 'absent', error });
      return absentMs;
    }
    const pauseMs = Math.max(partBackOffMs(failures), error.retryAfterMs ?? 0);
    this.#report({ state: 'failed', error, retryAt: Date.now() + pauseMs });
    return pauseMs;
  }

  #report(
    standing: Pick<SessionPart, 'state' | 'everyMs' | 'error' | 'retryAt' | 'lacking'>,
  ): void {
    const at = this.#at === undefined ? {} : { at: this.#at };
    this.#options.report({ ...this.#options.part, ...at, ...standing });
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    // It may have ended while the part was read: then nothing would wake it any more.
    if (signal.aborted) return;
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    this.#woken = woken;
    signal.addEventListener('abort', wake, { once: true });
    await wait(ms, undefined, { signal: woken.signal, ref: false }).catch(() => undefined);
    signal.removeEventListener('abort', wake);
    this.#woken = undefined;
  }
}
