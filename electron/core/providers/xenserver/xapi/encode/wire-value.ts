/** A checked value, with its wire type known by its JavaScript type: int is bigint, float is number, map is Map. */
export type WireValue =
  | string
  | bigint
  | number
  | boolean
  | WireDate
  | readonly WireValue[]
  | ReadonlyMap<string, WireValue>;

/** JSON-RPC sends a time as a string, XML-RPC in an element of its own. */
export interface WireDate {
  readonly date: string;
}

export function isWireMap(value: WireValue): value is ReadonlyMap<string, WireValue> {
  return value instanceof Map;
}

export function isWireSet(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}
