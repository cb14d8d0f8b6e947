const SLOTS = 8192;
const MASK = SLOTS - 1;
/** V8 copies shorter substrings; from here on a substring is a view that keeps its whole chunk alive. */
const SLICED_FROM = 13;
const POOLED_TO = 128;

function slotOf(text: string): number {
  const { length } = text;
  let hash = length;
  hash = (hash * 31 + text.charCodeAt(length - 1)) | 0;
  hash = (hash * 31 + text.charCodeAt(length - 2)) | 0;
  hash = (hash * 31 + text.charCodeAt(length - 4)) | 0;
  hash = (hash * 31 + text.charCodeAt(length >> 1)) | 0;
  hash = (hash * 31 + text.charCodeAt(3)) | 0;
  return (hash * 31 + text.charCodeAt(0)) & MASK;
}

/** A string of its own memory, free of the chunk that it was cut from. */
function copied(text: string): string {
  return ` ${text}`.slice(1);
}

/**
 * Gives every text that is kept its own memory, and repeated ones (references, guest names, paths) one
 * memory. A fixed table where a newcomer replaces what was in its slot: its size never grows.
 */
export class StringPool {
  readonly #slots: string[] = Array.from({ length: SLOTS }, () => '');

  keep(text: string): string {
    const { length } = text;
    if (length < SLICED_FROM) return length < 3 ? text : this.#pooled(text);
    return length > POOLED_TO ? copied(text) : this.#pooled(text);
  }

  #pooled(text: string): string {
    const slot = slotOf(text);
    const found = this.#slots[slot] ?? '';
    if (found === text) return found;
    const own = text.length < SLICED_FROM ? text : copied(text);
    this.#slots[slot] = own;
    return own;
  }
}
