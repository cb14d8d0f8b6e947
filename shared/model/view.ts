import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';
import type { ConnectionId, Ref } from './reference.ts';
import type { Health, RunState } from './row.ts';

/** One object of a view, at its place. */
export interface ViewRow {
  readonly is: 'row';
  /** Its place among all lines of the view, from 0: those are objects, and heads of groups where it is grouped. */
  readonly at: number;
  readonly connection: ConnectionId;
  readonly ref: Ref;
  readonly kind: Kind;
  readonly name: string;
  /** As in `Row`. */
  readonly label?: Text;
  readonly state: RunState;
  readonly health: Health;
  /** One for each column, in its field's unit: bytes, hertz, fractions, milliseconds. */
  readonly cells: readonly ViewCell[];
  /** Where the search's free text was found, if not in the name. */
  readonly where?: readonly ViewFound[];
  /** While the order is held: it has to move to another place, or to leave. */
  readonly pending?: 'moves' | 'leaves';
}

/** What heads the objects of a group, at its line among all lines of a view. */
export interface ViewGroup {
  readonly is: 'group';
  readonly at: number;
  /** Tells groups apart. */
  readonly id: string;
  /** What they have in common, in the unit of the field; null for those that have no value. */
  readonly cell: ViewCell;
  readonly count: number;
  readonly open: boolean;
}

export type CellValue = string | number | boolean;

/**
 * - one value, or several; null where there is none;
 * - `reading`: not cached, and on its way from the server;
 * - `missing`: what the server answered instead, `NoPermission`.
 */
export type ViewCell =
  | CellValue
  | readonly CellValue[]
  | null
  | { readonly is: 'reading' }
  | { readonly is: 'missing'; readonly reason: string };

/** A text that a search found elsewhere than in the name. */
export interface ViewFound {
  /** The search language's name of the field: `note`. */
  readonly field: string;
  readonly value: string;
  /** The characters of the value that matched. */
  readonly from: number;
  readonly to: number;
}

/** What a view comes to. */
export interface ViewSummary {
  readonly is: 'summary';
  /** Every object has been looked at since the view was opened. */
  readonly ready: boolean;
  readonly total: number;
  /** Of them, those whose free text is in the name; the same as `total` without any. */
  readonly inName: number;
  readonly byKind: readonly (readonly [Kind, number])[];
  /** Of the columns that were to be summed, in their order. */
  readonly sums: readonly number[];
  /** Objects of which the filter or the order needs a property that is not cached. */
  readonly unread?: UnreadObjects;
  /** While the order is held: how many have to move, to leave or to come in. */
  readonly waiting: number;
  /** Of a grouped view: how many lines there are, heads of groups among them, and how many groups. */
  readonly lines?: number;
  readonly groups?: number;
}

/** The view is without them, or has them last, until they are read: which takes a call for each. */
export interface UnreadObjects {
  readonly objects: number;
  /** So many have been read, where they were to be (`read` of the request). */
  readonly done?: number;
}

/** The key of `UnreadObjects` in the feed `groups`, among those of objects. */
export const unreadKey = 'unread';

/** The items of a view feed: the rows of the window by `connection/ref`, heads of groups by `group id`, and the summary. */
export type ViewItem = ViewRow | ViewGroup | ViewSummary;

/** The key of the summary among the items of a view. */
export const summaryKey = 'summary';

/** Of the feed `matches`: an object that passes, perhaps with where its free text was found, or how many do. */
export type MatchItem =
  | { readonly is: 'match'; readonly where?: readonly ViewFound[] }
  | { readonly is: 'summary'; readonly total: number };
