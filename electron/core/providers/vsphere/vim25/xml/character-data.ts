import { text as say } from '#shared/i18n/make-text.ts';
import { REPLACEMENT } from '../../../../net/unreadable.ts';
import { NotWellFormed } from './faults.ts';

/** What XML 1.0 does not allow in a document at all (Char), of what valid UTF-8 can say. */
const NO_CHARACTER = /[^\t\n\r\x20-\ufffd]/g;
const REFERENCE = /&([^;&<]{1,40});/g;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * CharData: line ends are normalised, references resolved. Nothing in it can make the document none: a character that XML does not
 * have is replaced, and a reference that means nothing stays as it is written.
 */
export function characterData(raw: string): string {
  return resolveReferences(plainCharacters(raw));
}

/** AttValue: as character data, and every literal white space is a space. @throws NotWellFormed */
export function attributeValue(raw: string): string {
  if (raw.includes('<')) throw new NotWellFormed(say('xml.attribute.less'));
  return resolveReferences(plainCharacters(raw).replaceAll(/[\t\n]/g, ' '));
}

/** The content of CDATA, comments and processing instructions: only line ends are normalised, and what is no character is replaced. */
export function plainCharacters(raw: string): string {
  const text = raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
  return text.replaceAll(NO_CHARACTER, REPLACEMENT);
}

function resolveReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    REFERENCE,
    (reference, name: string) => PREDEFINED.get(name) ?? numbered(name) ?? reference,
  );
}

/** The character of a numeric reference; the replacement for one that no text has; undefined where it is none. */
function numbered(name: string): string | undefined {
  const [, digits, hexDigits] = /^#(?:(\d+)|x([\da-fA-F]+))$/.exec(name) ?? [];
  if (digits === undefined && hexDigits === undefined) return undefined;
  const code = digits === undefined ? parseInt(hexDigits ?? '', 16) : parseInt(digits, 10);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (!(code <= 0x10ffff) || isSurrogate) return REPLACEMENT;
  return String.fromCodePoint(code).replaceAll(NO_CHARACTER, REPLACEMENT);
}
