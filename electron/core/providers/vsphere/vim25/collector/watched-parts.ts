import { CancelledError, CertificateError, isNoAnswer } from '../../../../net/errors.ts';
import { FailingParts, type PartReport } from '../../../../net/failing-parts.ts';
import { Patience } from '../../../../net/patience.ts';
import { isFault } from '../soap/soap-error.ts';
import { isReference } from '../values.ts';
import { pathsOf, type Watch, type WatchedPart } from './watch.ts';

/** The server, or the account, does not have it. */
const ABSENT = [
  'NoPermission',
  'NotAuthenticated',
  'InvalidType',
  'NotSupported',
  'MethodNotFound',
];

/** Notified of how the parts of a watch stand. */
export interface PartsConsumer {
  partState?(id: string, reported: PartReport): void;
  /** This server's version does not have the property. */
  lacks?(id: string, path: string): void;
}

/**
 * The parts of what a loop follows: which are there, which are on their way, and which failed and are tried again, each alone. It outlives
 * a watch: what has failed is not asked for again before its time.
 */
export class WatchedParts {
  readonly #parts: ReadonlyMap<string, WatchedPart>;
  readonly #consumer: PartsConsumer;
  readonly #failing: FailingParts;
  /** Paths that this server's version does not have, by part. */
  readonly #lacking = new Map<string, Set<string>>();
  readonly #absent = new Set<string>();
  /** Not asked for yet in this watch. */
  #waiting: string[] = [];
  /** Asked for, and not yet all reported. */
  #arriving = new Set<string>();
  #there = 0;
  /** The part that was asked for last, where nobody has answered. */
  #unanswered: string | undefined;
  /** With parts that stayed away before; they may take the server long. */
  readonly #patience = new Patience();
  /** Why the first of those failed that did in this watch. */
  #firstError: unknown;

  constructor(parts: readonly WatchedPart[], consumer: PartsConsumer) {
    this.#parts = new Map(parts.map((part) => [part.id, part]));
    this.#consumer = consumer;
    this.#failing = new FailingParts((id, reported) => consumer.partState?.(id, reported));
  }

  /** A watch begins, with nothing in it. */
  begin(): void {
    this.#arriving.clear();
    this.#there = 0;
    this.#firstError = undefined;
    this.#unanswered = undefined;
    const due = new Set(this.#failing.due());
    this.#waiting = [...this.#parts.keys()].filter(
      (id) => !this.#absent.has(id) && (!this.#failing.has(id) || due.has(id)),
    );
    for (const id of this.#waiting) if (!this.#failing.has(id)) this.#report(id, 'loading');
  }

  /** Parts of which what is known is not all that there is. */
  get failing(): ReadonlySet<string> {
    return this.#failing.names;
  }

  /** The part that alone is on its way: whatever fails now, while others are there, is its doing. */
  get suspect(): string | undefined {
    const [id] = this.#arriving;
    return this.#arriving.size === 1 ? id : undefined;
  }

  /** Something is to be asked for before the next wait. */
  get isDue(): boolean {
    return this.#waiting.length > 0 || this.#failing.due().length > 0;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  get isArriving(): boolean {
    return this.#arriving.size > 0;
  }

  get isAnyThere(): boolean {
    return this.#there > 0;
  }

  /** How long its answer is waited for, milliseconds to the first byte. */
  patienceMs(id: string): number {
    return this.#patience.ms(id);
  }

  /** It was waited for in vain. */
  stayedAway(id: string, error: unknown): void {
    this.#patience.failed(id, error);
  }

  /** Milliseconds until a part is to be tried again; infinite where none fails. */
  nextMs(): number {
    return this.#failing.nextMs();
  }

  /** Asks for all that is waiting. @throws what concerns all of them, also where all of them fail */
  async addAll(watch: Watch, signal: AbortSignal): Promise<void> {
    for (const filter of new Set([...this.#parts.values()].map((part) => part.filter)))
      if (filter !== undefined) await this.#addJointly(filter, watch, signal);
    while (this.#waiting.length > 0) await this.#addNext(watch, signal);
    this.checkAny();
  }

  /** Asks for the next that is waiting, or due again. @throws what concerns all of them */
  async addOne(watch: Watch, signal: AbortSignal): Promise<void> {
    if (this.#waiting.length === 0) {
      // The others are there: whatever comes of it is its own.
      this.#unanswered = undefined;
      this.#waiting.push(...this.#failing.due().slice(0, 1));
    }
    await this.#addNext(watch, signal);
  }

  /** @throws the first failure where nothing of a watch is there, nor can be waited for */
  checkAny(): void {
    const isNothing = this.#there === 0 && this.#arriving.size + this.#waiting.length === 0;
    if (!isNothing || this.#firstError === undefined) return;
    // What all of them have is no failure of each.
    this.#failing.clear();
    throw this.#firstError;
  }

  /** All that was asked for has been reported. @returns those of which it was not known when the set was complete */
  arrived(): readonly string[] {
    const late = [...this.#arriving].filter((id) => this.#failing.has(id));
    for (const id of this.#arriving) {
      this.#failing.over(id);
      this.#patience.answered(id);
      this.#report(id, 'live');
    }
    this.#there += this.#arriving.size;
    this.#arriving.clear();
    return late;
  }

  /** The part cannot be read: it is tried again later, or never, where the server says that it does not have it. */
  failed(id: string, error: unknown): void {
    this.#arriving.delete(id);
    this.#patience.failed(id, error);
    this.#firstError ??= error;
    if (isFault(error, ...ABSENT)) {
      this.#absent.add(id);
      this.#failing.over(id);
      this.#report(id, 'absent');
    } else this.#failing.failed(id, error);
  }

  /**
   * One view and one filter for all that share it: a server may look through the objects of every filter at each change, so that a
   * further filter costs as much again. What cannot be had so is left to be asked for alone, as is what failed before.
   */
  async #addJointly(filter: string, watch: Watch, signal: AbortSignal): Promise<void> {
    let parts = [...this.#parts.values()].filter(
      (part) =>
        part.filter === filter && this.#waiting.includes(part.id) && !this.#failing.has(part.id),
    );
    while (parts.length > 1)
      try {
        await watch.add(parts, (id) => this.#lacking.get(id) ?? new Set(), { signal });
        for (const { id } of parts) this.#arriving.add(id);
        this.#waiting = this.#waiting.filter((id) => !this.#arriving.has(id));
        return;
      } catch (error) {
        if (signal.aborted || concernsAll(error, watch)) throw error;
        parts = this.#withoutOwners(parts, error);
      }
  }

  /** The parts that can be tried together again: without what the server lacks, where it says what that is. */
  #withoutOwners(parts: readonly WatchedPart[], error: unknown): WatchedPart[] {
    const name = isFault(error, 'InvalidProperty') ? error.fault['name'] : undefined;
    const owners = parts.filter((part) => pathsOf(part).some((path) => path === name));
    const [owner] = owners;
    if (owner === undefined) return [];
    // It does not say of which type: where several have it, each is asked for alone.
    if (owners.length > 1) return parts.filter((part) => !owners.includes(part));
    return this.#isOlder(owner.id, error) ? [...parts] : [];
  }

  async #addNext(watch: Watch, signal: AbortSignal): Promise<void> {
    const id = this.#waiting.shift();
    const part = id === undefined ? undefined : this.#parts.get(id);
    if (id === undefined || part === undefined) return;
    for (;;)
      try {
        const slow = this.#failing.has(id) ? { headersTimeoutMs: this.#patience.ms(id) } : {};
        await watch.add([part], () => this.#lacking.get(id) ?? new Set(), { signal, ...slow });
        this.#arriving.add(id);
        this.#unanswered = undefined;
        return;
      } catch (error) {
        if (this.#isOlder(id, error)) continue;
        if (signal.aborted || concernsAll(error, watch)) throw error;
        const before = this.#unanswered;
        this.#unanswered = isNoAnswer(error) ? id : undefined;
        // Two in a row that are left without an answer: what has failed is not these parts.
        if (before !== undefined && this.#unanswered !== undefined) {
          for (const one of [before, id]) {
            this.#failing.over(one);
            this.#patience.answered(one);
          }
          this.#waiting.unshift(before, id);
          this.#unanswered = undefined;
          throw error;
        }
        this.failed(id, error);
        return;
      }
  }

  /** The server does not have a property: the part goes without it. */
  #isOlder(id: string, error: unknown): boolean {
    if (!isFault(error, 'InvalidProperty')) return false;
    const { name } = error.fault;
    const lacking = this.#lacking.get(id) ?? new Set();
    if (typeof name !== 'string' || lacking.has(name)) return false;
    lacking.add(name);
    this.#lacking.set(id, lacking);
    this.#consumer.lacks?.(id, name);
    return true;
  }

  #report(id: string, state: 'loading' | 'live' | 'absent'): void {
    this.#consumer.partState?.(id, { state });
  }
}

/** True for what has nothing to do with one part. */
function concernsAll(error: unknown, { collector }: Watch): boolean {
  if (error instanceof CancelledError || error instanceof CertificateError) return true;
  if (!isFault(error, 'ManagedObjectNotFound')) return false;
  const { obj } = error.fault;
  return isReference(obj) && obj.value === collector.value;
}
