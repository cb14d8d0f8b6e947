export interface Slices {
  /** Resolves when whatever else waits for its turn has had it. */
  readonly breathe: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** How long may be worked without a pause, milliseconds. */
const sliceMs = 8;
/** Things that are worked through between two looks at the clock. */
const stride = 8;

/** Works through many things, and leaves room for others on the way; ends early where `work` returns false or the caller gave up. */
export async function inSlices<T>(
  items: readonly T[],
  { breathe, signal }: Slices,
  work: (item: T) => boolean | void,
): Promise<void> {
  let until = performance.now() + sliceMs;
  let count = 0;
  for (const item of items) {
    if (work(item) === false) return;
    count += 1;
    if (count % stride !== 0 || performance.now() < until) continue;
    await breathe();
    if (signal?.aborted === true) return;
    until = performance.now() + sliceMs;
  }
}
