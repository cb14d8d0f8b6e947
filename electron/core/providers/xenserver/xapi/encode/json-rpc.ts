import { isWireMap, isWireSet, type WireValue } from './wire-value.ts';

/** Writes a checked value as JSON. A float keeps its point, since servers before 8.0 take `5` for an int and refuse it. */
export function jsonText(value: WireValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  if (isWireSet(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isWireMap(value)) {
    const members = [...value].map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value.date);
}

/** A float's shortest text that reads back the same and that nobody takes for an int. */
export function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A JSON-RPC 2.0 request. */
export function jsonRequest(method: string, params: readonly WireValue[], id: number): string {
  return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${jsonText(params)},"id":${id}}`;
}
