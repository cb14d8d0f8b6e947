import { text } from '../i18n/make-text.ts';
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

/** @param call `runs.start` @throws MorefException `invalid` */
export function checkRequestSize(call: string, params: unknown): void {
  const limit = messageLimits.page;
  if (sizeOf(params, limit) <= limit) return;
  const message = text('link.error.tooMuch', { call, megabytes: megabytes(limit) });
  throw new MorefException({ kind: 'invalid', message });
}

/** @throws MorefException `invalid` */
export function checkAnswerSize(call: string, value: unknown): void {
  const limit = messageLimits.core;
  if (sizeOf(value, limit) <= limit) return;
  const message = text('link.error.answerTooLarge', { call, megabytes: megabytes(limit) });
  throw new MorefException({ kind: 'invalid', message });
}

function megabytes(characters: number): number {
  return characters / 1024 / 1024;
}
