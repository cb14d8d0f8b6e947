/** The words of a search, in lower case; all of them must be found, and none means no search. */
export type SearchWords = readonly string[];

/** What was typed into a search field as words. */
export function searchWords(text: string): SearchWords {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Whether every word stands somewhere in a text, whatever the case. */
export function hasWords(text: string, words: SearchWords): boolean {
  if (words.length === 0) return true;
  const haystack = text.toLowerCase();
  return words.every((word) => haystack.includes(word));
}
