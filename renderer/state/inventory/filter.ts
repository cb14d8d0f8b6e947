import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { SearchWords } from '../../format/search-words.ts';
import { allSteps } from '../in-steps.ts';
import type { Branch } from './branch.ts';
import { Findings } from './findings.ts';

/**
 * True if every word is part of the name, the guest's name or address, the tags, the folder, a custom field, or is the id or begins
 * the UUID. No text is made of them: to put them together for 100,000 rows takes longer than all that follows from a key.
 */
export function matchesRow(row: Row, words: SearchWords): boolean {
  for (const word of words) if (!hasWord(row, word)) return false;
  return true;
}

function hasWord({ name, ref, facts }: Row, word: string): boolean {
  if (has(name, word)) return true;
  const { hostName, ipAddress, uuid, tags, folder, fields } = facts;
  if (has(hostName, word) || has(ipAddress, word) || has(tags, word) || has(folder, word))
    return true;
  if (uuid?.toLowerCase().startsWith(word) === true || isId(ref, word)) return true;
  if (fields === undefined) return false;
  for (const value of Object.values(fields)) if (has(value, word)) return true;
  return false;
}

function has(text: string | undefined, word: string): boolean {
  return text?.toLowerCase().includes(word) === true;
}

function isId(ref: Ref, word: string): boolean {
  return ref.length - word.length === ref.indexOf(':') + 1 && ref.toLowerCase().endsWith(word);
}

/** One pass over the rows of a server: some 10 ms for 30,000 of them. */
export function filterBranch(branch: Branch, test: (row: Row) => boolean): Findings {
  const findings = new Findings(branch, { passes: test, local: true });
  allSteps(findings.search());
  return findings;
}
