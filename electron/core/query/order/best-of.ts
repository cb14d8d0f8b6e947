/** The first so many of all that is offered, in order. */
export class BestOf<T> {
  readonly #most: number;
  readonly #compare: (one: T, other: T) => number;
  readonly #best: T[] = [];

  constructor(most: number, compare: (one: T, other: T) => number) {
    this.#most = most;
    this.#compare = compare;
  }

  get sorted(): readonly T[] {
    return this.#best;
  }

  offer(element: T): void {
    const best = this.#best;
    const last = best.at(-1);
    if (best.length >= this.#most) {
      if (last === undefined || this.#compare(element, last) >= 0) return;
      best.pop();
    }
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(best[middle] as T, element) < 0) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, element);
  }
}
