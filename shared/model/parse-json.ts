/** Where a member's name with an escape stands, its quotes included. */
interface NameSpan {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** What no JSON text can hold unescaped. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const ALWAYS_ESCAPED = /["\\\u0000-\u001f]/;

/**
 * JSON.parse, but for a mistake of V8 13.6 (Node 24): it takes a member's name that is written with an escape for the name that came
 * after the same members in an object before, where that begins with the same characters: after `{"a\\":1}`, `{"a\n":1}` has the member
 * `a\`. Names with escapes are replaced for the parser and put back; texts without any, nearly all, are parsed as they are.
 * @throws SyntaxError
 */
export function parseJson(
  text: string,
  reviver?: (key: string, value: unknown) => unknown,
): unknown {
  const spans = escapedNames(text);
  if (spans.length === 0) return JSON.parse(text, reviver);
  const mark = unusedMark(text);
  const names: string[] = [];
  const indices = new Map<string, number>();
  const parts: string[] = [];
  let copied = 0;
  for (const { start, end } of spans) {
    const name = JSON.parse(text.slice(start, end)) as string;
    parts.push(text.slice(copied, start), standIn(name));
    copied = end;
  }
  parts.push(text.slice(copied));
  const restored = (key: string): string =>
    key.startsWith(mark) ? (names[Number(key.slice(mark.length))] ?? key) : key;
  const parsed: unknown = JSON.parse(
    parts.join(''),
    reviver && ((key, value: unknown) => reviver(restored(key), value)),
  );
  return withNames(parsed, restored);

  function standIn(name: string): string {
    // Escaped for no reason: what is written plainly is not mistaken.
    if (!ALWAYS_ESCAPED.test(name)) return `"${name}"`;
    const index = indices.get(name) ?? names.push(name) - 1;
    indices.set(name, index);
    return `"${mark}${index}"`;
  }
}

function escapedNames(text: string): readonly NameSpan[] {
  const spans: NameSpan[] = [];
  let at = text.indexOf('\\');
  while (at !== -1) {
    const end = endOfString(text, at);
    // The first escape of its string: the quote that opens it is the last one before.
    if (text.charCodeAt(pastBlanks(text, end)) === COLON)
      spans.push({ start: text.lastIndexOf('"', at), end });
    at = text.indexOf('\\', end);
  }
  return spans;
}

/** The position behind the quote that closes a string. @param from of an escape within it */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  return text.length;
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return at;
}

/** A beginning that no string of the text has. */
function unusedMark(text: string): string {
  let mark = '~';
  while (text.includes(`"${mark}`)) mark += '~';
  return mark;
}

function withNames(value: unknown, restored: (key: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    for (const [index, item] of items.entries()) items[index] = withNames(item, restored);
    return items;
  }
  const members = Object.entries(value).map(
    ([key, member]) => [restored(key), withNames(member, restored)] as const,
  );
  return Object.fromEntries(members);
}
