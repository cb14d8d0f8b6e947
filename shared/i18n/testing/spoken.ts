import { inEnglish } from '../english.ts';
import { isMessage, type Message } from '../text.ts';

/** The same data with words in the place of its texts. */
export type Spoken<Data> = Data extends string | number | boolean | bigint | null | undefined
  ? Data
  : Data extends readonly (infer Item)[]
    ? readonly Spoken<Item>[]
    : IsText<Data> extends true
      ? string
      : { readonly [Name in keyof Data]: Spoken<Data[Name]> };

type IsText<Data> = Data extends Message
  ? keyof Data extends keyof Message
    ? true
    : false
  : false;

/** Data of the contract as tests read it: every text in it in English words. */
export function spoken<Data>(data: Data): Spoken<Data> {
  return inWords(data) as Spoken<Data>;
}

function inWords(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(inWords);
  if (typeof data !== 'object' || data === null || !isPlain(data)) return data;
  if (isMessage(data) && isText(data)) return inEnglish(data);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inWords(value)]));
}

function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}

/** Offers, groups and snapshots have an `id` too, and more besides. */
function isText(data: object): boolean {
  return Object.keys(data).every(
    (name) => name === 'id' || name === 'values' || name === 'english',
  );
}
