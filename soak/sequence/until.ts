/** Waits for a condition, looking every so often. @throws Error that says what was waited for */
export async function until(
  condition: () => boolean,
  what: string,
  ms: number,
  everyMs = 400,
): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${ms / 1000} s for ${what}.`);
    await pause(everyMs);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
