import type { ConnectionId, Ref } from '#shared/model/reference.ts';

/** What is under way on servers and hosts, of all bulk runs together. */
export class Load {
  readonly #counts = new Map<string, number>();

  onServer(connection: ConnectionId): number {
    return this.#counts.get(connection) ?? 0;
  }

  onHost(connection: ConnectionId, host: Ref): number {
    return this.#counts.get(`${connection}/${host}`) ?? 0;
  }

  /** Counts one more; the function that is returned takes it off again, once. */
  begin(connection: ConnectionId, host: Ref | undefined): () => void {
    const keys = host === undefined ? [connection] : [connection, `${connection}/${host}`];
    for (const key of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      for (const key of keys) {
        const left = (this.#counts.get(key) ?? 1) - 1;
        if (left === 0) this.#counts.delete(key);
        else this.#counts.set(key, left);
      }
    };
  }
}
