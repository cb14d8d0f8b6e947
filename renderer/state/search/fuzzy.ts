import UFuzzy from '@leeoniya/ufuzzy';

/**
 * Every letter that was typed has to be there in its order; up to this many characters may stand between two of them: `fraapp2` is
 * `fra-app-02`.
 */
const between = 4;
/** Who types less means the beginning of a word. */
const shortest = 3;
/** So many matches are ranked: nobody reads on. */
const ranked = 1000;

const fuzzy = new UFuzzy({ unicode: false, intraMode: 0, intraIns: between, intraChars: '.' });

/** Names in which what was typed is found with something left out, as they stand; places in `names`. */
export function fuzzyPlaces(names: readonly string[], typed: string): readonly number[] {
  const wanted = typed.trim();
  if (wanted.replaceAll(/\s/g, '').length < shortest) return [];
  return fuzzy.filter(names as string[], wanted) ?? [];
}

/** The same, best first. */
export function fuzzyFind(
  names: readonly string[],
  typed: string,
  limit: number,
): readonly number[] {
  const wanted = typed.trim();
  const haystack = names as string[];
  const found = fuzzyPlaces(names, typed).slice(0, ranked);
  if (found.length === 0) return [];
  const info = fuzzy.info(found, haystack, wanted);
  return fuzzy
    .sort(info, haystack, wanted)
    .slice(0, limit)
    .flatMap((place) => info.idx[place] ?? []);
}

/** Whether a name has what was typed, something left out. */
export function fuzzyHas(name: string, typed: string): boolean {
  return fuzzyFind([name], typed, 1).length > 0;
}
