import { findField } from '../query/fields.ts';
import type { ExportWords } from './export-cells.ts';

/** Headings of what every table begins with: the object's name, and its server's. */
export function tableHead(words: Pick<ExportWords, 'say'>): readonly [string, string] {
  const named = (id: string): string => words.say(findField([id])?.field.label ?? id);
  return [named('name'), named('server')];
}
