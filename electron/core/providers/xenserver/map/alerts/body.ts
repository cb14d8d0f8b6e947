/** A body as lines, each with the name of what it tells where the body has one. */
export type BodyLine = readonly [name: string, value: string];

/** Longer texts are cut: a body may hold a whole log. */
const longest = 4000;

/**
 * Reads the body of a message: plain text, `key: value` lines with an XML configuration below (ALARM), or XML. Elements with a
 * text or a `value` become lines; nothing of it is trusted to be well-formed.
 */
export function readBody(body: string): readonly BodyLine[] {
  const start = body.search(/<[a-zA-Z]/);
  const before = start < 0 ? body : body.slice(0, start);
  return [...plainLines(before), ...(start < 0 ? [] : elements(body.slice(start)))];
}

function plainLines(text: string): readonly BodyLine[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[\w ]+:$/.test(line))
    .map((line): BodyLine => {
      const [, name = '', value = line] = /^(\w+): +(.+)$/.exec(line) ?? [];
      return [name, value];
    });
}

function elements(xml: string): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (const match of xml.matchAll(/<([\w.-]+)((?:\s[^<>]*)?)\/?>([^<]*)/g)) {
    const [, name = '', attributes = '', content = ''] = match;
    const quoted = /\bvalue\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
    const value = decoded(quoted?.[1] ?? quoted?.[2] ?? content).trim();
    if (value !== '') lines.push([name, value]);
  }
  return lines;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  return text.replaceAll(
    /&(lt|gt|amp|quot|apos);/g,
    (whole, name: string) => entities[name] ?? whole,
  );
}

/** The lines as text. */
export function bodyLines(lines: readonly BodyLine[]): string {
  const text = lines
    .map(([name, value]) =>
      name === '' || name === 'message' ? value : `${spaced(name)}: ${value}`,
    )
    .join('\n');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function spaced(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
