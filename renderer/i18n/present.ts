import { languageFor, type Language } from '#shared/i18n/language.ts';

let present: Language = languageFor('en', systemLanguages());

/** What the system prefers, best first. */
export function systemLanguages(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages;
}

/** The language that the page is in now. Whoever shows a text asks for it each time and keeps nothing. */
export function presentLanguage(): Language {
  return present;
}

/** Everything that is drawn from now on is in this language; the page draws anew what stands there (`renderer/app.tsx`). */
export function setPresentLanguage(language: Language): void {
  present = language;
}
