/** An expression of the database: a text, or a list of expressions. */
export type Expression = string | readonly Expression[];

/**
 * Reads `('a' "b c")` and `(('k' 'v') …)`, the way sets and maps lie in the database (sExprLexer.mll): a text stands in quotes of
 * either kind, where a backslash keeps the next character as it is, or as a word by itself; a semicolon begins a comment. A text that
 * ends too early, as some old dumps hold, ends its lists too.
 */
export function readExpression(text: string): Expression {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Expression {
    this.#skip();
    const first = this.#text.charAt(this.#at);
    if (first === "'" || first === '"') {
      return this.#quoted(first);
    }
    return first === '(' ? this.#list() : this.#word();
  }

  #list(): readonly Expression[] {
    const items: Expression[] = [];
    this.#at += 1;
    for (this.#skip(); this.#goesOn() && this.#text[this.#at] !== ')'; this.#skip()) {
      items.push(this.read());
    }
    this.#at += 1;
    return items;
  }

  #quoted(quote: string): string {
    let value = '';
    for (this.#at += 1; this.#goesOn() && this.#text[this.#at] !== quote; this.#at += 1) {
      if (this.#text[this.#at] === '\\' && this.#at + 1 < this.#text.length) {
        this.#at += 1;
      }
      value += this.#text.charAt(this.#at);
    }
    this.#at += 1;
    return value;
  }

  #word(): string {
    const start = this.#at;
    while (this.#goesOn() && !/[\s()"]/.test(this.#text.charAt(this.#at))) {
      this.#at += 1;
    }
    return this.#text.slice(start, this.#at);
  }

  /** White space and comments. */
  #skip(): void {
    while (/[\s;]/.test(this.#text.charAt(this.#at))) {
      const isComment = this.#text.charAt(this.#at) === ';';
      const end = isComment ? this.#text.indexOf('\n', this.#at) : this.#at;
      this.#at = end < 0 ? this.#text.length : end + 1;
    }
  }

  #goesOn(): boolean {
    return this.#at < this.#text.length;
  }
}
