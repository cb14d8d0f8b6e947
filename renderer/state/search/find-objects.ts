import { refId, type ObjectAddress } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { searchWords, type SearchWords } from '../../format/search-words.ts';
import { fuzzyFind } from './fuzzy.ts';
import { matchesRow } from '../inventory/filter.ts';
import { useInventory } from '../inventory/inventory-store.ts';
import { compareRows } from '../inventory/row-order.ts';

export interface FoundObject extends ObjectAddress {
  readonly row: Row;
  readonly rank: number;
}

/**
 * How well a name fits what was typed: 0 for the name itself, 1 where it begins so, 2 where one of its words does, 3 where it is
 * somewhere in it, 4 where only other facts match.
 */
export function nameRank(name: string, text: string): number {
  const at = name.toLowerCase().indexOf(text);
  if (at < 0) return 4;
  if (at === 0) return name.length === text.length ? 0 : 1;
  return /[\s._\-/]/.test(name[at - 1] ?? '') ? 2 : 3;
}

/** Where fewer have what was typed, names are looked for in which something was left out. */
const fewMatches = 10;

/**
 * The objects of all servers that fit, best first, and how many there are in all: those that have every word, then, where these are
 * few, those in whose name something was left out (`fraapp2`). One pass over the rows: some 40 ms for 100,000.
 * @param limit how many are wanted
 */
export function findObjects(
  text: string,
  limit: number,
): { readonly found: readonly FoundObject[]; readonly total: number } {
  const words = searchWords(text);
  if (words.length === 0) return { found: [], total: 0 };
  const whole = words.join(' ');
  const byRank: FoundObject[][] = [[], [], [], [], []];
  let total = 0;
  for (const [connection, branch] of useInventory.getState().branches)
    for (const row of branch.rows()) {
      if (!matchesRow(row, words)) continue;
      total += 1;
      const rank = rankOf(row, whole, words);
      byRank[rank]?.push({ connection, ref: row.ref, row, rank });
    }
  const found: FoundObject[] = [];
  for (const list of byRank) {
    if (found.length >= limit) break;
    // Thousands of one rank are not sorted: nobody looks beyond the first.
    const sorted = list.length > 5000 ? list : list.sort((a, b) => compareRows(a.row, b.row));
    found.push(...sorted.slice(0, limit - found.length));
  }
  if (total >= fewMatches) return { found, total };
  const further = fuzzyObjects(text, limit - found.length, new Set(found.map(({ row }) => row)));
  return { found: [...found, ...further], total: total + further.length };
}

function fuzzyObjects(
  text: string,
  limit: number,
  known: ReadonlySet<Row>,
): readonly FoundObject[] {
  const names: string[] = [];
  const rows: (ObjectAddress & { readonly row: Row })[] = [];
  for (const [connection, branch] of useInventory.getState().branches)
    for (const row of branch.rows()) {
      if (known.has(row)) continue;
      names.push(row.name);
      rows.push({ connection, ref: row.ref, row });
    }
  return fuzzyFind(names, text, limit).flatMap((place) => {
    const one = rows[place];
    return one === undefined ? [] : [{ ...one, rank: 5 }];
  });
}

function rankOf(row: Row, whole: string, words: SearchWords): number {
  if (refId(row.ref).toLowerCase() === whole) return 0;
  const rank = nameRank(row.name, whole);
  return rank === 4 && words.length > 1 ? nameRank(row.name, words[0] ?? '') : rank;
}
