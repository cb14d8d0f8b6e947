import { inEnglish } from '#shared/i18n/english.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';

/** What stands beside a choice, in parts: `120 GiB of memory free, esx-01`. What is empty is left out. */
export function inParts(...parts: readonly (Text | undefined)[]): Text {
  const reported = parts.filter((part): part is Text => part !== undefined && part !== '');
  const [only = ''] = reported;
  return reported.length < 2 ? only : say('common.list', { items: reported });
}

/** As people sort names: web-2 before web-10. */
export function byLabel(a: { readonly label: Text }, b: { readonly label: Text }): number {
  return inEnglish(a.label).localeCompare(inEnglish(b.label), 'en', {
    numeric: true,
    sensitivity: 'base',
  });
}
