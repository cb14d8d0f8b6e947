import type { LookupOption } from '#shared/model/operation.ts';

/** The options that have every word in their name or detail, in the order that the server gave. */
export function filterOptions(
  options: readonly LookupOption[],
  text: string,
): readonly LookupOption[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return options;
  return options.filter(({ label, detail = '' }) => {
    const haystack = `${label}\n${detail}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** Whether the option itself is an answer; a folder that is only a folder is looked into instead. */
export function isChoosable({ folder }: LookupOption): boolean {
  return folder !== 'only';
}
