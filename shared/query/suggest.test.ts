import { describe, expect, it } from 'vitest';
import { liveSuggestions, suggest } from './suggest.ts';

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
    expect(suggest('tag.Owner:Pl', 12).live).toEqual({ field: 'tag', name: 'owner', begins: 'Pl' });
    expect(suggest('os:', 3).live).toEqual({ field: 'os', begins: '' });
    expect(suggest('mem>1', 5).live).toBeUndefined();
  });

  it('quotes what has to be quoted', () => {
    expect(
      liveSuggestions(['prod', 'Platform Team', 'a"b', 'x*y', 'or']).map(({ text }) => text),
    ).toEqual(['prod', '"Platform Team"', String.raw`"a\"b"`, '"x*y"', '"or"']);
  });
});
