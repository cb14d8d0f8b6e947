import type { LookupOption } from '#shared/model/choice.ts';
import { inWords } from '../../../i18n/translate.ts';
import { hasWords, searchWords } from '../../../format/search-words.ts';

/** The options that have every word in their name or in what is said beside it, in the order that the server gave. */
export function filterOptions(
  options: readonly LookupOption[],
  text: string,
): readonly LookupOption[] {
  const words = searchWords(text);
  if (words.length === 0) return options;
  return options.filter((option) => hasWords(saidOf(option), words));
}

function saidOf({ label, detail = '', facts = {} }: LookupOption): string {
  const beside = Object.values(facts).flatMap(({ value }) => {
    if ('text' in value) return [inWords(value.text)];
    return 'code' in value ? [value.code] : [];
  });
  return [inWords(label), inWords(detail), ...beside].join('\n');
}

/** Whether the option itself is an answer; a folder that is only a folder is looked into instead. */
export function isChoosable({ folder }: LookupOption): boolean {
  return folder !== 'only';
}
