import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';
import type { Ref } from './reference.ts';
import type { Health, RunState } from './row.ts';

/** Objects that one object has to do with, as a table: a VM's disks, a host's network cards. Providers publish it as data. */
export interface RelationGroup {
  readonly id: string;
  /** `Disks`. */
  readonly label: Text;
  /** Headings of the cells beside the name. */
  readonly columns: readonly Text[];
  readonly entries: readonly RelationEntry[];
}

export interface RelationEntry {
  /** The object behind the name; null where the reference leads nowhere. */
  readonly ref: Ref | null;
  /** Unique in the group. */
  readonly key: string;
  readonly name: Text;
  readonly kind: Kind;
  readonly state: RunState;
  readonly health: Health;
  /** One for each column. */
  readonly cells: readonly RelationCell[];
}

/** What a cell says: text, an amount of bytes, or another object. */
export type RelationCell =
  | { readonly text: Text }
  | { readonly bytes: number }
  /** Milliseconds since 1970. */
  | { readonly time: number }
  | { readonly text: Text; readonly ref: Ref };
