import type { Text } from '#shared/i18n/text.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { Lookup } from '../../../provider.ts';
import { knownFolders } from '../organisation/folders.ts';

/** The folders of the pool, by path, and “no folder”. */
export function folderChoices(lookup: Lookup, none: Text): readonly LookupOption[] {
  return [
    { value: '/', label: none },
    ...[...knownFolders(lookup)]
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((path) => ({ value: path, label: path, kind: 'folder' as const })),
  ];
}
