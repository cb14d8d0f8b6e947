import type { ByteWindow } from './byte-window.ts';

const SLOTS = 8192;
const MASK = SLOTS - 1;
/** Bytes of the longest text that is pooled. */
const LONGEST = 128;

/** A hash of some bytes of a text that is not empty. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let hash = length;
  hash = Math.imul(hash, 31) + (bytes[end - 1] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[end - (length > 1 ? 2 : 1)] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[end - (length > 3 ? 4 : 1)] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[start + (length >> 1)] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[start + (length > 3 ? 3 : 0)] ?? 0);
  hash = Math.imul(hash, 31) + (bytes[start] ?? 0);
  return hash ^ (hash >>> 13);
}

/**
 * Makes strings of bytes, and one string of texts that repeat (references, states, guest names), which are most: they are found by
 * their bytes before any string is made. A fixed table where a newcomer replaces what was in its slot: its size never grows.
 */
export class TextPool {
  readonly #texts: string[] = Array.from({ length: SLOTS }, () => '');
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #bytes = new Uint8Array(SLOTS * LONGEST);

  /** The text between two positions of a window, which is not empty. Free of the window's memory. */
  take(window: ByteWindow, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST) return window.text(start, end);
    const { bytes } = window;
    const slot = hashOf(bytes, start, end) & MASK;
    const pooled = this.#bytes;
    const base = slot * LONGEST;
    if (this.#lengths[slot] === length) {
      let at = 0;
      while (at < length && pooled[base + at] === bytes[start + at]) at += 1;
      if (at === length) return this.#texts[slot] ?? '';
    }
    const text = window.text(start, end);
    this.#lengths[slot] = length;
    this.#texts[slot] = text;
    for (let at = 0; at < length; at += 1) pooled[base + at] = bytes[start + at] ?? 0;
    return text;
  }
}
