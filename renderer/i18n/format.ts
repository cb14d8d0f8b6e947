/** Numbers, sizes and times as people of the user's language and country write them. */

import type { TextTools } from '#shared/i18n/tools.ts';
import { presentLanguage } from './present.ts';

const tools = (): TextTools => presentLanguage().tools;

export const formatNumber: TextTools['number'] = (value) => tools().number(value);
export const formatBytes: TextTools['bytes'] = (bytes) => tools().bytes(bytes);
export const formatMiB: TextTools['mebibytes'] = (mebibytes) => tools().mebibytes(mebibytes);
export const formatMHz: TextTools['megahertz'] = (megahertz) => tools().megahertz(megahertz);
export const formatPercent: TextTools['percent'] = (fraction) => tools().percent(fraction);
export const formatPart: TextTools['part'] = (amount, total, unit) =>
  tools().part(amount, total, unit);
export const formatDuration: TextTools['duration'] = (milliseconds) =>
  tools().duration(milliseconds);
export const formatDateTime: TextTools['dateTime'] = (milliseconds) =>
  tools().dateTime(milliseconds);
export const formatDate: TextTools['date'] = (milliseconds) => tools().date(milliseconds);
export const formatRecent: TextTools['recent'] = (milliseconds, now) =>
  tools().recent(milliseconds, now);

/** `2026-11-21 08:25:39.123 UTC`, for tooltips and logs: the same in every language. */
export function formatUtc(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? String(milliseconds)
    : date.toISOString().replace('T', ' ').replace('.000Z', ' UTC').replace('Z', ' UTC');
}
