import { allFields, findField, similarFields } from './fields.ts';
import type { FieldDefinition, FieldValues, ReadContext } from './field.ts';
import { comparison, type ValueTest } from './comparison.ts';
import { nativeField } from './native-field.ts';
import type { QueryProblem } from './problem.ts';
import type { CompareQuery, Query, Span, TextQuery } from './query.ts';
import type { Subject } from './subject.ts';
import { printSegment } from './print.ts';
import { textTest, type TextTest } from './text-test.ts';

/** A query that objects can be tested against. */
export interface CompiledQuery {
  /** Whether the object passes, wherever its free text is found. */
  test(subject: Subject): boolean;
  /** Whether it passes with all free text found in its name; the same as `test` for a query without any. */
  testNames(subject: Subject): boolean;
  /** How well the name fits the free text; see `bestRank`. */
  rank(subject: Subject): number;
  /** Where free text is found that is not in the name. */
  where(subject: Subject): readonly FoundText[];
  readonly needs: QueryNeeds;
}

/** What it takes to answer a query. */
export interface QueryNeeds {
  /** More than rows. With free text: only for what is found elsewhere than in names. */
  readonly deep: boolean;
  readonly freeText: boolean;
  /** The answer changes as time goes by. */
  readonly time: boolean;
  /** Native properties, by their paths as written. */
  readonly paths: readonly (readonly string[])[];
}

/** Where a free text was found: `note`, “patch window: *web* servers first”. */
export interface FoundText {
  readonly field: string;
  readonly value: string;
  /** The part of the value that matched. */
  readonly at: Span;
}

export interface CompileOptions {
  /** Milliseconds since 1970: what is old is old as of now. */
  now(): number;
  /** Whether some object has a native property so called; without it every path with a dot may be one. */
  isNative?(path: readonly string[]): boolean;
}

/** Ranks of names: the name itself, its beginning, the beginning of a word in it, anywhere in it, elsewhere. */
export const bestRank = 0;
export const worstRank = 4;

/** Makes a query into a test of objects, or says which of its parts makes no sense. */
export function compileQuery(query: Query, options: CompileOptions): CompiledQuery | QueryProblem {
  const compiler = new Compiler(options);
  const whole = compiler.compile(query);
  if (compiler.problem !== undefined) return compiler.problem;
  const { texts, needs } = compiler;
  return {
    test: (subject) => whole(subject, anywhere) === true,
    testNames: (subject) => whole(subject, inName) === true,
    rank: (subject) => Math.max(bestRank, ...texts.map(({ find }) => nameRank(subject, find))),
    where: (subject) =>
      texts.flatMap((text) =>
        text.find.test(subject.row.name) ? [] : findElsewhere(subject, text),
      ),
    needs,
  };
}

/** Undefined: the object has no such field, so that neither it nor its opposite is so. */
type Truth = boolean | undefined;
type Evaluate = (subject: Subject, texts: TextMode) => Truth;

/** How free text is looked for. */
type TextMode = (subject: Subject, text: FreeText) => boolean;

interface FreeText {
  readonly find: TextTest;
  /** Fields other than the name, with what they ask of a value. */
  readonly elsewhere: readonly { readonly field: FieldDefinition; readonly test: ValueTest }[];
  readonly context: ReadContext;
}

const inName: TextMode = (subject, { find }) => find.test(subject.row.name);

const anywhere: TextMode = (subject, text) =>
  inName(subject, text) ||
  text.elsewhere.some(({ field, test }) => field.read(subject, text.context)?.some(test) ?? false);

const searchedFields = allFields.filter((field) => field.searched === true);

/** Turns a query into functions, and gathers what they need; the first problem is kept. */
class Compiler {
  readonly texts: FreeText[] = [];
  problem: QueryProblem | undefined;
  readonly #options: CompileOptions;
  readonly #paths: (readonly string[])[] = [];
  #deep = false;
  #time = false;

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  get needs(): QueryNeeds {
    return {
      deep: this.#deep,
      freeText: this.texts.length > 0,
      time: this.#time,
      paths: this.#paths,
    };
  }

  compile(query: Query): Evaluate {
    switch (query.is) {
      case 'all':
        return () => true;
      case 'text':
        return this.#text(query);
      case 'compare':
        return this.#compare(query);
      case 'not': {
        const part = this.compile(query.part);
        return (subject, texts) => opposite(part(subject, texts));
      }
      default: {
        const parts = this.#cheapFirst(query.parts);
        return query.is === 'and' ? allOf(parts) : anyOf(parts);
      }
    }
  }

  /** What asks for native properties comes last: where something else decides, none has to be read. */
  #cheapFirst(queries: readonly Query[]): readonly Evaluate[] {
    const parts = queries.map((query) => {
      const before = this.#paths.length;
      const evaluate = this.compile(query);
      return { evaluate, isNative: this.#paths.length > before };
    });
    return parts
      .toSorted((one, other) => Number(one.isNative) - Number(other.isNative))
      .map(({ evaluate }) => evaluate);
  }

  #text({ value, at }: TextQuery): Evaluate {
    const find = textTest(value);
    if ('error' in find) return this.#fail({ kind: 'badRegex', reason: find.error, ...at });
    const elsewhere = searchedFields.flatMap((field) => {
      // A word of six letters is seldom meant as a part of a MAC address.
      if (field.type === 'mac' && !/[:.-]/.test(value.text)) return [];
      const asked = {
        is: 'compare',
        field: [field.name],
        operator: ':',
        value,
        fieldAt: at,
        at,
      } as const;
      const test = comparison(asked, field, () => this.#options.now());
      return typeof test === 'function' ? [{ field, test }] : [];
    });
    const text: FreeText = { find, elsewhere, context: this.#context() };
    this.texts.push(text);
    return (subject, texts) => texts(subject, text);
  }

  #compare(query: CompareQuery): Evaluate {
    const named = findField(query.field) ?? this.#native(query);
    if (named === null) return never;
    const { field, name } = named;
    const test = comparison(query, field, () => this.#options.now());
    if (typeof test !== 'function') return this.#fail(test);
    this.#deep ||= field.deep === true;
    this.#time ||= field.type === 'duration' || field.type === 'time';
    const context = this.#context(name);
    const holds: Evaluate = (subject) => anyValue(field.read(subject, context), test);
    return query.operator === '!=' ? (subject, texts) => opposite(holds(subject, texts)) : holds;
  }

  #native(query: CompareQuery): { readonly field: FieldDefinition; readonly name?: string } | null {
    const path = query.field;
    const known = this.#options.isNative?.(path) ?? path.length > 1;
    if (known) {
      this.#paths.push(path);
      return { field: nativeField(path) };
    }
    const field = path.join('.');
    const { from } = query.fieldAt;
    const to = Math.min(query.fieldAt.to, from + field.length);
    this.#fail({ kind: 'unknownField', field, similar: similarFields(field), from, to });
    return null;
  }

  /** Time goes on while a query stands. */
  #context(name?: string): ReadContext {
    const options = this.#options;
    return {
      get now() {
        return options.now();
      },
      ...(name !== undefined && { name }),
    };
  }

  #fail(problem: QueryProblem): Evaluate {
    this.problem ??= problem;
    return never;
  }
}

const never: Evaluate = () => false;

function anyValue(values: FieldValues, test: ValueTest): Truth {
  return values?.some(test);
}

function opposite(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function allOf(parts: readonly Evaluate[]): Evaluate {
  return (subject, texts) => {
    let all: Truth = true;
    for (const part of parts) {
      const truth = part(subject, texts);
      if (truth === false) return false;
      if (truth === undefined) all = undefined;
    }
    return all;
  };
}

function anyOf(parts: readonly Evaluate[]): Evaluate {
  return (subject, texts) => {
    let any: Truth = false;
    for (const part of parts) {
      const truth = part(subject, texts);
      if (truth === true) return true;
      if (truth === undefined) any = undefined;
    }
    return any;
  };
}

function nameRank({ row: { name } }: Subject, find: TextTest): number {
  const at = find.find(name);
  if (at === null) return worstRank;
  if (at.from === 0) return at.to === name.length ? bestRank : 1;
  return /[\s._\-/]/.test(name[at.from - 1] ?? '') ? 2 : 3;
}

function findElsewhere(
  subject: Subject,
  { find, elsewhere, context }: FreeText,
): readonly FoundText[] {
  for (const { field, test } of elsewhere) {
    const value = field.read(subject, context)?.find(test);
    if (value === undefined) continue;
    const text = String(value);
    const at = find.find(text) ?? { from: 0, to: text.length };
    return [{ field: nameOf(field, subject, test), value: text, at }];
  }
  return [];
}

/** `tag.Owner` where a named field has the value below a name, as one would write it. */
function nameOf(field: FieldDefinition, subject: Subject, test: ValueTest): string {
  const name = field
    .names?.(subject)
    .find((one) => field.read(subject, { now: 0, name: one.toLowerCase() })?.some(test));
  return name === undefined ? field.name : `${field.name}.${printSegment(name)}`;
}
