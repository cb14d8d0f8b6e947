import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Health, RunState } from '#shared/model/row.ts';
import type { ViewFound } from '#shared/model/view.ts';
import type { Action } from '../../actions/action.ts';

/** An object as the palette shows it. */
export interface PaletteObject extends ObjectAddress {
  readonly kind: Kind;
  readonly name: string;
  readonly state: RunState;
  readonly health: Health;
  /** Where a search found its text, if not in the name. */
  readonly where?: readonly ViewFound[];
}

/** A line of the palette: something to choose, or a heading. */
export type PaletteLine =
  | { readonly kind: 'heading'; readonly key: string; readonly label: string }
  /** `on`: the object that it is done to, where that is not the selection. */
  | {
      readonly kind: 'action';
      readonly key: string;
      readonly action: Action;
      readonly on?: string;
    }
  | { readonly kind: 'server'; readonly key: string; readonly status: ConnectionStatus }
  | { readonly kind: 'object'; readonly key: string; readonly object: PaletteObject }
  /** A search that is shown as a list. */
  | {
      readonly kind: 'search';
      readonly key: string;
      readonly name: string;
      readonly query: string;
    }
  /** Goes on writing the search. */
  | {
      readonly kind: 'complete';
      readonly key: string;
      readonly name: string;
      readonly detail: string;
      readonly text: string;
    };

/** The lines below a heading; nothing where there are none. */
export function section(label: string, lines: readonly PaletteLine[]): readonly PaletteLine[] {
  return lines.length === 0 ? [] : [{ kind: 'heading', key: `heading ${label}`, label }, ...lines];
}
