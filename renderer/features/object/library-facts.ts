import type { Kind } from '#shared/model/kind.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import type { Fact } from '../../ui/fact-list.tsx';

/** True for a content library and what it holds. */
export function isLibrary(kind: Kind): boolean {
  return kind === 'library' || kind === 'library-item';
}

/** Bytes of all items of a library; undefined for other objects. */
export function useContentBytes(connection: ConnectionId, { kind, ref }: Row): number | undefined {
  return useInventory(({ branches }) => {
    const branch = branches.get(connection);
    if (kind !== 'library' || branch === undefined) return undefined;
    let bytes = 0;
    for (const item of branch.children(ref)) bytes += branch.row(item)?.facts.capacityBytes ?? 0;
    return bytes;
  });
}

/** What the content takes. */
export function contentFact({ facts }: Row, contents: number | undefined): Fact {
  const bytes = facts.capacityBytes ?? contents;
  return { label: t('summary.size'), value: bytes === undefined ? undefined : formatBytes(bytes) };
}

/** The server’s word for a sort of library or item, as people say it; the word itself where nobody named it. */
export function typeText(type: string): string {
  switch (type.toLowerCase()) {
    case 'local':
      return t('libraryType.local');
    case 'subscribed':
      return t('libraryType.subscribed');
    case 'ovf':
      return t('libraryType.ovf');
    case 'iso':
      return t('libraryType.iso');
    case 'vm-template':
      return t('libraryType.vmTemplate');
    default:
      return type;
  }
}
