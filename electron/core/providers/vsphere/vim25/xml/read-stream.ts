import type { XmlReader } from './xml-reader.ts';

const SLICE_BYTES = 32 * 1024;
const TURN_MS = 8;

/** Lets timers, sockets and other sessions run. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Feeds a body to a reader as it arrives, in slices and with pauses, so that a long answer never holds the
 * event loop for more than a few milliseconds.
 * @param afterSlice called after each slice; where it returns a promise no more is read until it settles,
 * which is the back-pressure toward the server
 * @throws XmlError, and whatever the body throws
 */
export async function readStream(
  body: AsyncIterable<Uint8Array>,
  reader: XmlReader,
  afterSlice?: () => Promise<void> | void,
): Promise<void> {
  let turn = performance.now();
  for await (const chunk of body) {
    for (let at = 0; at < chunk.byteLength; at += SLICE_BYTES) {
      reader.write(chunk.subarray(at, at + SLICE_BYTES));
      const wait = afterSlice?.();
      if (wait !== undefined) await wait;
      if (performance.now() - turn > TURN_MS) {
        await nextTurn();
        turn = performance.now();
      }
    }
  }
  reader.end();
}
