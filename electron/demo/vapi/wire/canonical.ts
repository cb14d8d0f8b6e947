import { JsonNumber } from './json.ts';
import type { Json } from './json.ts';
import { writeDouble } from './number.ts';

/**
 * The canonical text of a message, over which holder-of-key signatures go: members in the order of their UTF-16 code
 * units, no white space, doubles as Java writes them. As Java's runtime does it (protocol note, section 9).
 */
export function canonical(value: Json): string {
  if (value instanceof JsonNumber) {
    return value.isInteger ? String(BigInt(value.text)) : writeDouble(Number(value.text));
  }
  if (typeof value === 'string') {
    return quote(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value instanceof Map) {
    const names = [...value.keys()].sort();
    const members = names.map((name) => `${quote(name)}:${canonical(value.get(name) ?? null)}`);
    return `{${members.join(',')}}`;
  }
  return String(value);
}

/** As JSON has it, with the digits of a control character in capitals; half a surrogate pair has no UTF-8 form. */
function quote(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '?')).replace(
    /\\(?:u00(..)|.)/g,
    (escaped, digits: string | undefined) =>
      digits === undefined ? escaped : `\\u00${digits.toUpperCase()}`,
  );
}
