const TURN_MS = 8;
const SLICE_BYTES = 64 * 1024;

/** Lets timers, sockets and other sessions run. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Keeps a long piece of work from holding the event loop for more than a few milliseconds. */
export class Pace {
  #turn = performance.now();

  /** Undefined while there is time left; otherwise a promise to wait for. */
  rest(): Promise<void> | undefined {
    if (performance.now() - this.#turn < TURN_MS) return undefined;
    return nextTurn().then(() => {
      this.#turn = performance.now();
    });
  }
}

/** The pieces of a body, none larger than one turn of the event loop can take. */
export async function* slices(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body) {
    for (let at = 0; at < chunk.byteLength; at += SLICE_BYTES) {
      yield chunk.subarray(at, at + SLICE_BYTES);
    }
  }
}
