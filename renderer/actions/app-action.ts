import { onlyDefined } from '#shared/model/only-defined.ts';
import type { IconName } from '../ui/icons/icon-paths.ts';
import type { Action } from './action.ts';

/** An action of the program itself, of no object. @param label as it is read @param shortcut its usual key */
export function appAction(
  id: string,
  label: string,
  icon: IconName,
  shortcut: string | undefined,
  run: () => void,
): Action {
  return { id, label, group: 'app', icon, ...onlyDefined({ shortcut }), run };
}
