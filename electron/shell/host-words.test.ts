import { describe, expect, it } from 'vitest';
import { text } from '#shared/i18n/make-text.ts';
import { hostWords } from './host-words.ts';

const stay = text('host.leave.stay');

describe('the words of the desktop', () => {
  it('are of the language that was chosen on the page', () => {
    expect(
      hostWords(
        () => '"de"',
        () => ['en-GB'],
      )(stay),
    ).toBe('Bleiben');
    expect(
      hostWords(
        () => '"en"',
        () => ['de-DE'],
      )(stay),
    ).toBe('Stay');
  });

  it.each([undefined, '"system"', '"xx"', 'de', '{'])(
    'follow the system where %j is kept',
    (kept) => {
      expect(
        hostWords(
          () => kept,
          () => ['de-AT', 'en'],
        )(stay),
      ).toBe('Bleiben');
      expect(
        hostWords(
          () => kept,
          () => ['fr-FR'],
        )(stay),
      ).toBe('Stay');
    },
  );

  it('change while the program runs', () => {
    let chosen = '"en"';
    const words = hostWords(
      () => chosen,
      () => [],
    );
    expect(words(stay)).toBe('Stay');
    chosen = '"de"';
    expect(words(stay)).toBe('Bleiben');
  });
});
