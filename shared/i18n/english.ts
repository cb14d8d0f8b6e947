import { hasText, languageFor } from './language.ts';
import { render } from './render.ts';
import type { Text } from './text.ts';

const english = languageFor('en', ['en-US']);

/** A text in English: for logs, and for errors as programs read them. */
export function inEnglish(text: Text): string {
  return render(text, english);
}

/** A text for a file: with its English words, which a version that does not know it can show (docs/decisions/0014-texts-are-data-until-somebody-reads-them.md). */
export function toKeep(text: Text): Text {
  return typeof text === 'string' || text.english !== undefined
    ? text
    : { ...text, english: inEnglish(text) };
}

/** True for the id of a text of the catalogue. */
export function isTextId(id: string): boolean {
  return hasText(english, id);
}
