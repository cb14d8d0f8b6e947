import type { Texts, Translation } from './catalogue.ts';
import { german } from './de/catalogue.ts';
import { english } from './en/catalogue.ts';
import { createTools, type TextTools } from './tools.ts';

/** A language as somebody reads it: the texts, and how numbers and times are written. */
export interface Language {
  readonly id: LanguageId;
  /** BCP 47, with the country that the system says: `en-GB`. */
  readonly locale: string;
  readonly texts: Texts;
  readonly tools: TextTools;
}

/** Every language by its BCP 47 tag: what it calls itself, and its texts. A further language is a folder and a line here. */
export const languages = {
  en: { name: 'English', texts: english },
  de: { name: 'Deutsch', texts: german },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly texts: Translation<typeof english> }>
>;

export type LanguageId = keyof typeof languages;
export type LanguageChoice = 'system' | LanguageId;

export const languageIds = Object.keys(languages) as readonly LanguageId[];

/**
 * The language that was chosen; for `system` the first of the system's that Moref has, else English. Numbers and times are written as
 * in the system's own country where it speaks that language.
 * @param preferred what the system prefers, best first: `['de-AT', 'en']`
 */
export function languageFor(choice: LanguageChoice, preferred: readonly string[]): Language {
  const id =
    choice === 'system'
      ? (preferred.map(primary).find((tag): tag is LanguageId => Object.hasOwn(languages, tag)) ??
        'en')
      : choice;
  const locale = preferred.find((tag) => primary(tag) === id) ?? id;
  return { id, locale, texts: languages[id].texts, tools: createTools(locale) };
}

/** True for an id that a language has. */
export function hasText(language: Language, id: string): boolean {
  return Object.hasOwn(language.texts, id);
}

function primary(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? '').toLowerCase();
}
