import { inEnglish } from '#shared/i18n/english.ts';
import type { LookupOption } from '#shared/model/operation.ts';

/** What can be chosen first, then by name as people count. */
export function inOrder(options: readonly LookupOption[]): readonly LookupOption[] {
  return [...options].sort(
    (a, b) =>
      Number(a.refused !== undefined) - Number(b.refused !== undefined) ||
      Number(a.warning !== undefined) - Number(b.warning !== undefined) ||
      inEnglish(a.label).localeCompare(inEnglish(b.label), 'en', { numeric: true }),
  );
}

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `412 GiB`, `1.8 TiB` */
export function size(bytes: number): string {
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${units[unit] ?? ''}`;
}
