/** Names at the most: more is a slip of the finger. */
export const mostNames = 500;

/** What a pattern means: the names in their order; how many there would be where that is too much. */
export type PatternNames =
  | { readonly names: readonly string[]; readonly count?: undefined }
  | { readonly names?: undefined; readonly count: number };

/** `{01..05}`, `{1..9..2}`, `{db,web}`; anything else between braces is part of a name. */
const group = /\{(?:(\d{1,9})\.\.(\d{1,9})(?:\.\.(\d{1,9}))?|([^{},]*(?:,[^{},]*)+))\}/;

/**
 * The names that a pattern stands for, as a shell expands braces: `web-{01..03}` is web-01, web-02, web-03; `{db,web}-{1,2}` are four.
 * A number keeps the digits that either end was written with. What is no pattern is the one name that it is.
 */
export function namesOf(pattern: string): PatternNames {
  const parts = partsOf(pattern);
  const count = parts.reduce((product, { length }) => product * length, 1);
  if (count > mostNames) return { count };
  let names: readonly string[] = [''];
  for (const part of parts)
    names = names.flatMap((begun) =>
      Array.from({ length: part.length }, (_, i) => begun + part.at(i)),
    );
  return { names };
}

/** A piece of a pattern: how many texts it stands for, and which. Not made before it is known to be few. */
interface Part {
  readonly length: number;
  at(index: number): string;
}

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let rest = pattern;
  for (let found = group.exec(rest); found !== null; found = group.exec(rest)) {
    const [whole, from, to, step, list] = found;
    parts.push(one(rest.slice(0, found.index)));
    parts.push(list === undefined ? range(from ?? '', to ?? '', step) : listed(list.split(',')));
    rest = rest.slice(found.index + whole.length);
  }
  return [...parts, one(rest)];
}

function one(text: string): Part {
  return { length: 1, at: () => text };
}

function listed(texts: readonly string[]): Part {
  return { length: texts.length, at: (index) => texts[index] ?? '' };
}

/** Upwards or downwards, both ends included. */
function range(from: string, to: string, by = '1'): Part {
  const [first, last] = [Number(from), Number(to)];
  const step = Math.max(1, Number(by)) * (last < first ? -1 : 1);
  const isPadded = /^0\d/.test(from) || /^0\d/.test(to);
  const digits = isPadded ? Math.max(from.length, to.length) : 0;
  return {
    length: Math.floor(Math.abs(last - first) / Math.abs(step)) + 1,
    at: (index) => String(first + index * step).padStart(digits, '0'),
  };
}
