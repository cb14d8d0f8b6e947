import { messageLimits } from './size.ts';

/** Characters of one part: with three bytes each they fit into a frame of a WebSocket, which the browser host bounds at 1 MiB. */
const partSize = 256 * 1024;
/** A message begins with a brace; a part tells by its first character whether another follows. */
const more = '+';
const last = '.';

/** Characters of all parts of one message: of its values each may take six as text (`\u0001`). */
const wholeSize = 6 * messageLimits.page + 1024 * 1024;

/** A message as texts that are sent one after the other. */
export function* splitText(text: string): Generator<string> {
  if (text.length <= partSize) {
    yield text;
    return;
  }
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + partSize, text.length);
    // Half of a character is not sent: as UTF-8 it would be another one.
    if (to < text.length && isHigh(text.charCodeAt(to - 1))) to -= 1;
    yield `${to < text.length ? more : last}${text.slice(from, to)}`;
    from = to;
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Puts the parts of messages together again. */
export class TextJoiner {
  #parts: string[] = [];
  #size = 0;

  /** @returns the message, or undefined where more of it is to come @throws Error for what no page sends */
  take(text: string): string | undefined {
    const head = text.charAt(0);
    if (head !== more && head !== last) {
      if (this.#parts.length > 0) throw new Error('A message within another.');
      return text;
    }
    this.#size += text.length;
    if (this.#size > wholeSize) throw new Error('A message that has no end.');
    this.#parts.push(text.slice(1));
    if (head === more) return undefined;
    const whole = this.#parts.join('');
    this.#parts = [];
    this.#size = 0;
    return whole;
  }
}
