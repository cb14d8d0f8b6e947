import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';
import type { OperationId } from './operation.ts';
import type { Ref } from './reference.ts';
import type { Health, RunState } from './row.ts';

/**
 * What the page of one object says, as data: sections of meters, facts and tables. A family makes it of cached properties; one renderer
 * shows it, whatever the object is. What the server has not reported is not in it.
 */
export interface Sheet {
  /** The most important first. */
  readonly sections: readonly SheetSection[];
  /** How what is read only of objects that somebody looks at stands. Absent: there is nothing of that kind. */
  readonly late?: LateReading;
}

/**
 * - `reading`: on its way; sections that wait for it say so.
 * - `read`: there, as of `at`.
 * - `failed`: the server answered `reason` instead, in its own word. What was read before, at `at`, is still shown.
 */
export interface LateReading {
  readonly state: 'reading' | 'read' | 'failed';
  /** Milliseconds since 1970. */
  readonly at?: number;
  readonly reason?: string;
}

export interface SheetSection {
  /** Unique on the page. */
  readonly id: string;
  readonly label: Text;
  readonly meters?: readonly SheetMeter[];
  readonly facts?: readonly SheetFact[];
  readonly tables?: readonly SheetTable[];
  /** Some of it is being read. */
  readonly reading?: boolean;
}

/** Where a value comes from: a native property, and the object that has it, if that is not the page's own. */
export interface SheetSource {
  readonly path: string;
  readonly ref?: Ref;
}

export interface SheetFact {
  /** Unique in the section. */
  readonly id: string;
  readonly label: Text;
  /** At least one; several are shown below each other. */
  readonly values: readonly SheetValue[];
  /** At least one. */
  readonly from: readonly SheetSource[];
  /** It asks for somebody. */
  readonly tone?: SheetTone;
  /** The label is a name that somebody gave on the server. */
  readonly isOwn?: boolean;
  /** Short names that stand side by side: tags. */
  readonly isList?: boolean;
  /** The operation that changes it. */
  readonly edit?: OperationId;
}

export type SheetTone = Extract<Health, 'ok' | 'warning' | 'error'>;

/** An amount, in its base unit. */
export type SheetUnit = 'bytes' | 'hertz' | 'count';

/** How much of something is used. */
export interface SheetMeter {
  readonly id: string;
  readonly label: Text;
  readonly used: number;
  readonly of: number;
  readonly unit: SheetUnit;
  /** Above this share it warns; never unless given. */
  readonly warnAbove?: number;
  /** What is to be said besides: `12 cores`. */
  readonly note?: Text;
  readonly from: readonly SheetSource[];
}

/**
 * - `text`: words, or a name; with `ref` it leads to that object.
 * - `code`: an identifier, a path, an address.
 * - `bytes`, `hertz`, `count`, `fraction`: an amount in its base unit.
 *   An amount that is put together of several may say of which, more exactly than its fact or row.
 * - `ms`: a duration; `time`: a moment; `since`: the time that has gone by since a moment. Milliseconds, since 1970.
 */
export type SheetValue =
  | { readonly text: Text; readonly ref?: Ref }
  | { readonly code: string }
  | { readonly bytes: number; readonly from?: readonly SheetSource[] }
  | { readonly hertz: number }
  | { readonly count: number }
  | { readonly fraction: number }
  | { readonly ms: number }
  | { readonly time: number }
  | { readonly since: number };

/** How much of something is used, in the unit's base. */
export type SheetShare = Pick<SheetMeter, 'used' | 'of' | 'unit'>;

/** A cell: a value, several, a share of something, or nothing. */
export type SheetCell = SheetValue | readonly SheetValue[] | SheetShare | null;

export interface SheetColumn {
  readonly id: string;
  readonly label: Text;
  /** Stands at the right, with what it is compared with. */
  readonly isAmount?: boolean;
}

export interface SheetTable {
  readonly id: string;
  readonly label: Text;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** Where its rows come from. */
  readonly from: readonly SheetSource[];
}

export interface SheetRow {
  /** Unique in the table. */
  readonly key: string;
  /** One for each column. */
  readonly cells: readonly SheetCell[];
  /** Shown before the first cell. */
  readonly icon?: { readonly kind: Kind; readonly state: RunState; readonly health: Health };
  readonly tone?: SheetTone;
  /** Where the row comes from, more exactly than the table: an element of a list, another object. */
  readonly from?: readonly SheetSource[];
}
