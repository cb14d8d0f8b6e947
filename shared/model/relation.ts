import type { Kind } from './kind.ts';
import type { Ref } from './reference.ts';
import type { Health, RunState } from './row.ts';

/** Objects that one object has to do with, as a table: a VM's disks, a host's network cards. Providers publish it as data. */
export interface RelationGroup {
  readonly id: string;
  /** `Disks`. */
  readonly label: string;
  /** Headings of the cells beside the name. */
  readonly columns: readonly string[];
  readonly entries: readonly RelationEntry[];
}

export interface RelationEntry {
  /** The object behind the name; null where the reference leads nowhere. */
  readonly ref: Ref | null;
  /** Unique in the group. */
  readonly key: string;
  readonly name: string;
  readonly kind: Kind;
  readonly state: RunState;
  readonly health: Health;
  /** One for each column. */
  readonly cells: readonly RelationCell[];
}

/** What a cell says: text, an amount of bytes, or another object. */
export type RelationCell =
  | { readonly text: string }
  | { readonly bytes: number }
  /** Milliseconds since 1970. */
  | { readonly time: number }
  | { readonly text: string; readonly ref: Ref };
