/** Shorter texts are held once by JSON.parse already. */
const shortest = 11;
/** Texts that are remembered at a time, and steps of lists. */
const most = 256;

interface ListNode {
  /** The list that ends here. */
  list?: readonly string[];
  readonly next: Map<string, ListNode>;
}

/**
 * Values that keep coming in one field, each held once: what `allowed_operations` says is said by each of 5,000 VMs, in few
 * variants of ten texts. Texts are given up where nearly every one is new.
 */
export class SharedValues {
  #texts: Map<string, string> | undefined;
  /** Lists by their first text, its follower, and so on. */
  #lists: ListNode | undefined;
  #nodes = 0;
  #met = 0;
  #givenUp = false;

  /** The same text as it was met before; undefined where it is new, or too short to matter. */
  text(text: string): string | undefined {
    if (this.#givenUp || text.length < shortest) return undefined;
    this.#texts ??= new Map<string, string>();
    const known = this.#texts.get(text);
    if (known !== undefined) {
      this.#met += 1;
      return known;
    }
    if (this.#texts.size >= most) {
      this.#givenUp = this.#met < most;
      this.#met = 0;
      this.#texts.clear();
    }
    if (!this.#givenUp) this.#texts.set(text, text);
    return undefined;
  }

  /** The same list as it was met before, or this one. */
  list(list: readonly string[]): readonly string[] {
    let node: ListNode = (this.#lists ??= { next: new Map() });
    for (const text of list) {
      let next = node.next.get(text);
      if (next === undefined) {
        if (this.#nodes >= most) return list;
        this.#nodes += 1;
        next = { next: new Map() };
        node.next.set(text, next);
      }
      node = next;
    }
    return (node.list ??= list);
  }
}
