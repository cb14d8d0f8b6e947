/**
 * Bytes of a stream that one side may have sent without having been notified that the other has taken them. All streams of a page together
 * then have 4 MiB on their way at the most: what a feed waits for behind them takes 80 ms at 50 MB/s.
 */
export const streamWindow = 256 * 1024;
/** Streams that one page may have open at once. */
export const openStreams = 16;
/** Bytes of one message. */
export const pieceBytes = 64 * 1024;
/** What has been taken is reported once it comes to so much: a message for each keystroke would double the messages. */
export const creditStep = streamWindow / 4;
/** Bytes that a page may want to send and that wait, before its stream is ended. */
export const mostUnsent = 4 * 1024 * 1024;

/**
 * Bytes in pieces of a message each. Each is a copy with memory of its own: over a MessagePort the memory below a view crosses whole, and what
 * else is in it is nobody's business there.
 */
export function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield new Uint8Array(bytes.subarray(from, from + pieceBytes));
}
