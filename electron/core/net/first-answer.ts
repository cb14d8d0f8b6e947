/** An answer that has begun, and can be ended where it is. */
interface Begun {
  abandon(): void;
}

export interface Repeating {
  /** Milliseconds after which the request is sent once more. */
  readonly everyMs: number;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request that changes nothing, and again every so often while no answer has begun; the first answer counts. Nothing tells a server
 * that computes from one that never got the request: so the first one is waited for as long as it may take, and what is lost is asked for
 * anew all the same. No more than two are under way at a time.
 * @throws what the first throws that fails
 */
export function firstAnswer<Answer extends Begun>(
  send: (signal: AbortSignal) => Promise<Answer>,
  { everyMs, signal }: Repeating,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    /** The oldest first. */
    const underWay = new Set<AbortController>();
    const end = (but?: AbortController): void => {
      clearInterval(timer);
      for (const one of underWay) if (one !== but) one.abort();
      underWay.clear();
    };
    const begin = (): void => {
      for (const late of [...underWay].slice(1)) {
        underWay.delete(late);
        late.abort();
      }
      const one = new AbortController();
      underWay.add(one);
      send(AbortSignal.any([one.signal, ...(signal === undefined ? [] : [signal])])).then(
        (answer) => {
          if (!underWay.has(one)) return answer.abandon();
          end(one);
          resolve(answer);
        },
        (error: unknown) => {
          if (!underWay.has(one)) return;
          end();
          reject(error);
        },
      );
    };
    const timer = setInterval(begin, everyMs);
    begin();
  });
}
