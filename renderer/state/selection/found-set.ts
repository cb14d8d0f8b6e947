import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import { grouped, type QueriedSelection } from '#shared/model/selection.ts';
import type { NodeSet } from './node-set.ts';
import { nodeKey, parseNodeKey, type NodeKey } from '../tree/flat-node.ts';

/** What found the objects of a set, in words that the core understands, too. */
export type Description = Omit<QueriedSelection, 'by' | 'except' | 'only'>;

/**
 * The objects that a search found when all of them were selected, less some that were taken out since. They are kept by server, as they
 * were found: to make the keys of 100,000 nodes takes longer than all else that follows from Ctrl+A.
 */
export class FoundSet implements NodeSet {
  readonly size: number;
  readonly #found: ReadonlyMap<ConnectionId, ReadonlySet<Ref>>;
  readonly #description: Description | null;
  readonly #but: ReadonlySet<NodeKey>;

  /** @param description null where only the page knows what was looked for */
  constructor(
    found: ReadonlyMap<ConnectionId, ReadonlySet<Ref>>,
    description: Description | null,
    but: ReadonlySet<NodeKey> = new Set(),
  ) {
    this.#found = found;
    this.#description = description;
    this.#but = but;
    this.size = [...found.values()].reduce((sum, { size }) => sum + size, -but.size);
  }

  /** How many objects of each server were found; what was taken out since still counts. */
  get byServer(): readonly { readonly connection: ConnectionId; readonly count: number }[] {
    return [...this.#found]
      .filter(([, { size }]) => size > 0)
      .map(([connection, { size }]) => ({ connection, count: size }));
  }

  has(key: NodeKey): boolean {
    const { connection, ref } = parseNodeKey(key);
    return ref !== null && this.#found.get(connection)?.has(ref) === true && !this.#but.has(key);
  }

  /** The same without a node of it. */
  without(key: NodeKey): FoundSet {
    if (!this.has(key)) return this;
    return new FoundSet(this.#found, this.#description, new Set(this.#but).add(key));
  }

  *addresses(): Generator<ObjectAddress> {
    for (const [connection, refs] of this.#found)
      for (const ref of refs)
        if (this.#but.size === 0 || !this.#but.has(nodeKey(connection, ref)))
          yield { connection, ref };
  }

  *[Symbol.iterator](): Generator<NodeKey> {
    for (const { connection, ref } of this.addresses()) yield nodeKey(connection, ref);
  }

  /** What fits the same search now, without what was taken out; null where it has no description. */
  get described(): QueriedSelection | null {
    if (this.#description === null) return null;
    const except = grouped([...this.#but].flatMap((key) => addressOf(key) ?? [])).groups;
    return { by: 'query', ...this.#description, ...(except.length !== 0 && { except }) };
  }
}

function addressOf(key: NodeKey): ObjectAddress | undefined {
  const { connection, ref } = parseNodeKey(key);
  return ref === null ? undefined : { connection, ref };
}
