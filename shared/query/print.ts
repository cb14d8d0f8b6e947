import { isAmountInTwo } from './amount.ts';
import type { CompareQuery, Query, QueryValue } from './query.ts';
import { looksLikeRegex } from './scan.ts';

/** A query as text that `parseQuery` reads as the same query. */
export function printQuery(query: Query): string {
  switch (query.is) {
    case 'all':
      return '';
    case 'text':
      return printValue(query.value);
    case 'compare':
      return printComparison(query);
    case 'not':
      return `!${printPart(query.part)}`;
    case 'and':
      return query.parts
        .map((part, at) => betweenOf(query.parts[at - 1], part) + printPart(part))
        .join('');
    case 'or':
      return query.parts
        .map((part) => (part.is === 'and' ? printQuery(part) : printPart(part)))
        .join(' or ');
  }
}

/** `mem>16 and g` is not `mem>16 g`, where the letter is the unit. */
function betweenOf(before: Query | undefined, after: Query): string {
  if (before === undefined) return '';
  const value = before.is === 'not' ? before.part : before;
  const inTwo =
    value.is === 'compare' &&
    after.is === 'text' &&
    isAmountInTwo(value.field, value.value, after.value);
  return inTwo ? ' and ' : ' ';
}

function printComparison({ field, operator, value }: CompareQuery): string {
  const printed = printValue(value);
  // `A> =` is not `A>=`.
  const gap = operator !== ':' && /^[=<>]/.test(printed) ? ' ' : '';
  return `${field.map(printSegment).join('.')}${operator}${gap}${printed}`;
}

function printPart(query: Query): string {
  return query.is === 'and' || query.is === 'or' ? `(${printQuery(query)})` : printQuery(query);
}

/** A step of a path, quoted where it has to be. */
export function printSegment(name: string): string {
  return /^[A-Za-z_][\w-]*(\[[^\]\s"]*\])*$/.test(name) ? name : quote(name);
}

export function printValue({ kind, text }: QueryValue): string {
  if (kind === 'regex') return `/${text}/`;
  if (kind === 'quoted') return quote(text);
  return /^\\+\//.test(text) || looksLikeRegex(text) ? `\\${text}` : text;
}

/** A value that means exactly this text, as plain as it can be written. */
export function literal(text: string): QueryValue {
  return /^[^\s()"/!*?,-][^\s()"*?,]*$/.test(text) && !/\.\.|^(and|or|not)$|[:=<>|&]/i.test(text)
    ? { kind: 'word', text }
    : { kind: 'quoted', text };
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
