import type { Operator, QueryValue, Span } from './query.ts';
import type { QueryProblem } from './problem.ts';

/** A piece of a query. A `term` is free text; a `field` is followed by an operator and a value. */
export type Token = Span &
  (
    | { readonly is: 'open' | 'close' | 'and' | 'or' | 'not' }
    | { readonly is: 'field'; readonly path: readonly string[]; readonly operator: Operator }
    | { readonly is: 'term'; readonly value: QueryValue }
  );

export interface Scanned {
  readonly tokens: readonly Token[];
  readonly problem?: QueryProblem;
}

const segment = String.raw`(?:[A-Za-z_][\w-]*(?:\[[^\]\s"]*\])*|"(?:[^"\\]|\\.)*")`;
const field = new RegExp(
  String.raw`(${segment}(?:\.${segment})*)(:|\s*(?:!=|<>|<=|>=|==|=|<|>))\s*`,
  'y',
);
const segments = new RegExp(segment, 'g');
const space = /\s+/y;
const word = /[^\s()"]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
/** Without white space, which is `\s` there: `/production/web servers/` is a folder. */
const regex = /\/((?:[^/\\\s]|\\\S)+)\/(?=[\s()"]|$)/y;
const keyword = /(and|or|not|&&|\|\|?)(?=[\s()"]|$)/iy;

/** A word that begins like a regular expression and has signs that only these have: it was meant as one. */
const unended = /\/(?:\(|\S*[\\^$|+[\]{}])/y;

/** Whether a word would be read as a regular expression, or as one that has no end. */
export function looksLikeRegex(word: string): boolean {
  return /^\/.+\/$/.test(word) || match(unended, word, 0) !== null;
}

/** What looks like a field and its value, and is an address: `fe80::1`, `00:50:56:aa:bb:cc`, `de:ad:be:ef:00:01`. */
const address = /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,}(?:%\w+)?(?=[\s)]|$)/iy;
/** A reference in the server's words: `VirtualMachine:vm-62`, `VM:9f3c0d2e-…`. */
const reference = /[A-Z]\w*:(?:[a-z]+-\w+|[0-9a-f]{8}-[0-9a-f-]{27})(?=[\s)]|$)/y;

/** Cuts a query into its pieces. What cannot be cut is a problem at its place; the pieces before it are there. */
export function scan(text: string): Scanned {
  const tokens: Token[] = [];
  /** After a field comes its value, whatever it looks like. */
  let wantsValue = false;
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const found: Token | QueryProblem =
      (wantsValue ? null : scanSyntax(text, at)) ?? scanValue(text, at, wantsValue);
    if ('kind' in found) return { tokens, problem: found };
    tokens.push(found);
    wantsValue = found.is === 'field';
    at = skipSpace(text, found.to);
  }
  return { tokens };
}

/** What stands where no value is awaited: a sign, a keyword, a field. */
function scanSyntax(text: string, at: number): Token | null {
  if (/^[!-][^\s)]/.test(text.slice(at, at + 2))) return { is: 'not', from: at, to: at + 1 };
  const key = match(keyword, text, at)?.[0];
  if (key !== undefined) return { is: keywordOf(key), from: at, to: at + key.length };
  if (match(address, text, at) !== null || match(reference, text, at) !== null) return null;
  const [whole, names = '', operator = ':'] = match(field, text, at) ?? [];
  if (whole === undefined) return null;
  return {
    is: 'field',
    path: (names.match(segments) ?? []).map(unquoted),
    operator: operatorOf(operator.trim()),
    from: at,
    to: at + whole.length,
  };
}

function scanValue(text: string, at: number, wantsValue: boolean): Token | QueryProblem {
  const first = text[at];
  if (first === '(' || first === ')')
    return { is: first === '(' ? 'open' : 'close', from: at, to: at + 1 };
  const term = (value: QueryValue, length: number): Token => ({
    is: 'term',
    value,
    from: at,
    to: at + length,
  });
  const [inQuotes, content = ''] = match(quoted, text, at) ?? [];
  if (inQuotes !== undefined)
    return term({ kind: 'quoted', text: unescaped(content) }, inQuotes.length);
  if (first === '"') return { kind: 'unclosedQuote', from: at, to: text.length };
  return scanRegex(text, at) ?? scanWord(text, at, wantsValue);
}

/** A regular expression, or one that has no end; null for what is none. */
function scanRegex(text: string, at: number): Token | QueryProblem | null {
  const [inSlashes, expression = ''] = match(regex, text, at) ?? [];
  if (inSlashes !== undefined)
    return {
      is: 'term',
      value: { kind: 'regex', text: expression },
      from: at,
      to: at + inSlashes.length,
    };
  if (match(unended, text, at) === null) return null;
  return { kind: 'unclosedRegex', from: at, to: text.length };
}

function scanWord(text: string, at: number, wantsValue: boolean): Token {
  const plain = match(word, text, at)?.[0] ?? '';
  // After a word, `<=` would be its operator.
  const value: QueryValue =
    /^[<>=]/.test(plain) && !wantsValue
      ? { kind: 'quoted', text: plain }
      : // `\/x/` is the word `/x/`, and no regular expression.
        { kind: 'word', text: plain.replace(/^\\(?=\\*\/)/, '') };
  return { is: 'term', value, from: at, to: at + plain.length };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipSpace(text: string, at: number): number {
  return at + (match(space, text, at)?.[0].length ?? 0);
}

function keywordOf(text: string): 'and' | 'or' | 'not' {
  const lower = text.toLowerCase();
  if (lower === 'not') return 'not';
  return lower === 'and' || lower === '&&' ? 'and' : 'or';
}

/** Other languages write `==` and `<>`. */
function operatorOf(sign: string): Operator {
  if (sign === '==') return '=';
  return sign === '<>' ? '!=' : (sign as Operator);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? unescaped(text.slice(1, -1)) : text;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
