/** Shorter texts are held once by JSON.parse already. */
const shortest = 11;

/**
 * Texts that keep coming in one field, each held once: what `allowed_operations` says is said ten times by each of 5,000 VMs.
 * Gives up where nearly every text is another one.
 */
export class SharedTexts {
  #texts: Map<string, string> | undefined;
  readonly #most: number;
  #met = 0;
  #givenUp = false;

  /** @param most texts that are remembered at a time; 0: none */
  constructor(most = 256) {
    this.#most = most;
    this.#givenUp = most === 0;
  }

  /** The same text as it was met before; undefined where it is new, or too short to matter. */
  same(text: string): string | undefined {
    if (this.#givenUp || text.length < shortest) return undefined;
    this.#texts ??= new Map<string, string>();
    const known = this.#texts.get(text);
    if (known !== undefined) {
      this.#met += 1;
      return known;
    }
    if (this.#texts.size >= this.#most) {
      this.#givenUp = this.#met < this.#most;
      this.#met = 0;
      this.#texts.clear();
    }
    if (!this.#givenUp) this.#texts.set(text, text);
    return undefined;
  }
}
