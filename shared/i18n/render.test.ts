import { describe, expect, it } from 'vitest';
import { inEnglish, toKeep } from './english.ts';
import { languageFor, languageIds, languages } from './language.ts';
import { text } from './make-text.ts';
import { pseudoLanguage } from './pseudo.ts';
import { render } from './render.ts';

const german = languageFor('de', []);

describe('a text', () => {
  it('is shown in words of the language, and so are the texts within it', () => {
    const said = text('operation.notNow', {
      operation: 'Migrate',
      object: 'web-01',
      reason: text('safety.readOnly'),
    });
    expect(inEnglish(said)).toBe(
      'Migrate is not possible for web-01 now: This server is read-only in Moref.',
    );
    expect(render(said, german)).toBe(
      'Migrate ist für web-01 jetzt nicht möglich: Dieser Server ist in Moref schreibgeschützt.',
    );
  });

  it('is shown as it is where it is a server’s own', () => {
    expect(render('tasks.title', german)).toBe('tasks.title');
  });

  it('counts by the rules and with the digits of the language', () => {
    const said = text('bulk.question', { operation: 'X', count: 12_000 });
    expect(inEnglish(said)).toBe('X: 12,000 objects?');
    expect(render(said, german)).toBe('X: 12.000 Objekte?');
    expect(inEnglish(text('bulk.question', { operation: 'X', count: 1 }))).toBe('X: 1 object?');
  });

  it('survives a file of another version that knows more', () => {
    const later = { id: 'later.text', values: { name: 'web-01' } };
    expect(render(later, german)).toBe('later.text (name: web-01)');
    expect(render({ ...later, english: 'What came later' }, german)).toBe('What came later');
    expect(render({ id: 'toString' }, german)).toBe('toString');
  });

  it('is kept with its English words and shown in the language of the day', () => {
    const kept = toKeep(text('safety.readOnly'));
    expect(kept).toEqual({
      id: 'safety.readOnly',
      english: 'This server is read-only in Moref.',
    });
    expect(render(kept, german)).toBe('Dieser Server ist in Moref schreibgeschützt.');
    expect(toKeep('words')).toBe('words');
  });

  it('cannot be made with a wrong id or wrong values', () => {
    // @ts-expect-error no such text
    text('no.such.text');
    // @ts-expect-error the values are missing
    text('operation.of');
    // @ts-expect-error one value is missing
    text('operation.of', { operation: 'x' });
    // @ts-expect-error a number is no text
    text('operation.of', { operation: 'x', object: 5 });
    // @ts-expect-error this text has no values
    text('safety.readOnly', { name: 'x' });
    expect.assertions(0);
  });
});

describe('the language', () => {
  it('is the first of the system that there is, else English', () => {
    expect(languageFor('system', ['fr-FR', 'de-AT', 'en'])).toMatchObject({
      id: 'de',
      locale: 'de-AT',
    });
    expect(languageFor('system', ['fr-FR'])).toMatchObject({ id: 'en', locale: 'en' });
    expect(languageFor('en', ['de-AT', 'en-GB'])).toMatchObject({ id: 'en', locale: 'en-GB' });
  });

  it('has a form for every count', () => {
    for (const id of languageIds)
      for (const category of new Intl.PluralRules(id).resolvedOptions().pluralCategories)
        expect(['one', 'other'], `${id} counts in ways that no text of it has`).toContain(category);
  });

  it('has no text that is empty', () => {
    for (const { texts } of Object.values(languages))
      for (const [id, entry] of Object.entries(texts))
        if (typeof entry === 'string' && id !== 'state.none') expect(entry.trim(), id).not.toBe('');
  });
});

describe('the pseudo-language', () => {
  const pseudo = pseudoLanguage(languageFor('en', ['en-US']));

  it('sets texts in brackets, accents and length, and leaves names and numbers as they are', () => {
    expect(render(text('operation.of', { operation: 'a', object: 'web-01' }), pseudo)).toBe(
      '[a web-01 ~~~~]',
    );
    expect(render(text('bulk.question', { operation: 'a', count: 12_000 }), pseudo)).toBe(
      '[a: 12,000 öbjéçtš? ~~~~]',
    );
    expect(render('a server’s words', pseudo)).toBe('a server’s words');
  });

  it('is two fifths longer', () => {
    for (const [id, entry] of Object.entries(languages.en.texts)) {
      if (typeof entry !== 'string' || entry === '') continue;
      expect(render({ id }, pseudo).length, id).toBeGreaterThan(entry.length * 1.4);
    }
  });
});
