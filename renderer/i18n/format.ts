/** Numbers, sizes and times as people of the user's locale read them. Pure: same input, same text. */

const locale: string | undefined = undefined;
const integer = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function formatNumber(value: number | bigint): string {
  return typeof value === 'number' && !Number.isInteger(value)
    ? precise.format(value)
    : integer.format(value);
}

/** `12.5 GiB`. Negative sizes stay what they are: some servers use -1 for "unlimited" or "unknown". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 1024) return `${formatNumber(bytes)} B`;
  const power = Math.min(binaryUnits.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${short.format(bytes / 1024 ** power)} ${binaryUnits[power]}`;
}

export function formatMiB(mebibytes: number): string {
  return mebibytes < 1 ? `${formatNumber(mebibytes)} MiB` : formatBytes(mebibytes * 1024 ** 2);
}

/** From 10 GHz on in GHz. */
export function formatMHz(megahertz: number): string {
  return Math.abs(megahertz) < 10_000
    ? `${formatNumber(megahertz)} MHz`
    : `${short.format(megahertz / 1000)} GHz`;
}

export function formatPercent(fraction: number): string {
  return `${short.format(fraction * 100)} %`;
}

/** `4 s`, `2 min 5 s`, `3 h 12 min`, `12 d 4 h`: the two largest units. */
export function formatDuration(milliseconds: number): string {
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

/** Local date and time. */
export function formatDateTime(milliseconds: number): string {
  return dateTime.format(milliseconds);
}

export function formatDate(milliseconds: number): string {
  return dateOnly.format(milliseconds);
}

/** The time of day, with the date in front unless it is today. */
export function formatRecent(milliseconds: number, now: number): string {
  const sameDay = new Date(milliseconds).toDateString() === new Date(now).toDateString();
  return sameDay ? timeOnly.format(milliseconds) : dateTime.format(milliseconds);
}

/** `2026-11-21 08:25:39.123 UTC`, for tooltips and logs. */
export function formatUtc(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? String(milliseconds)
    : date.toISOString().replace('T', ' ').replace('.000Z', ' UTC').replace('Z', ' UTC');
}
