import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { ViewCell } from '#shared/model/view.ts';
import type { Branch } from '../state/inventory/branch.ts';

/** What a view shows of an object beyond its row, by column. */
export type CellsOf = Readonly<Record<string, ViewCell>>;

/** A server as the views see it. */
export interface FakeServer {
  readonly id: ConnectionId;
  readonly name: string;
  readonly branch: Branch;
  readonly cells: Map<Ref, CellsOf>;
}
