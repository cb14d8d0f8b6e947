import {
  languageFor,
  languageIds,
  type LanguageChoice,
  type LanguageId,
} from '#shared/i18n/language.ts';
import { render } from '#shared/i18n/render.ts';
import type { Text } from '#shared/i18n/text.ts';

/** The same in every language. */
export const productName = 'Moref';

/** A text in the words that the user reads now. */
export type Words = (text: Text) => string;

/**
 * How the desktop host speaks: in the language that was chosen on the page, else in that of the system. Both are looked up with every
 * text, for the choice may change while the program runs.
 *
 * @param chosen what the page keeps as its language, as JSON (`"de"`); undefined before it kept any, or while no core runs
 * @param preferred what the system prefers, best first
 */
export function hostWords(
  chosen: () => string | undefined,
  preferred: () => readonly string[],
): Words {
  return (text) => render(text, languageFor(choiceOf(chosen()), preferred()));
}

/** What another version wrote, or nobody knows, is "like the system". */
function choiceOf(stored: string | undefined): LanguageChoice {
  return languageIds.find((id: LanguageId) => JSON.stringify(id) === stored) ?? 'system';
}
