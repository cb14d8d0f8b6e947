const OPEN = '<name>';
const CLOSE = '</name>';
/** A longer name is none: it is handed on as it is. */
const MAX_NAME = 64 * 1024;

function mend(name: string): string {
  if (!name.includes('&') && !name.includes('<')) return name;
  return name
    .replaceAll(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/g, '&amp;')
    .replaceAll('<', '&lt;');
}

/**
 * XAPI does not escape the names of struct members, so that a map key with `&` or `<` makes malformed XML. This escapes what
 * stands between `<name>` and `</name>` in text that arrives in chunks.
 */
export class NameMender {
  #rest = '';

  write(chunk: string): string {
    const text = this.#rest + chunk;
    let out = '';
    let at = 0;
    for (;;) {
      const open = text.indexOf(OPEN, at);
      if (open < 0) break;
      const start = open + OPEN.length;
      const close = text.indexOf(CLOSE, start);
      if (close < 0) {
        if (text.length - start > MAX_NAME) break;
        this.#rest = text.slice(open);
        return out + text.slice(at, open);
      }
      out += text.slice(at, start) + mend(text.slice(start, close));
      at = close;
    }
    const held = heldBack(text, at);
    this.#rest = text.slice(held);
    return out + text.slice(at, held);
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest;
  }
}

/** Where a `<name>` may begin that the next chunk completes. */
function heldBack(text: string, from: number): number {
  for (let at = Math.max(from, text.length - OPEN.length + 1); at < text.length; at += 1) {
    if (OPEN.startsWith(text.slice(at))) return at;
  }
  return text.length;
}
