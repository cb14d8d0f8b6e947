import { parseIp, parseMac } from './addresses.ts';
import type { FieldDefinition, FieldValue } from './field.ts';
import type { QueryProblem } from './problem.ts';
import type { CompareQuery, Operator, QueryValue } from './query.ts';
import { textTest } from './text-test.ts';
import {
  parseBytes,
  parseDuration,
  parseFraction,
  parseHertz,
  parseNumber,
  parseTime,
} from './units.ts';

/** Whether one value of a field is one that was asked for. */
export type ValueTest = (value: FieldValue) => boolean;

/** What a comparison asks of a value; `!=` is made by its opposite (see `compileQuery`). */
export function comparison(
  { operator, value, at, fieldAt }: CompareQuery,
  field: FieldDefinition,
  now: number,
): ValueTest | QueryProblem {
  const ordered = operator !== ':' && operator !== '=' && operator !== '!=';
  const bad = (): QueryProblem => ({
    kind: 'badValue',
    field: field.name,
    value: value.text,
    wanted: field.type,
    examples: field.choices?.map((choice) => choice.value) ?? field.examples,
    ...at,
  });
  switch (field.type) {
    case 'text':
      return ordered ? orderedText(operator, value) : plainText(operator, value, at);
    case 'any':
      return anyValue(operator, value, now) ?? plainText(operator, value, at);
    case 'choice':
    case 'boolean':
    case 'ip':
    case 'mac': {
      if (ordered) return { kind: 'noOrder', field: field.name, ...fieldAt };
      return unordered(field, value) ?? bad();
    }
    default: {
      const number = numberOf(field, value, now);
      return number === null ? bad() : compareNumber(operator, number, spanOf(field, value));
    }
  }
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
function anyValue(operator: Operator, value: QueryValue, now: number): ValueTest | null {
  if (value.kind === 'regex') return null;
  const number = parseNumber(value.text);
  const time = parseTime(value.text, now);
  const text = textTest(value, operator !== ':');
  if ('error' in text) return null;
  const ordered = operator !== ':' && operator !== '=' && operator !== '!=';
  return (found) => {
    if (typeof found === 'number') {
      if (number !== null) return holds(operator, found - number);
      // Times are milliseconds since 1970.
      if (time !== null && found > 1e11)
        return holds(operator === ':' ? '=' : operator, found - time);
      return false;
    }
    if (typeof found === 'boolean') return booleanOf(value.text) === found;
    return ordered ? holds(operator, compareVersions(found, value.text)) : text.test(found);
  };
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

function numberOf(field: FieldDefinition, { kind, text }: QueryValue, now: number): number | null {
  if (kind === 'regex') return null;
  switch (field.type) {
    case 'bytes':
      return parseBytes(text, field.plain ?? 1);
    case 'hertz':
      return parseHertz(text);
    case 'fraction':
      return parseFraction(text);
    case 'duration':
      return parseDuration(text);
    case 'time':
      return parseTime(text, now);
    default:
      return parseNumber(text);
  }
}

/** How wide the value is that `:` names: a day is all of its hours. */
function spanOf(field: FieldDefinition, { text }: QueryValue): number {
  if (field.type !== 'time' || /\d[t ]\d/i.test(text)) return 0;
  if (/^\d{4}$/.test(text)) return 365 * 86_400_000;
  return /^\d{4}-\d\d$/.test(text) ? 31 * 86_400_000 : 86_400_000;
}

function compareNumber(operator: Operator, wanted: number, width: number): ValueTest {
  if (operator === ':' || operator === '=' || operator === '!=') {
    if (width > 0) return (found) => Number(found) >= wanted && Number(found) < wanted + width;
    return (found) => closeTo(Number(found), wanted);
  }
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
