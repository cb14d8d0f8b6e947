import type { InputValues, OperationId } from './operation.ts';
import type { Ref } from './reference.ts';

/** The snapshots of one VM as a tree. Providers publish it as data. */
export interface SnapshotTree {
  /** Parents before children, siblings oldest first. */
  readonly nodes: readonly SnapshotNode[];
  /** The snapshot that the VM's present state builds on; null where there is none. */
  readonly current: string | null;
}

export interface SnapshotNode {
  /** Unique in the tree: `snapshot-12`. */
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  /** The machine's memory is in it: reverting resumes what ran. */
  readonly memory: boolean;
  readonly quiesced?: boolean;
  /** Whose offers hold the operations below: the snapshot where it is an object of its own, otherwise the VM. */
  readonly target: Ref;
  /** What is given to those operations to mean this snapshot. */
  readonly preset: InputValues;
  readonly operations: readonly OperationId[];
}
