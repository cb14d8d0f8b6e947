import { isAmountInTwo } from './amount.ts';
import { examplesOf } from './fields.ts';
import type { QueryProblem } from './problem.ts';
import {
  everything,
  joined,
  type CompareQuery,
  type Operator,
  type Query,
  type QueryValue,
} from './query.ts';
import { scan, type Token } from './scan.ts';

export interface Parsed {
  /** What was understood: with a problem, of what stands before it. */
  readonly query: Query;
  readonly problem?: QueryProblem;
}

/** Longer queries are refused: nobody types them, and a file of searches can hold anything. */
const longest = 10_000;
const deepest = 50;

/**
 * Reads a query. Never throws: what is wrong is a problem with its place.
 *
 * ```
 * query := and ('or' and)*        and := not ('and'? not)*        not := ('not' | '!' | '-')* one
 * one := '(' query ')' | field operator values | value
 * values := value (',' value)* | low '..' high | '(' value ('or' value)* ')'
 * ```
 */
export function parseQuery(text: string): Parsed {
  if (text.length > longest)
    return { query: everything, problem: { kind: 'tooLong', from: longest, to: text.length } };
  const { tokens, problem } = scan(text);
  const parser = new Parser(tokens, text.length);
  const query = parser.parse();
  // What could not be cut is missing to the parser, too; a bracket before it is a problem of its own.
  const first =
    parser.problem?.kind === 'unexpectedBracket' ? parser.problem : (problem ?? parser.problem);
  return first === undefined ? { query } : { query, problem: first };
}

/** Walks along the tokens; the first problem ends the walk. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;
  #problem: QueryProblem | undefined;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  get problem(): QueryProblem | undefined {
    return this.#problem;
  }

  parse(): Query {
    if (this.#tokens.length === 0) return everything;
    const query = this.#or();
    const left = this.#peek();
    if (left !== undefined) this.#fail({ kind: 'unexpectedBracket', from: left.from, to: left.to });
    return query;
  }

  #or(): Query {
    const parts = [this.#and()];
    while (this.#take('or') !== undefined) parts.push(this.#and());
    return joined('or', parts.filter(isAsked));
  }

  #and(): Query {
    const parts = [this.#not()];
    while (this.#problem === undefined && this.#goesOn()) {
      this.#take('and');
      parts.push(this.#not());
    }
    return joined('and', parts.filter(isAsked));
  }

  #goesOn(): boolean {
    const next = this.#peek();
    return next !== undefined && next.is !== 'or' && next.is !== 'close';
  }

  #not(): Query {
    if (this.#take('not') === undefined) return this.#one();
    return this.#deeper(() => {
      const part = this.#not();
      if (part.is === 'all') return part;
      return part.is === 'not' ? part.part : { is: 'not', part };
    });
  }

  #one(): Query {
    const token = this.#peek();
    switch (token?.is) {
      case 'open':
        return this.#group(token);
      case 'field':
        this.#next += 1;
        return this.#values(token);
      case 'term':
        this.#next += 1;
        return { is: 'text', value: token.value, at: spanOf(token) };
      default:
        return this.#missing(token);
    }
  }

  #missing(token: Token | undefined): Query {
    const at = token ?? { from: this.#end, to: this.#end };
    return this.#fail({ kind: 'missingTerm', from: at.from, to: at.to });
  }

  #group(open: Token): Query {
    this.#next += 1;
    const inner = this.#deeper(() => this.#or());
    if (this.#problem === undefined && this.#take('close') === undefined)
      this.#fail({ kind: 'unclosedBracket', from: open.from, to: open.to });
    return inner;
  }

  #values(field: Token & { is: 'field' }): Query {
    const token = this.#peek();
    if (token?.is === 'term') {
      this.#next += 1;
      return compared(field, this.#withUnit(field, token));
    }
    if (token?.is === 'open') return this.#choice(field, token);
    const name = field.path.join('.');
    const { from, to } = field;
    const examples = examplesOf(field.path);
    return this.#fail({ kind: 'missingValue', field: name, examples, from, to });
  }

  /** `mem>16 GB`: the unit belongs to the amount before it, and is not looked for. */
  #withUnit(field: Token & { is: 'field' }, amount: Token & { is: 'term' }): typeof amount {
    const unit = this.#peek();
    if (unit?.is !== 'term' || !isAmountInTwo(field.path, amount.value, unit.value)) return amount;
    this.#next += 1;
    const text = `${amount.value.text}${unit.value.text}`;
    return { ...amount, value: { kind: 'word', text }, to: unit.to };
  }

  /** `tag:(prod or test)`. */
  #choice(field: Token & { is: 'field' }, open: Token): Query {
    this.#next += 1;
    const parts: Query[] = [];
    for (let token = this.#peek(); token?.is === 'term'; token = this.#peek()) {
      this.#next += 1;
      parts.push(compared(field, token));
      this.#take('or');
    }
    if (this.#take('close') === undefined)
      this.#fail({ kind: 'unclosedBracket', from: open.from, to: open.to });
    else if (parts.length === 0) this.#missing(open);
    return joined(field.operator === '!=' ? 'and' : 'or', parts);
  }

  #deeper(inner: () => Query): Query {
    this.#depth += 1;
    const at = this.#peek() ?? { from: this.#end, to: this.#end };
    if (this.#depth > deepest) return this.#fail({ kind: 'tooDeep', from: at.from, to: at.to });
    const query = inner();
    this.#depth -= 1;
    return query;
  }

  #peek(): Token | undefined {
    return this.#problem === undefined ? this.#tokens[this.#next] : undefined;
  }

  #take(is: Token['is']): Token | undefined {
    const token = this.#peek();
    if (token?.is !== is) return undefined;
    this.#next += 1;
    return token;
  }

  #fail(problem: QueryProblem): Query {
    this.#problem ??= problem;
    return everything;
  }
}

function isAsked(query: Query): boolean {
  return query.is !== 'all';
}

function spanOf({ from, to }: Token): { readonly from: number; readonly to: number } {
  return { from, to };
}

/** A word may name several values, or a range of them. */
function compared(field: Token & { is: 'field' }, term: Token & { is: 'term' }): Query {
  const one = (operator: CompareQuery['operator'], value: QueryValue): CompareQuery => ({
    is: 'compare',
    field: field.path,
    operator,
    value,
    fieldAt: { from: field.from, to: field.to },
    at: spanOf(term),
  });
  const { operator } = field;
  const { value } = term;
  if (value.kind !== 'word') return one(operator, value);
  const word = (text: string): Query => {
    const bounds = operator === ':' ? boundsIn(text) : [];
    return bounds.length > 0
      ? joined(
          'and',
          bounds.map(([sign, bound]) => one(sign, { kind: 'word', text: bound })),
        )
      : one(operator, { kind: 'word', text });
  };
  const isList = operator === ':' || operator === '=' || operator === '!=';
  const texts = isList ? value.text.split(',').filter((text) => text !== '') : [];
  if (texts.length < 2) return word(value.text);
  return joined(operator === '!=' ? 'and' : 'or', texts.map(word));
}

/**
 * The bounds that a word names: one for `>16g`, which is how other search languages write it behind a colon, and for `8..`, two for
 * `1..5`.
 */
function boundsIn(text: string): readonly (readonly [Operator, string])[] {
  const [, sign, bound = ''] = /^(<=|>=|<|>)([^=<>].*)$/.exec(text) ?? [];
  if (sign !== undefined) return [[sign as Operator, bound]];
  const [, least] = /^(\d(?:(?!\.\.).)*)\.\.$/.exec(text) ?? [];
  if (least !== undefined) return [['>=', least]];
  const [, most] = /^\.\.(\d.*)$/.exec(text) ?? [];
  if (most !== undefined) return [['<=', most]];
  const [, low, high = ''] = /^([^.].*?)\.\.([^.].*)$/.exec(text) ?? [];
  if (low === undefined) return [];
  return [
    ['>=', low],
    ['<=', high],
  ];
}
