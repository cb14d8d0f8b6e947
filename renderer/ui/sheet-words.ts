import type { SheetMeter, SheetShare, SheetSource, SheetValue } from '#shared/model/sheet.ts';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatMHz,
  formatNumber,
  formatPart,
  formatPercent,
  formatUtc,
} from '../i18n/format.ts';
import { inWords, t } from '../i18n/translate.ts';

/** A value of a sheet as people read it. */
export function valueWords(value: SheetValue, now: number): string {
  if ('text' in value) return inWords(value.text);
  if ('code' in value) return value.code;
  if ('bytes' in value) return formatBytes(value.bytes);
  if ('hertz' in value) return formatMHz(Math.round(value.hertz / 1e6));
  if ('count' in value) return formatNumber(value.count);
  if ('fraction' in value) return formatPercent(value.fraction);
  if ('ms' in value) return formatDuration(value.ms);
  if ('time' in value) return formatDateTime(value.time);
  return formatDuration(now - value.since);
}

/** The same to the last digit; undefined where nothing is left out. */
export function exactWords(value: SheetValue): string | undefined {
  if ('bytes' in value) return t('sheet.bytes', { count: value.bytes });
  if ('hertz' in value) return `${formatNumber(value.hertz / 1e6)} MHz`;
  if ('time' in value) return formatUtc(value.time);
  if ('since' in value) return formatUtc(value.since);
  if ('ms' in value) return `${formatNumber(value.ms / 1000)} s`;
  return undefined;
}

/** `3.2 of 16 GiB · 20 %`. */
export function partWords({ used, of, unit }: SheetShare): string {
  return t('sheet.partOf', {
    ...partNames(formatPart(used, of, unit)),
    percent: formatPercent(of === 0 ? 0 : Math.round((used / of) * 1000) / 1000),
  });
}

function partNames(part: { readonly amount: string; readonly total: string }): {
  readonly amount: string;
  readonly total: string;
} {
  return part;
}

/** What is reported when one points at a value: the exact amount, and where it comes from. */
export function hintOf(values: readonly SheetValue[], from: readonly SheetSource[]): string {
  const own = values.flatMap((value) => ('bytes' in value ? (value.from ?? []) : []));
  const sources = own.length > 0 ? own : from;
  const exact = values.flatMap((value) => exactWords(value) ?? []);
  return [
    ...exact.map((text) => t('sheet.exactly', { text })),
    ...(sources.length === 0 ? [] : [t('sheet.from', { paths: sourcesText(sources) })]),
  ].join('\n');
}

/** A page reports hundreds of sources where it sums up: the first of them say what they are. */
const mostSources = 4;

function sourcesText(from: readonly SheetSource[]): string {
  const shown = from.slice(0, mostSources).map(sourceText).join(', ');
  return from.length > mostSources ? `${shown}, …` : shown;
}

function sourceText({ path, ref }: SheetSource): string {
  return ref === undefined ? path : t('sheet.pathOf', { path, object: ref });
}

/** All that is known of amounts of a meter, for the hint. */
export function meterHint({ used, of, unit, from }: SheetShare & Pick<SheetMeter, 'from'>): string {
  const value = (amount: number): SheetValue =>
    unit === 'bytes' ? { bytes: amount } : unit === 'hertz' ? { hertz: amount } : { count: amount };
  return hintOf([value(used), value(of)], from);
}
