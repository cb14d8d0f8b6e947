import type { Entry, Texts } from './catalogue.ts';
import type { Language } from './language.ts';
import { createTools } from './tools.ts';

/** Around what is not a text of the catalogue: private characters that no text has. */
const begin = '\uE000';
const end = '\uE001';

const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'á',
    c: 'ç',
    d: 'ð',
    e: 'é',
    g: 'ğ',
    i: 'í',
    n: 'ñ',
    o: 'ö',
    s: 'š',
    u: 'ü',
    y: 'ý',
  }),
);

/**
 * A language for tests, made from another: `[Çöññéçt ~~~]`. Brackets show where a text is cut off and what is not of the catalogue,
 * accents what is drawn wrong, and 40 % more length what has no room in other languages.
 */
export function pseudoLanguage(of: Language): Language {
  const texts: Texts = Object.fromEntries(
    Object.entries(of.texts).map(([id, entry]) => [id, dressedEntry(entry)]),
  );
  return { ...of, texts, tools: createTools(of.locale, marked) };
}

function dressedEntry(entry: Entry): Entry {
  if (typeof entry === 'string') return dressed(entry);
  return (values, tools) => {
    const given = Object.entries<unknown>(values).map(([name, value]) => [
      name,
      markedValue(value),
    ]);
    return dressed(entry(Object.fromEntries(given) as never, tools));
  };
}

function markedValue(value: unknown): unknown {
  if (typeof value === 'string') return marked(value);
  return Array.isArray(value) ? value.map(markedValue) : value;
}

function marked(text: string): string {
  return text === '' ? '' : `${begin}${text}${end}`;
}

function dressed(text: string): string {
  if (text.trim() === '') return text;
  let own = 0;
  let depth = 0;
  let result = '';
  for (const character of text) {
    if (character === begin) depth += 1;
    else if (character === end) depth -= 1;
    else {
      if (depth === 0) own += 1;
      result += depth === 0 ? (accents.get(character) ?? character) : character;
    }
  }
  return `[${result}${padding(own)}]`;
}

/** Two fifths of the length, in words that may be broken. */
function padding(length: number): string {
  return ' ~~~~'.repeat(Math.ceil((length * 0.4) / 5));
}
