/** Characters of one text in an error; what is longer is no sentence to an administrator any more. */
export const longestShown = 4000;
/** Characters of the name of an object, a task, a product. */
export const longestName = 1000;
/** Entries of one list, and members of one structure, in an error. */
export const mostShown = 200;
const deepestShown = 20;

/** A text as it is shown: what is too long is cut, and says by how much. */
export function boundedText(text: string, longest = longestShown): string {
  if (text.length <= longest) return text;
  // A surrogate pair is not cut in two.
  const cut = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut}… (${text.length - cut.length} more characters)`;
}

/**
 * Plain data with every text in it bounded, and every list and structure too. What is within the bounds is the same value.
 * A server chose the texts of an error: without bounds it could fill every window, log and file that an error reaches.
 */
export function boundedData<T>(value: T): T {
  return bounded(value, 0) as T;
}

function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return boundedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepestShown) return '…';
  if (Array.isArray(value)) return boundedList(value, depth);
  const entries = Object.entries(value);
  let same = entries.length <= mostShown;
  const shown = entries.slice(0, mostShown).map(([name, one]) => {
    const kept = bounded(one, depth + 1);
    const key = boundedText(name, 200);
    same &&= kept === one && key === name;
    return [key, kept] as const;
  });
  return same ? value : Object.fromEntries(shown);
}

function boundedList(list: readonly unknown[], depth: number): readonly unknown[] {
  let same = list.length <= mostShown;
  const shown = list.slice(0, mostShown).map((one) => {
    const kept = bounded(one, depth + 1);
    same &&= kept === one;
    return kept;
  });
  return same ? list : shown;
}
