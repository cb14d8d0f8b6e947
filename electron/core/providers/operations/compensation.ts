import type { Text } from '#shared/i18n/text.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';

/** What one of several calls has done, or may have done. */
export interface Effect {
  /** What is so as long as it is not taken back: a sentence that names the object. */
  readonly left: Text;
  /**
   * Takes it back; absent where nothing can. It may find that there is nothing to take back, for the answer to a call can be lost
   * before or after the server did what was asked, and it is tried again while the server cannot be reached.
   */
  readonly undo?: () => Promise<unknown>;
  /** What is left where it could not be taken back, or only in part. Without it: `left`. */
  readonly stillLeft?: () => readonly Text[];
}

export interface Patience {
  /** Ended where nobody may wait any more: the session is being closed. */
  readonly signal: AbortSignal;
  /** Whatever was thrown, as an error: while a server cannot be reached it is tried again. */
  describe(thrown: unknown): MorefError;
  /** @throws where the signal is aborted meanwhile */
  pause(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

/** Pauses between tries to take something back, in milliseconds: a minute in all, for whatever is to be taken back. */
const pauses: readonly number[] = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/**
 * What an operation of several calls has done so far. Where a later call fails, what can be taken back is taken back in reverse
 * order, and the rest is reported: a change that has begun ends as done, as before, or with a word of what it left.
 */
export class Compensation {
  #effects: Effect[] = [];

  /** To be reported before the call, or as soon as its answer says what it made. Returns what forgets it: it is not so any more. */
  add(effect: Effect): () => void {
    this.#effects.push(effect);
    return () => {
      this.#effects = this.#effects.filter((one) => one !== effect);
    };
  }

  /** What was done so far is whole by itself, and stays whatever becomes of the rest. @param left says so */
  keep(left: Text): void {
    this.#effects = [{ left }];
  }

  /** Takes back what can be. Returns what is left, in the order in which it was done. Never throws. */
  async takeBack(patience: Patience): Promise<readonly Text[]> {
    const waits = [...pauses];
    const left: Text[] = [];
    for (const effect of this.#effects.toReversed())
      if (!(await undone(effect, waits, patience)))
        left.unshift(...(effect.stillLeft?.() ?? [effect.left]));
    this.#effects = [];
    return left;
  }
}

async function undone({ undo }: Effect, waits: number[], patience: Patience): Promise<boolean> {
  if (undo === undefined) return false;
  for (;;) {
    try {
      await undo();
      return true;
    } catch (thrown) {
      const { kind } = patience.describe(thrown);
      const wait = kind === 'unreachable' || kind === 'timeout' ? waits.shift() : undefined;
      if (wait === undefined || patience.signal.aborted) return false;
      try {
        await patience.pause(wait, patience.signal);
      } catch {
        return false;
      }
    }
  }
}

export interface Making<T> {
  /** What is there if it stays. */
  readonly left: Text;
  readonly undo: (made: T) => Promise<unknown>;
  /** Whether the server said no: then nothing was made. */
  readonly refused: (thrown: unknown) => boolean;
  /** Looks for what was made where the answer was lost, and with it its name. Without it nobody can tell. */
  readonly find?: () => Promise<T | undefined>;
  /** What is left where `undo` does not come to its end. Without it: `left`. */
  readonly stillLeft?: () => readonly Text[];
}

/** Makes something, which is taken back where a later call fails. @throws what `act` throws */
export async function make<T>(
  onFailure: (effect: Effect) => unknown,
  act: () => Promise<T>,
  { left, undo, refused, find, stillLeft }: Making<T>,
): Promise<T> {
  try {
    const made = await act();
    const rest = stillLeft === undefined ? {} : { stillLeft };
    onFailure({ left, undo: () => undo(made), ...rest });
    return made;
  } catch (thrown) {
    if (refused(thrown)) throw thrown;
    const findAndUndo = async (): Promise<unknown> => {
      const made = await find?.();
      return made === undefined ? undefined : undo(made);
    };
    onFailure({
      left: perhaps(left),
      ...(find !== undefined && { undo: findAndUndo }),
    });
    throw thrown;
  }
}

/** Does what nothing takes back; `left` says what it did. @throws what `act` throws */
export async function irrevocably<T>(
  onFailure: (effect: Effect) => unknown,
  act: () => Promise<T>,
  { left, refused }: Pick<Making<T>, 'left' | 'refused'>,
): Promise<T> {
  try {
    const result = await act();
    onFailure({ left });
    return result;
  } catch (thrown) {
    if (!refused(thrown)) onFailure({ left: perhaps(left) });
    throw thrown;
  }
}

/** The answer was lost, be it before the server did what was asked or afterwards. */
function perhaps(left: Text): Text {
  return text('left.perhaps', { left });
}

/**
 * Does something by several calls. Where one fails, what was done before it is taken back, and the error says what is left.
 * @throws MorefException
 */
export async function compensated<T>(
  patience: Patience,
  work: (compensation: Compensation) => Promise<T>,
): Promise<T> {
  const compensation = new Compensation();
  try {
    return await work(compensation);
  } catch (thrown) {
    const left = await compensation.takeBack(patience);
    throw new MorefException(withLeft(patience.describe(thrown), left), { cause: thrown });
  }
}

/** Whoever asked for it went before anything was sent. @param doing `Power on web-01` */
export function notBegun(doing: Text): MorefException {
  const message = text('operation.notBegun', { doing });
  return new MorefException({ kind: 'cancelled', message, unsent: true });
}

/** Sentences of what is left that an error has at the most: a renamed folder may leave thousands. */
const mostSentences = 5;

/** The error with what is left of the operation, to which object. */
export function withLeft(error: MorefError, left: readonly Text[]): MorefError {
  if (left.length === 0) return error;
  const shown = left.slice(0, mostSentences);
  const more = left.length - shown.length;
  return {
    ...error,
    // Somebody who cancelled has to know, too, and what was cancelled is never shown as a failure.
    ...(error.kind === 'cancelled' && { kind: 'conflict' as const }),
    message: text('left.error', { problem: error.message, left: shown, more }),
  };
}
