import { isInteger, parseJson, type RawValue, tokenText } from '../decode/json.ts';
import { isObject } from '../decode/leaves.ts';
import { doubleText } from '../encode/numbers.ts';

/**
 * The canonical form of JSON that holder-of-key signatures are made over: members sorted by UTF-16 code units, no spaces, doubles
 * as `1.5E0`, text raw but for quote, backslash and control characters. Where the runtimes of this protocol differ, as Java has it.
 * @throws VapiProtocolError where the text is not JSON
 */
export function canonicalJson(text: string): string {
  // Java's encoder has no bytes for half a surrogate pair.
  return canonical(parseJson(text)).replaceAll(/\p{Surrogate}/gu, '?');
}

function canonical(value: RawValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (!isObject(value)) return `[${value.map(canonical).join(',')}]`;
  const number = tokenText(value);
  if (number !== undefined) {
    return isInteger(number) ? String(BigInt(number)) : doubleText(Number(number));
  }
  const members = Object.keys(value)
    .sort()
    .map((name) => `${quoted(name)}:${canonical(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
  '\b': String.raw`\b`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\f': String.raw`\f`,
  '\r': String.raw`\r`,
};

function quoted(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is escaped
  const escaped = text.replaceAll(/["\\\u0000-\u001f]/g, (character) => {
    const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return SHORT[character] ?? String.raw`\u${hex}`;
  });
  return `"${escaped}"`;
}
