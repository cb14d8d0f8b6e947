import { inEnglish } from '#shared/i18n/english.ts';
import type { Text } from '#shared/i18n/text.ts';
const gib = 1024 ** 3;

/** `412 GiB`, `1.5 TiB`, as the page writes sizes. */
export function size(bytes: number): string {
  if (bytes >= 1024 * gib) return `${round(bytes / (1024 * gib))} TiB`;
  if (bytes >= gib) return `${round(bytes / gib)} GiB`;
  return `${round(bytes / 1024 ** 2)} MiB`;
}

function round(value: number): string {
  return (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toString();
}

/** As people sort names: web-2 before web-10. */
export function byLabel(a: { readonly label: Text }, b: { readonly label: Text }): number {
  return inEnglish(a.label).localeCompare(inEnglish(b.label), 'en', {
    numeric: true,
    sensitivity: 'base',
  });
}
