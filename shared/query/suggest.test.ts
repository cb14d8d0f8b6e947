import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { spoken } from '../i18n/testing/spoken.ts';
import { caretPlace } from './caret-place.ts';
import { liveSuggestions, suggest } from './suggest.ts';

const pieces = [
  'power',
  ':',
  'tag',
  '.',
  'Owner',
  '"',
  ' ',
  '(',
  ')',
  'or',
  ',',
  'old',
  '>',
  'mem',
  '/',
  '\\',
  '!',
];

const texts = (typed: string): readonly string[] =>
  suggest(typed, typed.length).items.map((item) => item.text);

describe('suggest', () => {
  it('offers fields where one may begin', () => {
    expect(texts('')).toContain('kind:');
    expect(texts('kind:vm po')).toEqual(['power:', 'pool:', 'network:']);
    expect(suggest('kind:vm po', 10).at).toEqual({ from: 8, to: 10 });
  });

  it('offers the values of a field', () => {
    expect(texts('power:')).toContain('suspended');
    expect(texts('web power:s')).toEqual(['suspended', 'standby']);
    expect(suggest('web power:s', 11).at).toEqual({ from: 10, to: 11 });
  });

  it('asks for live values of texts', () => {
    const values = (field: string, begins: string) => ({ field, wants: 'values', begins });
    expect(suggest('tag.Owner:Pl', 12).live).toEqual(values('tag.Owner', 'Pl'));
    expect(suggest('tag."Cost center":"Pl', 21).live).toEqual(values('tag."Cost center"', 'Pl'));
    expect(suggest('os:', 3).live).toEqual(values('os', ''));
    expect(suggest('config.version:vmx', 18).live).toEqual(values('config.version', 'vmx'));
    expect(suggest('mem>1', 5).live).toBeUndefined();
    expect(suggest('power:o', 7).live).toBeUndefined();
  });

  it('asks for the names that may follow a field', () => {
    const names = (field: string, begins: string) => ({ field, wants: 'names', begins });
    expect(suggest('!tag.Ow', 7)).toMatchObject({
      live: names('tag', 'Ow'),
      at: { from: 5, to: 7 },
    });
    expect(suggest('attr."Cost c', 12)).toMatchObject({
      live: names('attr', 'Cost c'),
      at: { from: 5, to: 12 },
    });
    expect(suggest('snapshot.', 9).live).toBeUndefined();
    expect(texts('snapshot.')).toEqual(['snapshot.count:', 'snapshot.age:', 'snapshot.size:']);
  });

  it('knows values in brackets, in lists and in open quotes', () => {
    expect(texts('tools:(old or st')).toEqual(['stopped']);
    expect(suggest('tools:old,st', 12)).toMatchObject({ at: { from: 10, to: 12 } });
    expect(texts('tools:old,st')).toEqual(['stopped']);
    expect(texts('power:"sus')).toEqual(['suspended']);
    expect(suggest('power:"sus', 10).at).toEqual({ from: 6, to: 10 });
  });

  it('finds a value by another of its words, and a field by what it is called', () => {
    expect(texts('power:run')).toEqual(['on']);
    const labels = (typed: string): readonly string[] =>
      suggest(typed, typed.length, { inWords: spoken }).items.map((item) => item.text);
    expect(labels('prov')).toEqual(['provisioned:']);
    expect(labels('oldest')).toEqual(['snapshot.age:']);
  });

  it('shows what would be right where values cannot be listed', () => {
    expect(suggest('mem>', 4).items).toEqual([
      { text: '16g', is: 'example' },
      { text: '4096', is: 'example' },
    ]);
    expect(texts('mem>1')).toEqual([]);
  });

  it('replaces the whole word that the caret is in, and no more', () => {
    expect(suggest('powe:on web', 3).at).toEqual({ from: 0, to: 5 });
    expect(suggest('power:on web', 7).at).toEqual({ from: 6, to: 8 });
  });

  it('never throws; what it says to write can be written where it says so', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, fc.nat(30), (text, place) => {
        const caret = Math.min(place, text.length);
        const { at, items } = suggest(text, caret);
        expect(at.from).toBeLessThanOrEqual(caret);
        expect(at.to).toBeGreaterThanOrEqual(caret);
        expect(at.to).toBeLessThanOrEqual(text.length);
        for (const item of items) {
          const next = text.slice(0, at.from) + item.text;
          // What was written is a field whose value comes next, or a value.
          const place = caretPlace(next, next.length);
          expect(place.is).toBe('value');
        }
      }),
    );
  });

  it('quotes what has to be quoted', () => {
    expect(
      liveSuggestions(['prod', 'Platform Team', 'a"b', 'x*y', 'or']).map(({ text }) => text),
    ).toEqual(['prod', '"Platform Team"', String.raw`"a\"b"`, '"x*y"', '"or"']);
  });
});
