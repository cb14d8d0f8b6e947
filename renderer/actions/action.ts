import type { MorefError } from '#shared/model/error.ts';
import type { IconName } from '../ui/icons/icon-paths.ts';

/** Something that the user can do, defined once for menus, buttons, the palette and shortcuts. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** Actions of a group stand together, in a menu of their own where there are several. */
  readonly group: string;
  readonly icon?: IconName;
  /** The key that does it, as it is shown: `F2`, `Ctrl+Shift+S`. */
  readonly shortcut?: string;
  /** Beside the label: to how many of the selected objects it applies. */
  readonly detail?: string;
  /** The same in a figure, for a button: `28`. */
  readonly badge?: string;
  /** Why it cannot be done now. Absent if it can. */
  readonly refused?: string;
  /** Something is lost. */
  readonly danger?: boolean;
  readonly run: () => void;
  /** Shows what it would change, also where it cannot be done now. */
  readonly show?: () => void;
}

/** What can be done to a target: a server, an object, or a selection of several. */
export interface TargetActions {
  readonly actions: readonly Action[];
  /** It is not known yet what can be done. */
  readonly loading: boolean;
  readonly error: MorefError | null;
}
