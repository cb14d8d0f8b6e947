import { t } from '../../i18n/translate.ts';
import { notify } from '../../state/notices.ts';
import { merged } from '../../state/search/saved-searches.ts';
import { readSearchFile, writeSearchFile } from '../../state/search/search-file.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { saveFile, textFile } from '../../ui/save-file.ts';

/** A larger file is none of searches, in bytes. */
const largest = 4 * 1024 ** 2;

/** Saves the user's searches as a file for others. */
export function shareSearches(): void {
  const text = writeSearchFile(useWorkspace.getState().searches);
  saveFile(`${t('search.file')}.json`, textFile('application/json', text));
}

/** Asks for a file of searches, and adds what is in it to the user's own. */
export function takeSearches(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'application/json,.json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void take(file);
  });
  input.click();
}

async function take(file: File): Promise<void> {
  const read = file.size > largest ? null : readSearchFile(await file.text());
  if (read === null) {
    notify(t('search.take.wrong', { name: file.name }));
    return;
  }
  const { searches, set } = useWorkspace.getState();
  set({ searches: merged(searches, read.searches) });
  const count = Object.keys(read.searches).length;
  notify(
    read.dropped.length === 0
      ? t('search.taken', { count })
      : t('search.takenBut', { count, dropped: read.dropped }),
  );
}
