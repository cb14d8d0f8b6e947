import { text, type TextId, type ValuesOf } from '#shared/i18n/make-text.ts';
import { render } from '#shared/i18n/render.ts';
import type { Text } from '#shared/i18n/text.ts';
import { presentLanguage } from './present.ts';

export type MessageKey = TextId;

/** The text of a message in the user's language. A missing key, or a missing parameter, does not compile. */
export function t<Id extends TextId>(id: Id, ...values: ValuesOf<Id>): string {
  return inWords(text(id, ...values));
}

/** A text that came with data, in the user's language: the label of an offer, what an error says. */
export function inWords(said: Text): string {
  return render(said, presentLanguage());
}

/** The same for what may be absent. */
export function wordsOf(said: Text | undefined): string | undefined {
  return said === undefined ? undefined : inWords(said);
}
