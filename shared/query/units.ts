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

/**
 * A point in time, milliseconds since 1970: a day (`2026-01-31`), a month, a year, a time in ISO 8601, `today`, `yesterday`, or how long
 * ago (`30d`). Days begin at midnight, local time.
 */
export function parseTime(text: string, now: number): number | null {
  const lower = text.toLowerCase();
  if (lower === 'today') return midnight(now, 0);
  if (lower === 'yesterday') return midnight(now, 1);
  const [, year, month = '01', dayOfMonth = '01'] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(lower) ?? [];
  if (year !== undefined) {
    const date = new Date(Number(year), Number(month) - 1, Number(dayOfMonth));
    return date.getMonth() === Number(month) - 1 && date.getDate() === Number(dayOfMonth)
      ? date.getTime()
      : null;
  }
  if (/^\d{4}-\d\d-\d\d[t ]/.test(lower)) {
    const ms = Date.parse(text.toUpperCase().replace(' ', 'T'));
    return Number.isNaN(ms) ? null : ms;
  }
  const ago = /^\d+(\.\d+)?\s*[a-z]+$/.test(lower) ? parseDuration(lower) : null;
  return ago === null ? null : now - ago;
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
