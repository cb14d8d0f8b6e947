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
