import { afterEach, expect, it } from 'vitest';
import { languageFor } from '#shared/i18n/language.ts';
import { text } from '#shared/i18n/make-text.ts';
import { setPresentLanguage } from '../i18n/present.ts';
import { spokenRow } from './spoken-rows.ts';

afterEach(() => setPresentLanguage(languageFor('en', [])));

it('what Moref named is called in the language of the moment', () => {
  const row = spokenRow({
    ref: 'group:templates',
    name: 'Default templates',
    label: text('row.defaultTemplates'),
  });
  expect(row.name).toBe('Default templates');
  setPresentLanguage(languageFor('de', []));
  expect(row.name).toBe('Standardvorlagen');
  expect({ ...row }.name).toBe('Standardvorlagen');
});

it('what has a name of its own is the same value', () => {
  const row = { ref: 'vm:1', name: 'web-01' };
  expect(spokenRow(row)).toBe(row);
  expect(spokenRow(undefined)).toBeUndefined();
});
