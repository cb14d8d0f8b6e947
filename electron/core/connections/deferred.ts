/** A promise that is settled from outside. Nobody has to wait for it. */
export interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function defer(): Deferred {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // A rejection that nobody waits for is reported elsewhere.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
