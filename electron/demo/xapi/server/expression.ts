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
  const list = tokens(text);
  let at = 0;
  const wrong = (): Failure => new Failure('INTERNAL_ERROR', `Failed to parse expression: ${text}`);
  const take = (word: string): boolean => {
    const next = list[at];
    const found = next !== undefined && !next.isText && next.word === word;
    at += found ? 1 : 0;
    return found;
  };
  const quoted = (): string => {
    const next = list[at];
    if (next?.isText !== true) {
      throw wrong();
    }
    at += 1;
    return next.word;
  };

  const operand = (): string | ((row: Row) => string) => {
    if (take('field')) {
      const name = quoted();
      return ({ values }) => textOfValue(values[name] ?? '');
    }
    return quoted();
  };
  const simple = (): Matcher => {
    if (take('true')) return () => true;
    if (take('false')) return () => false;
    if (take('not')) {
      const inner = simple();
      return (row) => !inner(row);
    }
    if (take('(')) {
      const inner = either();
      if (!take(')')) throw wrong();
      return inner;
    }
    const left = operand();
    if (!take('=')) throw wrong();
    const right = operand();
    const value = (side: typeof left, row: Row): string =>
      typeof side === 'string' ? side : side(row);
    return (row) => value(left, row) === value(right, row);
  };
  const both = (): Matcher => {
    const left = simple();
    if (!take('and')) return left;
    const right = both();
    return (row) => left(row) && right(row);
  };
  function either(): Matcher {
    const left = both();
    if (!take('or')) return left;
    const right = either();
    return (row) => left(row) || right(row);
  }

  const whole = either();
  if (at < list.length) {
    throw wrong();
  }
  return whole;
}
