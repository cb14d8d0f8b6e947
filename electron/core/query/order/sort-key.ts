import type { FieldValues } from '#shared/query/field.ts';

/** What a value is sorted by; null comes last, whatever the direction. */
export type SortKey = string | number | null;

/** By the first value; texts as people sort them, whatever the case. */
export function sortKey(values: FieldValues): SortKey {
  const first = values?.[0];
  if (first === undefined) return null;
  if (typeof first === 'string') return first === '' ? null : naturalKey(first);
  return Number(first);
}

/**
 * A text whose order by code units is the natural one: `web-2` before `web-10`. Comparing such keys costs a fraction of what a collator
 * does, and a list of 100,000 is compared two million times.
 */
export function naturalKey(text: string): string {
  const plain = (isAscii(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase();
  let key = '';
  let from = 0;
  for (let at = 0; at < plain.length; at++) {
    if (!isDigit(plain, at)) continue;
    let end = at + 1;
    while (isDigit(plain, end)) end += 1;
    let first = at;
    while (first < end - 1 && plain[first] === '0') first += 1;
    // Before a number stands how long it is.
    const length = String.fromCharCode(47 + Math.min(end - first, 78));
    key += plain.slice(from, at) + length + plain.slice(first, end);
    from = end;
    at = end - 1;
  }
  return from === 0 ? plain : key + plain.slice(from);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

export function compareKeys(one: SortKey, other: SortKey, descending: boolean): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  // Numbers before texts, where a property is now this, now that.
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  const order = one < other ? -1 : 1;
  return descending ? -order : order;
}
