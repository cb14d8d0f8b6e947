import { refId, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { searchWords, type SearchWords } from '../../format/search-words.ts';
import { allSteps, type Steps } from '../in-steps.ts';
import { fuzzyFind, fuzzyPlaces } from './fuzzy.ts';
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

/** What was found, and how much there is in all. */
export interface Found {
  readonly found: readonly FoundObject[];
  readonly total: number;
}

/** Rows that are looked at in one piece. */
const pieceSize = 2048;

/** See findSteps; without a pause. */
export function findObjects(text: string, limit: number): Found {
  return allSteps(findSteps(text, limit));
}

/**
 * The objects of all servers that fit, best first, and how many there are in all: those that have every word, then, where these are
 * few, those in whose name something was left out (`fraapp2`). In pieces: one pass over 100,000 rows takes longer than a frame.
 * @param limit how many are wanted
 */
export function* findSteps(text: string, limit: number): Steps<Found> {
  const words = searchWords(text);
  if (words.length === 0) return { found: [], total: 0 };
  const whole = words.join(' ');
  const byRank: FoundObject[][] = [[], [], [], [], []];
  let total = 0;
  for (const one of rowsInSteps()) {
    if (one === null) {
      yield;
      continue;
    }
    const { connection, row } = one;
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
  const known = new Set(found.map(({ row }) => row));
  const further = yield* fuzzySteps(text, limit - found.length, known);
  return { found: [...found, ...further], total: total + further.length };
}

interface OfServer {
  readonly connection: ConnectionId;
  readonly row: Row;
}

/** The rows of all servers; null after each piece. */
function* rowsInSteps(): Generator<OfServer | null> {
  let left = pieceSize;
  for (const [connection, branch] of useInventory.getState().branches)
    for (const row of branch.rows()) {
      yield { connection, row };
      left -= 1;
      if (left > 0) continue;
      yield null;
      left = pieceSize;
    }
}

function* fuzzySteps(
  text: string,
  limit: number,
  known: ReadonlySet<Row>,
): Steps<readonly FoundObject[]> {
  const likely: OfServer[] = [];
  let piece: OfServer[] = [];
  for (const one of rowsInSteps()) {
    if (one !== null) {
      if (!known.has(one.row)) piece.push(one);
      continue;
    }
    likely.push(...fuzzyAmong(piece, text));
    piece = [];
    yield;
  }
  likely.push(...fuzzyAmong(piece, text));
  const names = likely.map(({ row }) => row.name);
  return fuzzyFind(names, text, limit).flatMap((place) => {
    const one = likely[place];
    return one === undefined ? [] : [{ ...one, ref: one.row.ref, rank: 5 }];
  });
}

function fuzzyAmong(rows: readonly OfServer[], text: string): readonly OfServer[] {
  const names = rows.map(({ row }) => row.name);
  return fuzzyPlaces(names, text).flatMap((place) => rows[place] ?? []);
}

function rankOf(row: Row, whole: string, words: SearchWords): number {
  if (refId(row.ref).toLowerCase() === whole) return 0;
  const rank = nameRank(row.name, whole);
  return rank === 4 && words.length > 1 ? nameRank(row.name, words[0] ?? '') : rank;
}
