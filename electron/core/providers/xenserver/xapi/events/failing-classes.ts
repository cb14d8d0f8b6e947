import { partBackOffMs } from '../../../../net/back-off.ts';
import { askedToWait } from '../../../../net/errors.ts';
import type { ClassState } from './event-consumer.ts';

interface Failing {
  readonly failures: number;
  /** By `now`. */
  readonly dueAt: number;
}

/** Classes that could not be loaded, each to be tried again alone, ever less often. */
export class FailingClasses {
  readonly #classes = new Map<string, Failing>();
  readonly #tell: (owner: string, state: ClassState) => void;
  readonly #now: () => number;

  constructor(
    tell: (owner: string, state: ClassState) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#tell = tell;
    this.#now = now;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#classes.keys());
  }

  has(owner: string): boolean {
    return this.#classes.has(owner);
  }

  failed(owner: string, error: unknown): void {
    const failures = (this.#classes.get(owner)?.failures ?? 0) + 1;
    const retryMs = Math.max(partBackOffMs(failures), askedToWait(error));
    this.#classes.set(owner, { failures, dueAt: this.#now() + retryMs });
    this.#tell(owner, { state: 'failed', error, retryMs });
  }

  /** It is there, or the server does not have it after all. */
  over(owner: string): void {
    this.#classes.delete(owner);
  }

  /** Those that are to be tried now. */
  due(): readonly string[] {
    const now = this.#now();
    return [...this.#classes].flatMap(([owner, { dueAt }]) => (dueAt <= now ? [owner] : []));
  }

  /** Milliseconds until the next is due; infinite where nothing fails. */
  nextMs(): number {
    const next = Math.min(...[...this.#classes.values()].map(({ dueAt }) => dueAt));
    return Math.max(0, next - this.#now());
  }

  clear(): void {
    this.#classes.clear();
  }
}
