import { boundedData, boundedText, longestName, longestShown } from '#shared/model/bounded-text.ts';
import type { MappedRow } from '../providers/provider.ts';

/**
 * A row of which no text is longer than what is shown: a server chose them, and every window, list and log has them. What is within the
 * bounds, as nearly every row is, stays the same.
 */
export function boundedRow(row: MappedRow): MappedRow {
  const isLongName = row.name.length > longestName;
  if (!isLongName && !hasLongFact(row.facts)) return row;
  const name = isLongName ? boundedText(row.name, longestName) : row.name;
  return { ...row, name, facts: boundedData(row.facts) };
}

function hasLongFact(facts: MappedRow['facts']): boolean {
  for (const name in facts) {
    const value: unknown = facts[name as keyof typeof facts];
    if (typeof value === 'string' && value.length > longestShown) return true;
    // The administrators' own fields, and texts of the catalogue.
    if (typeof value === 'object' && value !== null && boundedData(value) !== value) return true;
  }
  return false;
}
