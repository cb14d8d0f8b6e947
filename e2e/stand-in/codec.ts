interface Codec {
  readonly pack: (value: unknown) => string;
  readonly unpack: (text: string) => unknown;
}

/**
 * Values as the structured clone carries them, as JSON text. One function without anything around it, because its source is also run in the
 * page.
 */
export function codec(): Codec {
  const encode = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', of: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value))
      return { $: 'number', of: String(value) };
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(encode);
    if (value instanceof Date) return { $: 'date', of: value.getTime() };
    if (value instanceof Map)
      return { $: 'map', of: [...value].map((pair) => pair.map((one: unknown) => encode(one))) };
    if (value instanceof Set) return { $: 'set', of: [...value].map(encode) };
    if (value instanceof Uint8Array) return { $: 'bytes', of: [...value] };
    const plain = Object.fromEntries(Object.entries(value).map(([key, of]) => [key, encode(of)]));
    return '$' in value ? { $: 'object', of: plain } : plain;
  };
  const decode = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    const all = (object: object): unknown =>
      Object.fromEntries(Object.entries(object).map(([key, of]) => [key, decode(of)]));
    if (!('$' in value)) return all(value);
    const { $: kind, of } = value as { $: string; of?: unknown };
    const special: Record<string, () => unknown> = {
      undefined: () => undefined,
      bigint: () => BigInt(of as string),
      number: () => Number(of),
      date: () => new Date(of as number),
      map: () => new Map(decode(of) as [unknown, unknown][]),
      set: () => new Set(decode(of) as unknown[]),
      bytes: () => new Uint8Array(of as number[]),
      object: () => all(of as object),
    };
    return special[kind]?.();
  };
  return {
    pack: (value) => JSON.stringify(encode(value)),
    unpack: (text) => decode(JSON.parse(text)),
  };
}
