import type { IconName } from '../icons/icon-paths.ts';

/** What a menu needs to know of an action. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly icon?: IconName;
  readonly shortcut?: string;
  readonly detail?: string;
  readonly badge?: string;
  readonly refused?: string;
  readonly danger?: boolean;
  readonly run: () => void;
}
