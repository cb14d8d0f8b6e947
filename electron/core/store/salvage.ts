/** An entry of a file, as text; with its name where the container is a record. */
export interface Slice {
  readonly name?: string;
  readonly text: string;
}

/**
 * The entries of a member of a JSON document that is damaged or was cut off: those that stand in it whole, by brackets and quotes
 * alone. Whether one is JSON shows when it is parsed; a broken one does not take the others along.
 * @param container name of the member, an array or an object
 */
export function salvage(document: string, container: string): readonly Slice[] {
  const opening = new RegExp(`"${container}"\\s*:\\s*([[{])`).exec(document);
  if (opening === null) return [];
  const slices: Slice[] = [];
  let at = opening.index + opening[0].length;
  for (;;) {
    const end = endOfEntry(document, at);
    if (end === undefined) return slices;
    const text = document.slice(at, end).trim();
    if (text !== '') slices.push(opening[1] === '[' ? { text } : named(text));
    if (document[end] !== ',') return slices;
    at = end + 1;
  }
}

/** Where the entry ends: a comma, or the bracket that closes the container; undefined where the text ends first. */
function endOfEntry(document: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < document.length; at++) {
    switch (document[at]) {
      case '"':
        at = endOfText(document, at);
        break;
      case '{':
      case '[':
        depth += 1;
        break;
      case '}':
      case ']':
        if (depth === 0) return at;
        depth -= 1;
        break;
      case ',':
        if (depth === 0) return at;
        break;
      default:
    }
  }
  return undefined;
}

/** Where the quotes close that open at `from`. No text of JSON goes on over a line. */
function endOfText(document: string, from: number): number {
  for (let at = from + 1; at < document.length; at++) {
    const sign = document[at];
    if (sign === '"' || sign === '\n') return at;
    if (sign === '\\') at += 1;
  }
  return document.length;
}

function named(text: string): Slice {
  const [, name, rest] = /^("(?:[^"\\]|\\.)*")\s*:\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || rest === undefined) return { text };
  try {
    return { name: JSON.parse(name) as string, text: rest };
  } catch {
    return { text };
  }
}
