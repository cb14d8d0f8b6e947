import { getHeapStatistics } from 'node:v8';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from './bounds.ts';
import type { DecodedContent } from './content-encoding.ts';
import { ResponseTooLargeError, TimeoutError } from './errors.ts';

export interface BodyBounds {
  /** `host:port`, for messages. */
  readonly server: string;
  /** Bytes at most, decoded. */
  readonly bytes: number;
  /** How long the answer may come slowly; null: as long as it likes. */
  readonly graceMs: number | null;
  /** The share of JavaScript's memory that is used; default: as V8 says. */
  readonly usedHeap?: () => number;
}

/** Bytes after which it is looked anew whether there is memory left. */
const STRIDE = 4 * 1024 * 1024;

/**
 * Hands the bytes of an answer on, as long as they are within their bounds: size, growth by decompression, pace, and the memory that is
 * left. Only time in which the server is waited for counts, not what is done with the bytes meanwhile.
 * @throws ResponseTooLargeError, TimeoutError, and what the body throws
 */
export async function* boundedBody(
  { body, compressed }: DecodedContent,
  bounds: BodyBounds,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { server, bytes, graceMs } = bounds;
  let total = 0;
  let looked = 0;
  let waited = 0;
  let asked = performance.now();
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    total += chunk.byteLength;
    waited += performance.now() - asked;
    if (total > bytes) throw new ResponseTooLargeError(say('net.tooLarge', { server, bytes }));
    if (graceMs !== null && waited > graceMs + (1000 * total) / BOUNDS.bytesPerSecond) {
      const seconds = Math.round(waited / 1000);
      throw new TimeoutError(say('net.slow', { server, bytes: total, seconds }));
    }
    if (total - looked >= STRIDE) {
      looked = total;
      checkGrowth(server, total, compressed());
      checkMemory(server, (bounds.usedHeap ?? usedHeap)());
    }
    yield chunk;
    asked = performance.now();
  }
}

/** @throws ResponseTooLargeError for a decompression bomb */
function checkGrowth(server: string, total: number, compressed: number | undefined): void {
  if (compressed === undefined || total < BOUNDS.inflatedBytes) return;
  if (total > compressed * BOUNDS.inflation) {
    throw new ResponseTooLargeError(say('net.inflates', { server, times: BOUNDS.inflation }));
  }
}

/** The answer that is being read is not always the one that took the memory; it is tried again like any other. @throws ResponseTooLargeError */
function checkMemory(server: string, used: number): void {
  if (used < BOUNDS.heapShare) return;
  throw new ResponseTooLargeError(say('net.noMemory', { server }));
}

function usedHeap(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}
