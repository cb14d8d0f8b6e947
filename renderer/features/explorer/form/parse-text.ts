import type { SimpleKind } from '#shared/model/explorer.ts';

const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

/** A 64-bit integer as it is typed: a number where that is exact, a bigint beyond 2^53; undefined if it is none. */
export function parseLong(text: string): number | bigint | undefined {
  const digits = text.trim();
  if (!/^[+-]?\d{1,40}$/.test(digits)) return undefined;
  const value = BigInt(digits.replace(/^\+/, ''));
  if (value < minLong || value > maxLong) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function parseDouble(text: string): number | undefined {
  const digits = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** A number as text that is read back to the same number. */
export function numberText(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** True for a point in time with its offset, as the server takes it. */
export function isDateTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

/** True for bytes in base64: the standard alphabet, padded. */
export function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}

/** Kinds of which only the value itself says what it is: they are typed as JSON. */
export function isJsonKind(kind: string): kind is Extract<SimpleKind, 'opaque'> {
  return kind === 'opaque' || kind === 'dynamic-structure' || kind === 'any-error';
}
