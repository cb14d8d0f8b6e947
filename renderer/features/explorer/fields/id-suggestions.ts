import { refId, refType } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { hasWords, searchWords } from '../../../format/search-words.ts';
import { kindOfField } from '../form/kind-of-field.ts';

/** Something that a text field offers. */
export interface Suggestion {
  readonly value: string;
  /** What the value is called, where that is something else. */
  readonly label: string;
}

/** An object that a field may mean. */
export interface Candidate extends Suggestion {
  /** Name and id, in lower case. */
  readonly text: string;
}

/** What a field takes: objects of types, or what its name tells where the definition names no type. */
export interface IdField {
  readonly resources: readonly string[];
  readonly path: string;
}

export interface IdSuggestions {
  readonly options: readonly Suggestion[];
  /** Name of the object whose id stands in the field. */
  readonly name: string | undefined;
}

/** Suggestions that are drawn; typing finds the others. */
const shownAtMost = 100;

/** What a field may mean on a server; made when its list opens, so that a key only searches it. */
export function idCandidates(rows: Iterable<Row>, field: IdField): readonly Candidate[] {
  const wanted = wantedBy(field);
  const candidates: Candidate[] = [];
  for (const row of rows) {
    if (!wanted(row)) continue;
    const value = refId(row.ref);
    candidates.push({ value, label: row.name, text: `${row.name} ${value}`.toLowerCase() });
  }
  return candidates;
}

/** The candidates that have all the words; as many as are drawn, and no more are looked for. */
export function suggestIds(
  candidates: readonly Candidate[],
  field: IdField,
  text: string,
): IdSuggestions {
  const chosen = text === '' ? undefined : candidates.find(({ value }) => value === text.trim());
  const anything = isOpen(field);
  if (anything && text === '') return { options: [], name: undefined };
  const words = searchWords(text);
  const options = firstOf(candidates, (one) => hasWords(one.text, words), shownAtMost);
  // A chosen id fits itself alone; the list that opens on it offers the others as well.
  if (chosen !== undefined && !anything) {
    const others = shownAtMost - options.length;
    options.push(...firstOf(candidates, (one) => !hasWords(one.text, words), others));
  }
  return { options, name: chosen?.label };
}

/** Neither its type nor its name tells what it takes; what is typed has to. */
function isOpen({ resources, path }: IdField): boolean {
  return resources.length === 0 && kindOfField(path) === undefined;
}

function wantedBy(field: IdField): (row: Row) => boolean {
  const { resources, path } = field;
  if (isOpen(field)) return () => true;
  if (resources.length === 0) {
    const kind = kindOfField(path);
    return (row) => row.kind === kind;
  }
  // The API has one type for what vim25 has several of.
  const networks = resources.includes('Network');
  return ({ ref, kind }) => (networks && kind === 'network') || resources.includes(refType(ref));
}

function firstOf<T>(all: readonly T[], fits: (one: T) => boolean, most: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length >= most) break;
    if (fits(one)) found.push(one);
  }
  return found;
}
