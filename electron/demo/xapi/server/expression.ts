import { Failure } from '../api/failure.ts';
import { text as textOfValue } from '../api/value.ts';
import type { Row } from '../db/row.ts';

/**
 * The queries of `get_all_records_where`: `true`, `false`, `field "name"="value"`, `not`, `and`, `or`, parentheses. Values
 * are compared as the database writes them: text.
 */
type Matcher = (row: Row) => boolean;

const tokenPattern = /\s*(?:(true|false|not|and|or|field)\b|([()=])|"((?:[^"\\]|\\.)*)"|(\S))/gy;

interface Token {
  readonly word: string;
  readonly isText: boolean;
}

function tokens(text: string): Token[] {
  const trimmed = text.trim();
  return [...trimmed.matchAll(tokenPattern)].map(([, word, mark, quoted, other]) =>
    quoted === undefined
      ? { word: word ?? mark ?? other ?? '', isText: false }
      : { word: quoted.replace(/\\(.)/g, '$1'), isText: true },
  );
}

/** Throws INTERNAL_ERROR where the text is no query. */
export function matcher(text: string): Matcher {
  return new Parser(text).parse();
}

/** Walks along the tokens of a query. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  parse(): Matcher {
    const whole = this.#either();
    if (this.#at < this.#tokens.length) {
      throw this.#wrong();
    }
    return whole;
  }

  #either(): Matcher {
    const left = this.#both();
    if (!this.#take('or')) return left;
    const right = this.#either();
    return (row) => left(row) || right(row);
  }

  #both(): Matcher {
    const left = this.#simple();
    if (!this.#take('and')) return left;
    const right = this.#both();
    return (row) => left(row) && right(row);
  }

  #simple(): Matcher {
    if (this.#take('true')) return () => true;
    if (this.#take('false')) return () => false;
    if (this.#take('not')) {
      const inner = this.#simple();
      return (row) => !inner(row);
    }
    if (this.#take('(')) {
      const inner = this.#either();
      if (!this.#take(')')) throw this.#wrong();
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Matcher {
    const left = this.#operand();
    if (!this.#take('=')) throw this.#wrong();
    const right = this.#operand();
    return (row) => left(row) === right(row);
  }

  #operand(): (row: Row) => string {
    if (this.#take('field')) {
      const name = this.#quoted();
      return ({ values }) => textOfValue(values[name] ?? '');
    }
    const value = this.#quoted();
    return () => value;
  }

  #quoted(): string {
    const next = this.#tokens[this.#at];
    if (next?.isText !== true) {
      throw this.#wrong();
    }
    this.#at += 1;
    return next.word;
  }

  #take(word: string): boolean {
    const next = this.#tokens[this.#at];
    const found = next !== undefined && !next.isText && next.word === word;
    this.#at += found ? 1 : 0;
    return found;
  }

  #wrong(): Failure {
    return new Failure('INTERNAL_ERROR', `Failed to parse expression: ${this.#text}`);
  }
}
