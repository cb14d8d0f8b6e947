/** What may stand next: an item (a member's name, an element), a colon, a member's value, or what follows a value. */
type Expected = 'item' | 'colon' | 'value' | 'next';

/** Puts JSON together again from its parts. Values that are missing are filled in; all else that is wrong stays for the reader to refuse. */
export class JsonMender {
  readonly #parts: string[] = [];
  /** The containers that are open, by the sign that closes them. */
  readonly #open: string[] = [];
  #expected: Expected = 'item';
  /** The value before, or the name, was no text. */
  #isBare = false;
  /** A comma that is written when something follows it. */
  #comma = false;

  get text(): string {
    return this.#parts.join('');
  }

  blank(text: string): void {
    this.#parts.push(text);
  }

  /** @param isBare it was no text before it was mended */
  value(text: string, isBare: boolean): void {
    const isName = this.#beginItem();
    this.#parts.push(text);
    this.#expected = isName ? 'colon' : 'next';
    this.#isBare = isBare;
  }

  sign(sign: string): void {
    switch (sign) {
      case '{':
      case '[':
        return this.#enter(sign);
      case '}':
      case ']':
        return this.#leave(sign);
      case ':':
        return this.#colon();
      default:
        this.#separate();
    }
  }

  /** Writes the comma before an item. @returns true where the item is the name of a member */
  #beginItem(): boolean {
    if (this.#expected !== 'item') return false;
    if (this.#comma) this.#parts.push(',');
    this.#comma = false;
    return this.#isObject;
  }

  #enter(sign: '{' | '['): void {
    this.#beginItem();
    this.#parts.push(sign);
    this.#open.push(sign === '{' ? '}' : ']');
    this.#expected = 'item';
  }

  #leave(sign: string): void {
    this.#fill();
    this.#comma = false;
    this.#parts.push(sign);
    this.#open.pop();
    this.#expected = 'next';
  }

  #colon(): void {
    this.#parts.push(':');
    this.#expected = 'value';
  }

  #separate(): void {
    if (this.#open.length === 0) {
      this.#parts.push(',');
      return;
    }
    // An element that is not there has a place all the same.
    if (this.#expected === 'item' && !this.#isObject) {
      this.#beginItem();
      this.#parts.push('null');
    } else this.#fill();
    this.#comma = this.#expected === 'next' || !this.#isObject || this.#comma;
    this.#expected = 'item';
  }

  /** Gives a member that has none its value. */
  #fill(): void {
    // A bare word is the name of a member only where a colon says so.
    const isName = this.#expected === 'colon' && !this.#isBare;
    if (!isName && this.#expected !== 'value') return;
    this.#parts.push(isName ? ':null' : 'null');
    this.#expected = 'next';
  }

  get #isObject(): boolean {
    return this.#open.at(-1) === '}';
  }
}
