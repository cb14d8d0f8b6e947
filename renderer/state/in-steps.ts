import type { Disposer } from '#shared/contract/define.ts';

/** Work in pieces: it yields after each, and returns what it comes to. A piece is a few milliseconds at the most. */
export type Steps<T> = Generator<void, T, void>;

/** Pieces that are worked off at once: what is small is done when the call returns, on any machine. */
const atOnce = 6;
/** How long is worked without letting the browser draw, milliseconds. */
const sliceMs = 8;

/** Works off some steps and tells what they come to; a key that is pressed meanwhile is heard, and may call what is returned to end it. */
export function inSteps<T>(steps: Steps<T>, done: (result: T) => void): Disposer {
  for (let piece = 0; piece < atOnce; piece++) {
    const step = steps.next();
    if (step.done !== true) continue;
    done(step.value);
    return () => undefined;
  }
  return later(steps, done);
}

/** What steps come to, without a pause. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function later<T>(steps: Steps<T>, done: (result: T) => void): Disposer {
  const { port1, port2 } = new MessageChannel();
  const close = (): void => port1.close();
  port1.addEventListener('message', () => {
    const result = oneSlice(steps);
    if (result === undefined) port2.postMessage(null);
    else {
      close();
      done(result.value);
    }
  });
  port1.start();
  // The frame of the key that began it comes first.
  const timer = setTimeout(() => port2.postMessage(null));
  return () => {
    clearTimeout(timer);
    close();
  };
}

/** What the steps come to; undefined where they go on. */
function oneSlice<T>(steps: Steps<T>): { readonly value: T } | undefined {
  const until = performance.now() + sliceMs;
  let step = steps.next();
  while (step.done !== true && performance.now() < until) step = steps.next();
  return step.done === true ? { value: step.value } : undefined;
}
