import type { IconName } from '../ui/icon-paths.ts';

/** Something that the user can do, defined once for menus, buttons and shortcuts. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** Actions of a group stand together; a line divides groups. */
  readonly group: string;
  readonly icon?: IconName;
  /** Shown beside the label: `F2`. */
  readonly shortcut?: string;
  /** Why it cannot be done now. Absent if it can. */
  readonly refused?: string;
  readonly run: () => void;
}
