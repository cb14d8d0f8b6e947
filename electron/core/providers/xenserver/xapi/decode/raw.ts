import type { XapiValue } from '../values.ts';

/** One member of a streamed map, or one element of a streamed set (its key is then empty). */
export type RawEntry = readonly [key: string, value: XapiValue];

/** Takes the members of one container out of an answer while it arrives, instead of building the container. */
export interface EntryStream {
  /** Where the container is within the result; empty: it is the result. */
  readonly path: readonly string[];
  /** Called in order. No more is read until the promise settles, which is the back-pressure toward the server. */
  readonly entries: (entries: readonly RawEntry[]) => Promise<void> | void;
}

/** An answer before its types are known. What was streamed is missing in `result`. */
export type RawAnswer =
  | { readonly ok: true; readonly result: XapiValue | undefined }
  | { readonly ok: false; readonly description: readonly string[] };

/** Sets a key of a map as data, `__proto__` too. */
export function setOwn(target: Record<string, XapiValue>, key: string, value: XapiValue): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else target[key] = value;
}

/** The texts of an error description, whatever they are written as. */
export function texts(values: readonly unknown[]): readonly string[] {
  return values.map((value) =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)),
  );
}
