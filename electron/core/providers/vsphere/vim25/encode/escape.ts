import { text as say } from '#shared/i18n/make-text.ts';
import { EncodeError } from './encode-error.ts';

// Whatever XML 1.0 cannot carry: control characters, lone surrogates, U+FFFE and U+FFFF.
const ILLEGAL =
  // oxlint-disable-next-line no-control-regex -- control characters are the very thing looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A literal carriage return would arrive as a line feed.
  '\r': '&#13;',
  '\t': '&#9;',
  '\n': '&#10;',
};

/** Text for element content and attribute values. @throws EncodeError for characters XML cannot carry */
export function escapeXml(text: string, path: string): string {
  const illegal = ILLEGAL.exec(text);
  if (illegal !== null) {
    const code = (illegal[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new EncodeError(say('request.noXmlCharacter', { path, character: `U+${code}` }));
  }
  return text.replaceAll(/[&<>"'\r\t\n]/g, (character) => ENTITIES[character] ?? character);
}
