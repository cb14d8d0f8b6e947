import type { ExplorerValue } from '#shared/model/explorer.ts';
import { numberText } from './parse-text.ts';

/** A value as JSON over several lines. Integers beyond 2^53 keep every digit. */
export function writeJson(value: ExplorerValue, indent = ''): string {
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const list = isList(value);
  const parts = list
    ? value.map((item) => writeJson(item, deeper))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}: ${writeJson(item, deeper)}`,
      );
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}

const mark = '\u{10FFFD}int64:';
const texts = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON. Integers that a number cannot hold become bigint.
 * @throws SyntaxError that says where
 */
export function readJson(text: string): ExplorerValue {
  const marked = text.replaceAll(texts, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  ) as ExplorerValue;
}

export function isList(value: ExplorerValue): value is readonly ExplorerValue[] {
  return Array.isArray(value);
}

export function isObject(
  value: ExplorerValue,
): value is { readonly [field: string]: ExplorerValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
