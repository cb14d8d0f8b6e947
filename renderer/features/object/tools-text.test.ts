import { afterEach, expect, it } from 'vitest';
import { languageFor } from '#shared/i18n/language.ts';
import { presentLanguage, setPresentLanguage } from '../../i18n/present.ts';
import { toolsText } from './tools-text.ts';

const before = presentLanguage();
afterEach(() => setPresentLanguage(before));

it('is in the language of the page', () => {
  expect(toolsText('not installed')).toBe('not installed');
  setPresentLanguage(languageFor('de', ['de-DE']));
  expect(toolsText('not installed')).toBe('nicht installiert');
  expect(toolsText('starting')).toBe('startet');
});

it('leaves a word alone that nobody knows', () => {
  setPresentLanguage(languageFor('de', ['de-DE']));
  expect(toolsText('outdated')).toBe('outdated');
  expect(toolsText('constructor')).toBe('constructor');
  expect(toolsText(undefined)).toBeUndefined();
});
