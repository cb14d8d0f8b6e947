import type { Span } from './query.ts';

/** What is wrong with a query, at which characters of it, and what would be right. */
export type QueryProblem = Span &
  (
    | { readonly kind: 'unclosedQuote' | 'unclosedRegex' | 'unclosedBracket' }
    | { readonly kind: 'unexpectedBracket' | 'missingTerm' | 'tooDeep' | 'tooLong' }
    /** A field or an operator without its value. */
    | {
        readonly kind: 'missingValue';
        readonly field: string;
        readonly examples: readonly string[];
      }
    | { readonly kind: 'unknownField'; readonly field: string; readonly similar: readonly string[] }
    /** The field is no text, and the value is none of what it can be. */
    | {
        readonly kind: 'badValue';
        readonly field: string;
        readonly value: string;
        readonly wanted: ValueType;
        /** Values that would be right: some of those there are, or examples. */
        readonly examples: readonly string[];
      }
    /** `<` and the like for what has no order. */
    | { readonly kind: 'noOrder'; readonly field: string }
    | { readonly kind: 'badRegex'; readonly reason: string }
  );

/** What the values of a field are. Bytes, milliseconds, hertz and fractions are numbers with a unit of their own. */
export type ValueType =
  | 'text'
  | 'choice'
  | 'number'
  | 'bytes'
  | 'hertz'
  | 'fraction'
  | 'duration'
  | 'time'
  | 'ip'
  | 'mac'
  | 'boolean'
  | 'any';
