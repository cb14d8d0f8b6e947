import { MorefException } from '../model/error.ts';

/**
 * What one message may hold, in characters of its text, whatever carries it: both ends refuse what is larger, so that nothing can end
 * the link by its size alone. The page's: a selection of 200,000 objects, or a file that is put into a call. The core's: what a run
 * would do to each of them.
 */
export const messageLimits = { page: 32 * 1024 * 1024, core: 64 * 1024 * 1024 } as const;

/** Characters that plain data takes as text, more or less: names, values and what stands around them. More than `limit` is not counted. */
export function sizeOf(value: unknown, limit: number): number {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && size <= limit) {
    const one = open.pop();
    if (typeof one === 'string') size += one.length + 3;
    else if (one instanceof Uint8Array) size += one.length;
    else if (Array.isArray(one)) {
      size += 2;
      // One by one: a list may have more entries than a call may have arguments.
      for (const entry of one) open.push(entry);
    } else if (typeof one === 'object' && one !== null) {
      size += 2;
      for (const key in one) {
        size += key.length + 4;
        open.push((one as Readonly<Record<string, unknown>>)[key]);
      }
    } else size += 8;
  }
  return size;
}

/** @param what `runs.start` @throws MorefException `invalid` */
export function checkRequestSize(what: string, params: unknown): void {
  if (sizeOf(params, messageLimits.page) <= messageLimits.page) return;
  const message = `${what} was not sent: it says more than one message may hold, ${megabytes(messageLimits.page)}. Ask for less at once.`;
  throw new MorefException({ kind: 'invalid', message });
}

/** @throws MorefException `invalid` */
export function checkAnswerSize(what: string, value: unknown): void {
  if (sizeOf(value, messageLimits.core) <= messageLimits.core) return;
  const message = `${what}: the answer is larger than one message may be, ${megabytes(messageLimits.core)}. Ask for less at once.`;
  throw new MorefException({ kind: 'invalid', message });
}

function megabytes(characters: number): string {
  return `${characters / 1024 / 1024} MB`;
}
