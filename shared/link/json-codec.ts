import { parseJson } from '../model/parse-json.ts';

/**
 * Messages as text, for ports that carry text (a WebSocket): JSON, but for 64-bit integers and the numbers that JSON has
 * no word for. These cross as strings that begin with NUL and a letter; a string that begins with NUL by itself is marked too.
 */
const mark = '\u0000';
const escapedMark = String.raw`"\u0000`;

export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, replacer);
}

export function decodeMessage(text: string): unknown {
  // A reviver costs several times the parse, and only property values ever need it.
  return parseJson(text, text.includes(escapedMark) ? reviver : undefined);
}

function replacer(_key: string, value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return `${mark}i${value}`;
    case 'number':
      return Number.isFinite(value) ? value : `${mark}n${value}`;
    case 'string':
      return value.startsWith(mark) ? `${mark}s${value}` : value;
    default:
      return value;
  }
}

function reviver(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(mark)) return value;
  const text = value.slice(2);
  switch (value[1]) {
    case 'i':
      return BigInt(text);
    case 'n':
      return Number(text);
    default:
      return text;
  }
}
