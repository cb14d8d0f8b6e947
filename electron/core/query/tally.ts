import type { Kind } from '#shared/model/kind.ts';
import type { Entry } from './entry.ts';

type Counted = Pick<Entry, 'row' | 'amounts' | 'inName'>;

/** Counts and sums of what comes and goes. */
export class Tally {
  readonly #byKind = new Map<Kind, number>();
  readonly #sums: number[];
  #inName = 0;
  #count = 0;

  /** @param sums how many amounts each thing has */
  constructor(sums: number) {
    this.#sums = Array.from({ length: sums }, () => 0);
  }

  get byKind(): ReadonlyMap<Kind, number> {
    return this.#byKind;
  }

  get count(): number {
    return this.#count;
  }

  get inName(): number {
    return this.#inName;
  }

  get sums(): readonly number[] {
    return this.#sums;
  }

  add(entry: Counted): void {
    this.#change(entry, 1);
  }

  take(entry: Counted): void {
    this.#change(entry, -1);
  }

  #change({ row: { kind }, amounts, inName }: Counted, by: 1 | -1): void {
    this.#count += by;
    if (inName) this.#inName += by;
    const count = (this.#byKind.get(kind) ?? 0) + by;
    if (count === 0) this.#byKind.delete(kind);
    else this.#byKind.set(kind, count);
    for (let index = 0; index < amounts.length; index++)
      this.#sums[index] = (this.#sums[index] ?? 0) + by * (amounts[index] ?? 0);
  }
}
