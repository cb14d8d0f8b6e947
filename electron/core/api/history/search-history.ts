import { languageFor } from '#shared/i18n/language.ts';
import { render } from '#shared/i18n/render.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { mergeHistory, type HistoryEntry, type HistoryPage } from '#shared/model/history.ts';
import type { HistoryQuery } from '../../providers/history-reader.ts';

/** Reads a page of each part of a history. */
export type ReadHistory = (
  query: HistoryQuery,
  signal: AbortSignal,
) => Promise<readonly HistoryPage[]>;

export interface HistorySearch extends HistoryQuery {
  /** See `historyParam`. */
  readonly who: string;
  readonly words: string;
  readonly language: string;
}

/** Entries that are read at a time while words are looked for: servers know nothing of words. */
const searchedAtATime = 500;
/** Then the reader is shown how far back was searched, and may go on. */
const mostPages = 8;

/**
 * A page of a history, with only what fits. Where few entries do it reads on, up to some thousands: `next` then says how far it came.
 */
export async function searchHistory(
  read: ReadHistory,
  { who, words, language, ...query }: HistorySearch,
  signal: AbortSignal,
): Promise<HistoryPage> {
  const fits = fitting({ who, words, language, severities: query.severities });
  const searches = who.trim() !== '' || words.trim() !== '';
  const limit = searches ? Math.max(query.limit, searchedAtATime) : query.limit;
  const found = new Map<string, HistoryEntry>();
  let first: HistoryPage | undefined;
  let before = query.before;
  for (let page = 0; page < mostPages; page += 1) {
    const parts = await read({ ...query, before, limit }, signal);
    first ??= Object.assign({}, ...parts) as HistoryPage;
    const { entries, next } = mergeHistory(parts);
    for (const entry of entries) if (fits(entry)) found.set(entry.key, entry);
    before = next;
    if (next === undefined || found.size >= query.limit) break;
  }
  const { reachesBackTo, mark } = first ?? {};
  return { entries: [...found.values()], ...onlyDefined({ next: before, reachesBackTo, mark }) };
}

function fitting({
  who,
  words,
  language,
  severities,
}: Pick<HistorySearch, 'who' | 'words' | 'language' | 'severities'>): (
  entry: HistoryEntry,
) => boolean {
  const speaks = languageFor('system', [language]);
  const say = (text: Text | undefined): string =>
    text === undefined ? '' : render(text, speaks).toLowerCase();
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const user = who.trim().toLowerCase();
  return (entry) => {
    if (severities.length > 0 && !severities.includes(entry.severity)) return false;
    if (user !== '' && !say(entry.who).includes(user)) return false;
    if (wanted.length === 0) return true;
    const { title, text, type, targetName } = entry;
    const all = [say(title), say(text), type.toLowerCase(), (targetName ?? '').toLowerCase()];
    return wanted.every((word) => all.some((one) => one.includes(word)));
  };
}
