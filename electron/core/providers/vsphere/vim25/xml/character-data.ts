import { NotWellFormed } from './faults.ts';

/** What XML 1.0 does not allow in a document at all (Char), of what valid UTF-8 can say. */
const NO_CHARACTER = /[^\t\n\r\x20-\ufffd]/;
const REFERENCE = /&([^;]*)(;?)/g;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** CharData: line ends are normalised, references resolved. @throws NotWellFormed */
export function characterData(raw: string): string {
  if (raw.includes(']]>')) throw new NotWellFormed('the string "]]>" is not allowed in a text');
  return resolveReferences(plainCharacters(raw));
}

/** AttValue: as character data, and every literal white space is a space. @throws NotWellFormed */
export function attributeValue(raw: string): string {
  if (raw.includes('<')) throw new NotWellFormed('an attribute value holds a <');
  return resolveReferences(plainCharacters(raw).replaceAll(/[\t\n]/g, ' '));
}

/** The content of CDATA, comments and processing instructions: only line ends are normalised. @throws NotWellFormed */
export function plainCharacters(raw: string): string {
  const code = NO_CHARACTER.exec(raw)?.[0].charCodeAt(0);
  if (code !== undefined) {
    throw new NotWellFormed(`the character U+${hex(code)} is not allowed`);
  }
  return raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
}

function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (reference, name: string, semicolon: string) => {
    if (semicolon === '') throw new NotWellFormed('a reference does not end');
    const value = PREDEFINED.get(name) ?? numbered(name);
    if (value === undefined) throw new NotWellFormed(`${reference.slice(0, 40)} is not defined`);
    return value;
  });
}

/** The character of a numeric reference; undefined where it is none. */
function numbered(name: string): string | undefined {
  const [, digits, hexDigits] = /^#(?:(\d+)|x([\da-fA-F]+))$/.exec(name) ?? [];
  const code = digits === undefined ? parseInt(hexDigits ?? '', 16) : parseInt(digits, 10);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (!(code <= 0x10ffff) || isSurrogate) return undefined;
  const character = String.fromCodePoint(code);
  return NO_CHARACTER.test(character) ? undefined : character;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
