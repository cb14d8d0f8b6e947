/** An element of a recorded answer and where it stands, in characters. */
export interface XmlElement {
  readonly name: string;
  readonly parent: XmlElement | null;
  readonly start: number;
  readonly contentStart: number;
  contentEnd: number;
  end: number;
}

const TAG = /<(\/?)([\w:.-]+)((?:[^>"]|"[^"]*")*?)(\/?)>/g;

/** The elements of a document that is known to be well-formed, in order. */
export function elementsOf(xml: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open: XmlElement[] = [];
  for (const match of xml.matchAll(TAG)) {
    const [tag, closes, name = '', , empty] = match;
    const end = match.index + tag.length;
    if (closes === '/') {
      const element = open.pop();
      if (element !== undefined) Object.assign(element, { contentEnd: match.index, end });
      continue;
    }
    const parent = open.at(-1) ?? null;
    const element = { name, parent, start: match.index, contentStart: end, contentEnd: end, end };
    found.push(element);
    if (empty !== '/') open.push(element);
  }
  return found;
}

/** The nearest of an element and those around it that has one of the names. */
export function around(element: XmlElement, ...names: readonly string[]): XmlElement | null {
  for (let at: XmlElement | null = element; at !== null; at = at.parent)
    if (names.includes(at.name)) return at;
  return null;
}
