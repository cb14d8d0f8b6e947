import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { languageFor, type Language, type LanguageChoice } from '#shared/i18n/language.ts';
import { pseudoLanguage } from '#shared/i18n/pseudo.ts';
import { setPresentLanguage, systemLanguages } from './present.ts';

/** The address of the page asks for the language that tests read: see `pseudoLanguage`. */
const isPseudo = (): boolean => new URLSearchParams(location.search).get('language') === 'pseudo';

/**
 * The language that the user chose, with "like the system" resolved and followed live; the page is in it from now on. What stands on
 * screen has to be drawn anew: give the language as the key of what shows texts.
 */
export function useLanguage(choice: LanguageChoice): Language {
  const system = useSyncExternalStore(subscribe, () => systemLanguages().join());
  const language = useMemo(() => {
    const chosen = languageFor(choice, system.split(','));
    return isPseudo() ? pseudoLanguage(chosen) : chosen;
  }, [choice, system]);
  // Before children are drawn: they ask for the present language.
  setPresentLanguage(language);
  useLayoutEffect(() => {
    document.documentElement.lang = language.locale;
  }, [language]);
  return language;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}
