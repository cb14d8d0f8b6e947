import type { LookupOption } from '#shared/model/operation.ts';
import { inWords } from '../../../i18n/translate.ts';
import { hasWords, searchWords } from '../../../format/search-words.ts';

/** The options that have every word in their name or detail, in the order that the server gave. */
export function filterOptions(
  options: readonly LookupOption[],
  text: string,
): readonly LookupOption[] {
  const words = searchWords(text);
  if (words.length === 0) return options;
  return options.filter(({ label, detail = '' }) =>
    hasWords(`${inWords(label)}\n${inWords(detail)}`, words),
  );
}

/** Whether the option itself is an answer; a folder that is only a folder is looked into instead. */
export function isChoosable({ folder }: LookupOption): boolean {
  return folder !== 'only';
}
