import { expect, it } from 'vitest';
import type { Entry } from './catalogue.ts';
import { languageFor, languageIds, type Language } from './language.ts';

/** A value that passes for a name, a number and a list, and the names under which it was asked for. */
function sampleValues(): { readonly values: never; readonly asked: Set<string> } {
  const asked = new Set<string>();
  const value = Object.assign(Object('3') as object, { join: () => '3', map: () => ['3'] });
  const values = new Proxy(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        return value;
      },
    },
  );
  return { values: values as never, asked };
}

const english = languageFor('en', ['en-US']);
const ids = Object.keys(english.texts);

function reported(
  language: Language,
  id: string,
): { readonly text: string; readonly asked: string } {
  const entry: Entry = language.texts[id] ?? '';
  if (typeof entry === 'string') return { text: entry, asked: '' };
  const { values, asked } = sampleValues();
  const text = entry(values, language.tools);
  return { text, asked: [...asked].sort().join(' ') };
}

it.each(languageIds)('every text in %s says all that it was given, and says it in words', (of) => {
  const language = languageFor(of, [of]);
  for (const id of ids) {
    const { text, asked } = reported(language, id);
    // A text that is no more than its value gives the sample itself.
    expect(`${id}: ${text}`).not.toMatch(/undefined|\[object|NaN|\$\{/);
    // An identifier of a server is in English words already; other languages show it as the server has it.
    if (!id.endsWith('.native')) expect(asked, id).toBe(reported(english, id).asked);
  }
});
