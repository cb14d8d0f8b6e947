import { refId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { SearchWords } from '../../format/search-words.ts';
import type { Branch } from './branch.ts';

export interface FilterResult {
  readonly matches: ReadonlySet<Ref>;
  /** Rows that lead to a match. */
  readonly leading: ReadonlySet<Ref>;
}

/** A row as text to search: made when it is searched for the first time. A row that changes is another object. */
interface Searchable {
  /** What a word may stand anywhere in, in lower case. */
  readonly text: string;
  /** The id and the UUID, each on a line of its own behind a sign. */
  readonly ids: string;
}

const searchables = new WeakMap<Row, Searchable>();

function searchableOf(row: Row): Searchable {
  const known = searchables.get(row);
  if (known !== undefined) return known;
  const { hostName = '', ipAddress = '', uuid = '', tags = '', folder = '' } = row.facts;
  const made = {
    text: `${row.name}\n${hostName}\n${ipAddress}\n${tags}\n${folder}`.toLowerCase(),
    ids: `\n#${refId(row.ref)}\n@${uuid}`.toLowerCase(),
  };
  searchables.set(row, made);
  return made;
}

/** True if every word is part of the name, the guest's name or address, the tags, the folder, or is the id or begins the UUID. */
export function matchesRow(row: Row, words: SearchWords): boolean {
  const { text, ids } = searchableOf(row);
  return words.every(
    (word) => text.includes(word) || ids.includes(`\n#${word}\n`) || ids.includes(`\n@${word}`),
  );
}

/** One pass over the rows of a server: some 10 ms for 30,000 of them. */
export function filterBranch(branch: Branch, words: SearchWords): FilterResult {
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
