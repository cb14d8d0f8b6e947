import type { Entry, XapiEvent } from './event-consumer.ts';

/** A class whose count keeps differing is looked at again after this long. */
const AGAIN_MS = 300_000;

/**
 * Which objects the consumer knows. event.from silently forgets deletions (a table keeps the last few hundred), so the number of
 * objects per class is compared with the server's own.
 */
export class KnownRefs {
  /** Of a class that was loaded and has not changed since a list is enough. */
  readonly #byClass = new Map<string, Set<string> | string[]>();
  /** Classes that were just loaded anew, and are as they were known. */
  readonly #confirmed = new Set<string>();
  /** Classes that differ although a new load found nothing new, since when: the server counts what it does not show. */
  readonly #odd = new Map<string, { readonly delta: number; readonly since: number }>();
  readonly #now: () => number;

  constructor(classes: readonly string[], now: () => number = Date.now) {
    for (const owner of classes) this.#byClass.set(owner, []);
    this.#now = now;
  }

  /** Objects of a full load. */
  add(owner: string, entries: readonly Entry[]): void {
    const known = this.#byClass.get(owner);
    if (Array.isArray(known)) for (const entry of entries) known.push(entry[0]);
    else if (known !== undefined) for (const entry of entries) known.add(entry[0]);
  }

  apply(event: XapiEvent): void {
    let known = this.#byClass.get(event.class);
    if (Array.isArray(known)) this.#byClass.set(event.class, (known = new Set(known)));
    if (event.op === 'del') known?.delete(event.ref);
    else known?.add(event.ref);
  }

  /** Puts what a new load found in place of what was known. @returns what is gone */
  replace(owner: string, refs: ReadonlySet<string>): readonly string[] {
    const known = [...(this.#byClass.get(owner) ?? [])];
    const gone = known.filter((ref) => !refs.has(ref));
    this.#byClass.set(owner, new Set(refs));
    // A load that found something may have found it in motion: a count that differs after it is another loss.
    if (gone.length === 0 && known.length === refs.size) this.#confirmed.add(owner);
    return gone;
  }

  /** Forgets a class that the server does not have. */
  drop(owner: string): void {
    this.#byClass.delete(owner);
  }

  /** The classes that have to be loaded anew, from the server's counts by lower-case class. */
  mismatches(counts: ReadonlyMap<string, number>): readonly string[] {
    return [...this.#byClass].flatMap(([owner, known]) => {
      const count = counts.get(owner.toLowerCase());
      return count !== undefined &&
        this.#differs(owner, count - (Array.isArray(known) ? known.length : known.size))
        ? [owner]
        : [];
    });
  }

  #differs(owner: string, delta: number): boolean {
    const confirmed = this.#confirmed.delete(owner);
    if (delta === 0) {
      this.#odd.delete(owner);
      return false;
    }
    const now = this.#now();
    if (confirmed) {
      this.#odd.set(owner, { delta, since: now });
      return false;
    }
    const odd = this.#odd.get(owner);
    return odd === undefined || (odd.delta !== delta && now - odd.since > AGAIN_MS);
  }
}
