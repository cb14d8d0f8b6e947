import type { Ref } from './reference.ts';
import type { Row } from './row.ts';

/**
 * A row before the core knows its place: `parent` is native and may point at an object that does not stand in the tree.
 */
export interface MappedRow extends Omit<Row, 'parent'> {
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
