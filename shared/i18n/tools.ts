/** Forms of a counted text; `#` is the number. Which of them a number takes is the language's own rule. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Numbers, sizes and times as people of one language and country write them. Pure: same input, same text. */
export interface TextTools {
  readonly number: (value: number | bigint) => string;
  /** `plural(3, { one: '# object', other: '# objects' })`. */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** `web-01, web-02 and web-03`. */
  readonly list: (items: readonly string[]) => string;
  /** `12.5 GiB`. Negative sizes stay what they are: some servers use -1 for "unlimited" or "unknown". */
  readonly bytes: (bytes: number) => string;
  readonly mebibytes: (mebibytes: number) => string;
  /** From 10 GHz on in GHz. */
  readonly megahertz: (megahertz: number) => string;
  readonly percent: (fraction: number) => string;
  /**
   * An amount beside the total that it is of, in one unit: `3.2` of `16 GiB`. What would be next to nothing in that unit has its own:
   * `12 MiB` of `1 TiB`.
   */
  readonly part: (amount: number, total: number, unit: AmountUnit) => AmountPart;
  /** `4 s`, `2 min 5 s`, `3 h 12 min`, `12 d 4 h`: the two largest units. */
  readonly duration: (milliseconds: number) => string;
  /** Local date and time of milliseconds since 1970. */
  readonly dateTime: (milliseconds: number) => string;
  readonly date: (milliseconds: number) => string;
  /** The time of day, with the date in front unless it is the day of `now`. */
  readonly recent: (milliseconds: number, now: number) => string;
}

/** An amount, in its base unit. */
export type AmountUnit = 'bytes' | 'hertz' | 'count';

export interface AmountPart {
  readonly amount: string;
  readonly total: string;
}

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/**
 * @param locale BCP 47: `de-AT`
 * @param mark what is done to each number, size and time before it stands in a text
 */
export function createTools(locale: string, mark = (text: string): string => text): TextTools {
  const amounts = createAmounts(locale);
  const times = createTimes(locale);
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale);
  const number = (value: number | bigint): string => mark(amounts.number(value));
  return {
    number,
    plural: (count, forms) =>
      (forms[rules.select(count)] ?? forms.other).replace('#', () => number(count)),
    list: (items) => lists.format(items),
    bytes: (bytes) => mark(amounts.bytes(bytes)),
    mebibytes: (mebibytes) => mark(amounts.mebibytes(mebibytes)),
    megahertz: (megahertz) => mark(amounts.megahertz(megahertz)),
    percent: (fraction) => mark(amounts.percent(fraction)),
    part: (amount, total, unit) => {
      const part = amounts.part(amount, total, unit);
      return { amount: mark(part.amount), total: mark(part.total) };
    },
    duration: (milliseconds) => mark(amounts.duration(milliseconds)),
    dateTime: (milliseconds) => mark(times.dateTime(milliseconds)),
    date: (milliseconds) => mark(times.date(milliseconds)),
    recent: (milliseconds, now) => mark(times.recent(milliseconds, now)),
  };
}

type Amounts = Pick<
  TextTools,
  'number' | 'bytes' | 'mebibytes' | 'megahertz' | 'percent' | 'part' | 'duration'
>;

function createAmounts(locale: string): Amounts {
  const integer = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const precise = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const number = (value: number | bigint): string =>
    typeof value === 'number' && !Number.isInteger(value)
      ? precise.format(value)
      : integer.format(value);
  const bytesIn = (amount: number, power: number): string => {
    const value = amount / 1024 ** power;
    return (value < 1 ? precise : short).format(value);
  };
  const bytes = (amount: number): string => {
    if (!Number.isFinite(amount) || amount < 1000) return `${number(amount)} B`;
    const power = binaryPower(amount);
    return `${bytesIn(amount, power)} ${binaryUnits[power]}`;
  };
  const megahertz = (amount: number): string =>
    Math.abs(amount) < 10_000 ? `${number(amount)} MHz` : `${short.format(amount / 1000)} GHz`;
  const part = (amount: number, total: number, unit: AmountUnit): AmountPart => {
    if (unit === 'count') return { amount: number(amount), total: number(total) };
    if (unit === 'hertz')
      return total < 10_000_000_000
        ? { amount: number(Math.round(amount / 1e6)), total: megahertz(total / 1e6) }
        : { amount: short.format(amount / 1e9), total: megahertz(total / 1e6) };
    const power = binaryPower(total);
    const isTiny = amount > 0 && amount / 1024 ** power < 0.1;
    return { amount: isTiny ? bytes(amount) : bytesIn(amount, power), total: bytes(total) };
  };
  return {
    number,
    bytes,
    mebibytes: (amount) => (amount < 1 ? `${number(amount)} MiB` : bytes(amount * 1024 ** 2)),
    megahertz,
    part,
    percent: (fraction) => `${short.format(fraction * 100)} %`,
    duration: (milliseconds) => durationOf(milliseconds, integer),
  };
}

/** The unit of an amount: what would have four digits before the point is reported in the next: 0.98 TiB and not 1,000 GiB. */
function binaryPower(amount: number): number {
  let power = 0;
  while (power < binaryUnits.length - 1 && Math.abs(amount) / 1024 ** power >= 999.5) power += 1;
  return power;
}

function durationOf(milliseconds: number, integer: Intl.NumberFormat): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${integer.format(amount)} ${unit}`)
    .join(' ');
}

function createTimes(locale: string): Pick<TextTools, 'dateTime' | 'date' | 'recent'> {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return {
    dateTime: (milliseconds) => dateTime.format(milliseconds),
    date: (milliseconds) => dateOnly.format(milliseconds),
    recent: (milliseconds, now) =>
      new Date(milliseconds).toDateString() === new Date(now).toDateString()
        ? timeOnly.format(milliseconds)
        : dateTime.format(milliseconds),
  };
}
