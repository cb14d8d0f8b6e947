import { describe, expect, it } from 'vitest';
import { text } from '#shared/i18n/make-text.ts';
import { historyPage, type HistoryEntry } from '#shared/model/history.ts';
import { searchHistory, type HistorySearch, type ReadHistory } from './search-history.ts';

const entry = (n: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  key: `event-${n}`,
  kind: 'event',
  severity: 'info',
  time: n,
  type: 'VmPoweredOnEvent',
  title: 'VM powered on',
  text: `web-${n} is on`,
  who: n % 2 === 0 ? 'CORP\\ann' : 'CORP\\bob',
  ...more,
});

const all = Array.from({ length: 9000 }, (_, n) => entry(n));
const usual: HistorySearch = {
  below: true,
  concerns: () => true,
  kinds: ['event'],
  severities: [],
  limit: 100,
  who: '',
  words: '',
  language: 'en',
};

function search(request: Partial<HistorySearch>, entries = all) {
  let pages = 0;
  const read: ReadHistory = (query) => {
    pages += 1;
    return Promise.resolve([{ ...historyPage(entries, query), reachesBackTo: 3, mark: 'm' }]);
  };
  const page = searchHistory(read, { ...usual, ...request }, new AbortController().signal);
  return page.then((found) => ({ ...found, pages }));
}

describe('a search in a history', () => {
  it('asks once for a page that needs no search', async () => {
    const page = await search({});
    expect(page).toMatchObject({ next: 8900, reachesBackTo: 3, mark: 'm', pages: 1 });
    expect(page.entries).toHaveLength(100);
  });

  it('finds who and what, in the reader’s language too', async () => {
    const page = await search({ who: 'ANN', words: 'web-12 powered' });
    expect(
      page.entries.every(
        ({ who, text: said }) =>
          who === 'CORP\\ann' && typeof said === 'string' && said.includes('web-12'),
      ),
    ).toBe(true);
    const german = [entry(1, { title: text('tasks.title'), text: text('tasks.title') })];
    expect((await search({ words: 'aufgaben', language: 'de' }, german)).entries).toHaveLength(1);
    expect((await search({ words: 'aufgaben' }, german)).entries).toHaveLength(0);
  });

  it('gives up after some thousands, and says how far it came', async () => {
    const page = await search({ words: 'nowhere' });
    expect(page).toMatchObject({ entries: [], pages: 8 });
    expect(page.next).toBeGreaterThan(0);
    expect(page.next).toBeLessThan(9000 - 7 * 499);
  });

  it('looks again at severities, which some servers only half know', async () => {
    const some = [entry(1, { severity: 'error' }), entry(2)];
    expect((await search({ severities: ['error'] }, some)).entries.map(({ key }) => key)).toEqual([
      'event-1',
    ]);
  });
});
