/**
 * Messages as text, for ports that carry text (a WebSocket). JSON, but for 64-bit integers and the numbers that JSON
 * has no word for: they cross as `{"$bigint": "…"}` and `{"$number": "NaN"}`.
 */
export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, replacer);
}

export function decodeMessage(text: string): unknown {
  // A reviver costs several times the parse, and only property values ever need it.
  return text.includes('"$bigint"') || text.includes('"$number"')
    ? JSON.parse(text, reviver)
    : JSON.parse(text);
}

function replacer(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  return value;
}

function reviver(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length !== 1) return value;
  if (keys[0] === '$bigint') return BigInt(String((value as { $bigint: unknown }).$bigint));
  if (keys[0] === '$number') return Number((value as { $number: unknown }).$number);
  return value;
}
