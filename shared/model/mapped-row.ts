import type { OtherProjection } from './projection.ts';
import type { Ref } from './reference.ts';
import type { Row } from './row.ts';

/** What decides where an object and its children stand in a tree. */
export interface Placement {
  /** As the server has it: it may be an object that does not stand in the tree. */
  readonly parent: Ref | null;
  /** Where it stands if there is no way up from its parent, as an account sees it: below the first of these from which there is one. */
  readonly otherParents?: readonly Ref[];
  /** Does not stand in the tree; its children take its place. */
  readonly hidden?: boolean;
  /**
   * Children of this hidden object stand below that one instead: a standalone ComputeResource stands for its only host.
   */
  readonly standIn?: Ref;
}

/**
 * A row before the core knows its places. Its own placement is that in the tree of hosts and clusters; in the other trees stands what
 * has a placement there.
 */
export interface MappedRow extends Omit<Row, 'parent' | 'places' | 'notInHosts'>, Placement {
  readonly places?: Readonly<Partial<Record<OtherProjection, Placement>>>;
}
