import type { UnreadableFound } from './unreadable.ts';

/** The part of a log that is needed. */
export interface WarningLog {
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** Kinds of values that are distinguished; of a server that makes ever new ones no more are reported. */
const most = 1000;

/**
 * Counts the values of one connection that are not of their type, and writes each kind (where, declared as what) into the log once:
 * 10,000 objects may have the same.
 */
export class UnreadableLog {
  readonly #log: WarningLog;
  readonly #counts = new Map<string, { readonly first: UnreadableFound; count: number }>();
  readonly #reported = new Set<string>();

  constructor(log: WarningLog) {
    this.#log = log;
  }

  readonly note = (found: UnreadableFound): void => {
    const key = `${found.path}\n${found.declared}`;
    if (this.#reported.has(key) || this.#reported.size >= most) return;
    const known = this.#counts.get(key);
    if (known !== undefined) known.count += 1;
    else this.#counts.set(key, { first: found, count: 1 });
  };

  /** Writes what is new; to be called when an answer has been read. */
  report(): void {
    if (this.#counts.size === 0) return;
    for (const [key, { first, count }] of this.#counts) {
      this.#reported.add(key);
      this.#log.warn('The server sent what is not of its declared type; it is kept as it came', {
        ...first,
        count,
      });
    }
    this.#counts.clear();
  }
}
