import { inEnglish } from '#shared/i18n/english.ts';
import type { LookupOption } from '#shared/model/choice.ts';

/** As people sort names: web-2 before web-10. Made once: a list of two thousand compares twenty thousand times. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * The best first: what can be chosen, what something speaks against, what cannot be chosen; among them by what they are ranked by, the lower
 * the better, the first number first; then by name.
 */
export function bestFirst(
  options: readonly LookupOption[],
  rank: (option: LookupOption) => readonly number[] = () => [],
): readonly LookupOption[] {
  return options
    .map((option) => ({
      option,
      name: inEnglish(option.label),
      ranks: [
        Number(option.refused !== undefined),
        Number(option.warning !== undefined),
        ...rank(option),
      ],
    }))
    .sort((one, other) => {
      for (const [place, value] of one.ranks.entries()) {
        const difference = value - (other.ranks[place] ?? 0);
        if (difference !== 0) return difference;
      }
      return collator.compare(one.name, other.name);
    })
    .map(({ option }) => option);
}
