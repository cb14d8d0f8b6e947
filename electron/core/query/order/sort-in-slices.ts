import type { Slices } from '../../in-slices.ts';

/** Sorted in one go: some two milliseconds of comparisons. */
const runSize = 2048;
/** Elements that are merged between two looks at the clock. */
const stepSize = 1024;
const sliceMs = 8;

/** Sorts many elements, and leaves room for others on the way; null where the caller gave up. Stable. */
export async function sortInSlices<T>(
  elements: readonly T[],
  compare: (one: T, other: T) => number,
  slices: Slices,
): Promise<readonly T[] | null> {
  const pause = pauses(slices);
  let runs: T[][] = [];
  for (let from = 0; from < elements.length; from += runSize) {
    runs.push(elements.slice(from, from + runSize).sort(compare));
    if (!(await pause())) return null;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const both = await merge(runs[index] ?? [], runs[index + 1] ?? [], compare, pause);
      if (both === null) return null;
      merged.push(both);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (one: T, other: T) => number,
  pause: () => Promise<boolean>,
): Promise<T[] | null> {
  const merged: T[] = [];
  let [one, other] = [0, 0];
  while (one < left.length && other < right.length) {
    const [first, second] = [left[one] as T, right[other] as T];
    if (compare(first, second) <= 0) {
      merged.push(first);
      one += 1;
    } else {
      merged.push(second);
      other += 1;
    }
    if (merged.length % stepSize === 0 && !(await pause())) return null;
  }
  for (; one < left.length; one++) merged.push(left[one] as T);
  for (; other < right.length; other++) merged.push(right[other] as T);
  return merged;
}

/** Pauses when it is time to; false where the caller gave up. */
function pauses({ breathe, signal }: Slices): () => Promise<boolean> {
  let until = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < until) return true;
    await breathe();
    until = performance.now() + sliceMs;
    return signal?.aborted !== true;
  };
}
