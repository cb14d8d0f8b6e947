import { partBackOffMs } from './back-off.ts';
import { askedToWait } from './errors.ts';
import { wasSilent } from './patience.ts';

/** How a part of what is followed stands. `absent`: the server, or the account, does not have it. */
export type PartReport =
  | { readonly state: 'loading' | 'live' | 'absent' }
  | { readonly state: 'failed'; readonly error: unknown; readonly retryMs: number };

/** Who was waited for in vain is not waited for twice: it is to be there within a minute of when it answers. */
const afterSilenceMs = 15_000;

interface Failing {
  readonly failures: number;
  /** By `now`. */
  readonly dueAt: number;
}

/** Parts that could not be loaded, each to be tried again alone, ever less often. */
export class FailingParts {
  readonly #parts = new Map<string, Failing>();
  readonly #report: (id: string, reported: PartReport) => void;
  readonly #now: () => number;

  constructor(
    report: (id: string, reported: PartReport) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#report = report;
    this.#now = now;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#parts.keys());
  }

  has(id: string): boolean {
    return this.#parts.has(id);
  }

  failed(id: string, error: unknown): void {
    const failures = (this.#parts.get(id)?.failures ?? 0) + 1;
    const pauseMs = partBackOffMs(failures, wasSilent(error) ? { mostMs: afterSilenceMs } : {});
    const retryMs = Math.max(pauseMs, askedToWait(error));
    this.#parts.set(id, { failures, dueAt: this.#now() + retryMs });
    this.#report(id, { state: 'failed', error, retryMs });
  }

  /** It is being tried. */
  trying(id: string): void {
    const part = this.#parts.get(id);
    if (part !== undefined) this.#parts.set(id, { ...part, dueAt: Number.POSITIVE_INFINITY });
  }

  /** It is there, or the server does not have it after all. */
  over(id: string): void {
    this.#parts.delete(id);
  }

  /** Those that are to be tried now. */
  due(): readonly string[] {
    const now = this.#now();
    return [...this.#parts].flatMap(([id, { dueAt }]) => (dueAt <= now ? [id] : []));
  }

  /** Milliseconds until the next is due; infinite where nothing fails. */
  nextMs(): number {
    const next = Math.min(...[...this.#parts.values()].map(({ dueAt }) => dueAt));
    return Math.max(0, next - this.#now());
  }

  clear(): void {
    this.#parts.clear();
  }
}
