import type { ValueType } from './problem.ts';

/** Amounts as administrators type them: `16g`, `1.5 TB`, `30d`, `85%`, `2.4ghz`. */

const binary = 1024;
const bytesOf: Readonly<Record<string, number>> = {
  b: 1,
  k: binary,
  m: binary ** 2,
  g: binary ** 3,
  t: binary ** 4,
  p: binary ** 5,
};

const second = 1000;
const day = 86_400 * second;
const durations: Readonly<Record<string, number>> = {
  ms: 1,
  s: second,
  sec: second,
  min: 60 * second,
  h: 3600 * second,
  hour: 3600 * second,
  d: day,
  day: day,
  w: 7 * day,
  week: 7 * day,
  mo: 30 * day,
  month: 30 * day,
  y: 365 * day,
  year: 365 * day,
};

const hertz: Readonly<Record<string, number>> = { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9, thz: 1e12 };

/**
 * Bytes. `g`, `gb` and `gib` all mean 2³⁰, as memory and disks are sized here.
 * @param plain bytes that a number without a unit stands for
 * @returns null for what is no size
 */
export function parseBytes(text: string, plain: number): number | null {
  const [amount, unit] = split(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  if (unit === '') return amount * plain;
  const size = /^(b|[kmgtp](?:i?b)?)$/.test(unit) ? bytesOf[unit[0] ?? ''] : undefined;
  return size === undefined ? null : amount * size;
}

/** Whether a word is a unit of what a type holds: `GB` of bytes, `days` of a duration. */
export function isUnitOf(type: ValueType | undefined, word: string): boolean {
  if (!/^[a-z]+$/i.test(word)) return false;
  const one = `1${word}`;
  if (type === 'bytes') return parseBytes(one, 1) !== null;
  if (type === 'hertz') return parseHertz(one) !== null;
  return type === 'duration' && parseDuration(one) !== null;
}

/** Milliseconds. A number without a unit is one of days; a month has 30. */
export function parseDuration(text: string): number | null {
  const [amount, unit] = split(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const length = unit === '' ? day : (durations[unit] ?? durations[unit.replace(/s$/, '')]);
  return length === undefined ? null : amount * length;
}

/** Hertz. A number without a unit is one of megahertz. */
export function parseHertz(text: string): number | null {
  const [amount, unit] = split(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const factor = hertz[unit === '' ? 'mhz' : unit];
  return factor === undefined ? null : amount * factor;
}

/** A fraction: `85%`, `85` and `0.85` are the same; a number of more than one is one of per cent. */
export function parseFraction(text: string): number | null {
  const [amount, unit] = split(text) ?? [];
  if (amount === undefined || (unit !== '' && unit !== '%')) return null;
  return unit === '%' || amount > 1 ? amount / 100 : amount;
}

/** A number with a dot or a comma before its fraction. */
export function parseNumber(text: string): number | null {
  const [amount, unit] = split(text) ?? [];
  return amount === undefined || unit !== '' ? null : amount;
}

/** From the first millisecond to before `to`; the same where a moment is meant. Milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/**
 * A time: a day (`2026-01-31`, `today`, `yesterday`), a month, a year, which are all of their hours; a moment in ISO 8601, to the second
 * or the minute that it names; or how long ago (`30d`), a moment. Days begin at midnight, local time.
 * @returns null for what is none
 */
export function parsePeriod(text: string, now: number): Period | null {
  const lower = text.toLowerCase();
  if (lower === 'today') return { from: midnight(now, 0), to: midnight(now, -1) };
  if (lower === 'yesterday') return { from: midnight(now, 1), to: midnight(now, 0) };
  if (/^\d{4}(-\d\d){0,2}$/.test(lower)) return calendarPeriod(lower.split('-').map(Number));
  if (/^\d{4}-\d\d-\d\d[t ]/.test(lower)) {
    const from = Date.parse(text.toUpperCase().replace(' ', 'T'));
    return Number.isNaN(from) ? null : { from, to: from + exactness(lower) };
  }
  const ago = /^\d+(\.\d+)?\s*[a-z]+$/.test(lower) ? parseDuration(lower) : null;
  return ago === null ? null : { from: now - ago, to: now - ago };
}

/** A year, a month of it, a day of that: until the next begins. */
function calendarPeriod([year = 0, month, day]: readonly number[]): Period | null {
  const at = (years: number, months: number, days: number): number =>
    new Date(year + years, (month ?? 1) - 1 + months, (day ?? 1) + days).getTime();
  const first = new Date(at(0, 0, 0));
  // The 31st of February would be the 3rd of March.
  if (first.getMonth() !== (month ?? 1) - 1 || first.getDate() !== (day ?? 1)) return null;
  const to = month === undefined ? at(1, 0, 0) : day === undefined ? at(0, 1, 0) : at(0, 0, 1);
  return { from: first.getTime(), to };
}

/** How long what is written as a time lasts: `12:30` a minute. Milliseconds. */
function exactness(time: string): number {
  if (/[.,]\d/.test(time)) return 1;
  return /[t ]\d\d:\d\d:\d\d/.test(time) ? second : 60 * second;
}

function midnight(now: number, daysBefore: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime();
}

/** Amount and unit in lower case; null for what does not begin with a number. */
function split(text: string): readonly [number, string] | null {
  const found = /^\s*([+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+))\s*([a-z%]*)\s*$/i.exec(text);
  if (found === null) return null;
  return [Number((found[1] ?? '').replace(',', '.')), (found[2] ?? '').toLowerCase()];
}
