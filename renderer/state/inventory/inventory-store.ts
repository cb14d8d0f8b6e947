import { create } from 'zustand';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { ArrangementRule } from './arrangement.ts';
import { Branch, homeRule, type BranchChange, type BranchFrame } from './branch.ts';

interface InventoryState {
  /** Mutated in place; `version` tells that something in it changed. */
  readonly branches: Map<ConnectionId, Branch>;
  readonly version: number;
  /** Which tree of a server's rows is shown; see `tree-view.ts`. */
  readonly ruleOf: (connection: ConnectionId) => ArrangementRule;
}

/** The replica of all inventories. Components select rows from it by reference: a row that did not change is the same object. */
export const useInventory = create<InventoryState>(() => ({
  branches: new Map(),
  version: 0,
  ruleOf: () => homeRule,
}));

/** Applies one frame of a server's inventory in one state change, and tells what it changed. */
export function applyToInventory(connection: ConnectionId, frame: BranchFrame): BranchChange {
  const { branches, version, ruleOf } = useInventory.getState();
  let branch = branches.get(connection);
  if (branch === undefined) {
    branch = new Branch();
    branch.show(ruleOf(connection));
    branches.set(connection, branch);
  }
  const change = branch.apply(frame);
  useInventory.setState({ version: version + 1 });
  return change;
}

/** Shows another tree of every server's rows. */
export function arrangeInventory(ruleOf: InventoryState['ruleOf']): void {
  const { branches, version } = useInventory.getState();
  for (const [connection, branch] of branches) branch.show(ruleOf(connection));
  useInventory.setState({ ruleOf, version: version + 1 });
}

/** Rows of a server stand elsewhere by the rule of the tree that is shown. */
export function rearrange(connection: ConnectionId, refs: Iterable<Ref>): BranchChange | undefined {
  const { branches, version } = useInventory.getState();
  const change = branches.get(connection)?.replace(refs);
  useInventory.setState({ version: version + 1 });
  return change;
}

export function forgetInventory(connection: ConnectionId): void {
  const { branches, version } = useInventory.getState();
  if (branches.delete(connection)) useInventory.setState({ version: version + 1 });
}

export function branchOf(connection: ConnectionId): Branch | undefined {
  return useInventory.getState().branches.get(connection);
}

export function rowOf({ connection, ref }: ObjectAddress): Row | undefined {
  return branchOf(connection)?.row(ref);
}

/** The row of an object, live. Renders only when that very row changes. */
export function useRow(connection: ConnectionId, ref: Ref | null): Row | undefined {
  return useInventory((state) =>
    ref === null ? undefined : state.branches.get(connection)?.row(ref),
  );
}
