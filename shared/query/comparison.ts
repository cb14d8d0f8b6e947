import { parseIp, parseMac } from './addresses.ts';
import type { FieldDefinition, FieldValue } from './field.ts';
import type { QueryProblem } from './problem.ts';
import type { CompareQuery, Operator, QueryValue } from './query.ts';
import { closestChoices } from './similar.ts';
import { textTest } from './text-test.ts';
import {
  parseBytes,
  parseDuration,
  parseFraction,
  parseHertz,
  parseNumber,
  parsePeriod,
  type Period,
} from './units.ts';

/** Whether one value of a field is one that was asked for. */
export type ValueTest = (value: FieldValue) => boolean;

/** What a comparison asks of a value; `!=` is made by its opposite (see `compileQuery`). */
export function comparison(
  query: CompareQuery,
  field: FieldDefinition,
  now: () => number,
): ValueTest | QueryProblem {
  const { operator, value, at, fieldAt } = query;
  const ordered = operator !== ':' && operator !== '=' && operator !== '!=';
  switch (field.type) {
    case 'text':
      return ordered ? orderedText(operator, value) : plainText(operator, value, at);
    case 'any':
      return anyValue(operator, value, now) ?? plainText(operator, value, at);
    case 'choice':
    case 'boolean':
    case 'ip':
    case 'mac':
      if (ordered) return { kind: 'noOrder', field: field.name, ...fieldAt };
      return unordered(field, value) ?? badValue(query, field);
    default:
      return measured(operator, value, field, now) ?? badValue(query, field);
  }
}

function badValue({ value, at }: CompareQuery, field: FieldDefinition): QueryProblem {
  const { name, type, choices, examples } = field;
  return {
    kind: 'badValue',
    field: name,
    value: value.text,
    wanted: type,
    examples: choices ? closestChoices(choices, value.text) : examples,
    ...at,
  };
}

/** Numbers, times and amounts; null for a value that is none. */
function measured(
  operator: Operator,
  value: QueryValue,
  field: FieldDefinition,
  now: () => number,
): ValueTest | null {
  if (value.kind === 'regex') return null;
  if (field.type === 'time') {
    const period = periodOf(value, now);
    return period && ((found) => holdsInTime(operator, Number(found), period()));
  }
  const wanted = field.type === 'number' ? parseNumber(value.text) : amountOf(field, value);
  if (wanted === null) return null;
  return field.type === 'number'
    ? (found) => holds(operator, Number(found) - wanted)
    : compareAmount(operator, wanted);
}

function plainText(
  operator: Operator,
  value: QueryValue,
  at: { readonly from: number; readonly to: number },
): ValueTest | QueryProblem {
  const test = textTest(value, operator !== ':');
  if ('error' in test) return { kind: 'badRegex', reason: test.error, ...at };
  return (found) => test.test(String(found));
}

/** `hw<19`, `version>=8.0.2`: by the numbers in the texts; texts without any by their letters. */
function orderedText(operator: Operator, value: QueryValue): ValueTest {
  return (found) => holds(operator, compareVersions(String(found), value.text));
}

/** What a native property's value is compared as follows from the value. */
function anyValue(operator: Operator, value: QueryValue, now: () => number): ValueTest | null {
  if (value.kind === 'regex') return null;
  const number = parseNumber(value.text);
  const period = periodOf(value, now);
  const text = textTest(value, operator !== ':');
  if ('error' in text) return null;
  const ordered = operator !== ':' && operator !== '=' && operator !== '!=';
  return (found) => {
    if (typeof found === 'number') {
      if (period !== null && mayBeTime(found)) return holdsInTime(operator, found, period());
      return number !== null && holds(operator, found - number);
    }
    if (typeof found === 'boolean') return booleanOf(value.text) === found;
    return ordered ? holds(operator, compareVersions(found, value.text)) : text.test(found);
  };
}

/** Times are milliseconds since 1970; what is compared with a year, a day or an age and lies between 1990 and 2100 is one. */
function mayBeTime(found: number): boolean {
  return found > 6.3e11 && found < 4.2e12;
}

function unordered(field: FieldDefinition, value: QueryValue): ValueTest | null {
  const { text } = value;
  if (field.type === 'ip' || field.type === 'mac') {
    const test = field.type === 'ip' ? parseIp(text) : parseMac(text);
    return test === null ? null : (found) => test(String(found));
  }
  if (field.type === 'boolean') {
    const wanted = booleanOf(text);
    return wanted === null ? null : (found) => found === wanted;
  }
  return choiceTest(field, value);
}

function choiceTest({ choices = [] }: FieldDefinition, value: QueryValue): ValueTest | null {
  const test = textTest(value, true);
  if ('error' in test) return null;
  const wanted = new Set<FieldValue>(
    choices
      .filter((choice) => [choice.value, ...(choice.aliases ?? [])].some((name) => test.test(name)))
      .map((choice) => choice.value),
  );
  return wanted.size === 0 ? null : (found) => wanted.has(found);
}

/** What has a unit. */
function amountOf(field: FieldDefinition, { text }: QueryValue): number | null {
  switch (field.type) {
    case 'bytes':
      return parseBytes(text, field.plain ?? 1);
    case 'hertz':
      return parseHertz(text);
    case 'fraction':
      return parseFraction(text);
    default:
      return parseDuration(text);
  }
}

/** The period that a text means at the time of asking: `today` is another day tomorrow, and a search may stand for weeks. */
function periodOf({ kind, text }: QueryValue, now: () => number): (() => Period) | null {
  let at = now();
  const first = kind === 'regex' ? null : parsePeriod(text, at);
  if (first === null) return null;
  let period = first;
  return () => {
    const time = now();
    if (Math.abs(time - at) >= 1000) {
      at = time;
      period = parsePeriod(text, time) ?? period;
    }
    return period;
  };
}

/**
 * A period is all of its hours: what is after a day begins with the next, what is up to a day ends with it. What is so long ago (`7d`),
 * a moment, is meant as all since then.
 */
function holdsInTime(operator: Operator, found: number, { from, to }: Period): boolean {
  switch (operator) {
    case '<':
      return found < from;
    case '<=':
      return found < to;
    case '>':
      return found >= to;
    case '>=':
      return found >= from;
    default:
      return found >= from && (found < to || from === to);
  }
}

function compareAmount(operator: Operator, wanted: number): ValueTest {
  if (operator === ':' || operator === '=' || operator === '!=')
    return (found) => closeTo(Number(found), wanted);
  return (found) => holds(operator, Number(found) - wanted);
}

/** Amounts that are shown alike are alike: to three digits. */
function closeTo(found: number, wanted: number): boolean {
  return Math.abs(found - wanted) <= Math.abs(wanted) * 0.0005;
}

function holds(operator: Operator, difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return difference === 0;
  }
}

function booleanOf(text: string): boolean | null {
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  return /^(false|no|off|0)$/i.test(text) ? false : null;
}

/** `vmx-9` before `vmx-19`, `8.0.10` after `8.0.2`. */
export function compareVersions(one: string, other: string): number {
  const [numbers, others] = [numbersOf(one), numbersOf(other)];
  if (numbers.length === 0 || others.length === 0) return one < other ? -1 : one > other ? 1 : 0;
  for (let index = 0; index < Math.max(numbers.length, others.length); index++) {
    const difference = (numbers[index] ?? 0) - (others[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(text: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}
