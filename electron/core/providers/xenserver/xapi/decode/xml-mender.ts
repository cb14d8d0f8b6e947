import { REPLACEMENT } from '../../../../net/unreadable.ts';

// oxlint-disable-next-line no-control-regex -- those that XML cannot carry
const NO_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos);|#(\d+);|#x([\da-fA-F]+);)?/g;
/** A reference that the next chunk may complete. */
const BEGUN = /&[^;<&]{0,40}$/;

/**
 * Makes text of what is none, in an XML document that arrives in chunks: characters that XML cannot carry, also as references, are
 * replaced, and an ampersand that begins no reference stands for itself. They concern the value that they are in and no other.
 */
export class XmlMender {
  #rest = '';

  write(chunk: string): string {
    const text = this.#rest + chunk;
    const held = BEGUN.exec(text)?.index ?? text.length;
    this.#rest = text.slice(held);
    return mend(held === text.length ? text : text.slice(0, held));
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = '';
    return mend(rest);
  }
}

function mend(text: string): string {
  const readable = text.replaceAll(NO_CHARACTER, REPLACEMENT);
  if (!readable.includes('&')) return readable;
  return readable.replaceAll(
    REFERENCE,
    (reference, name?: string, digits?: string, hex?: string) => {
      if (name !== undefined) return reference;
      if (digits === undefined && hex === undefined) return '&amp;';
      const code = digits === undefined ? parseInt(hex ?? '', 16) : parseInt(digits, 10);
      const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      if (!isCharacter) return REPLACEMENT;
      return String.fromCodePoint(code).search(NO_CHARACTER) < 0 ? reference : REPLACEMENT;
    },
  );
}
