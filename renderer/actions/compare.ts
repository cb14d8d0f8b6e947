import type { ObjectAddress } from '#shared/model/reference.ts';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { notify } from '../state/notices.ts';
import { addressesOf } from '../state/selection/selection.ts';
import type { NodeSet } from '../state/selection/node-set.ts';
import type { Action, TargetActions } from './action.ts';

/** Beyond that nobody sees anything side by side. */
const most = 8;

/** Two to eight objects side by side. */
export function compareAction(objects: readonly ObjectAddress[]): Action {
  const fits = objects.length >= 2 && objects.length <= most;
  return {
    id: 'app.compare',
    label: t('compare.open'),
    group: 'app',
    icon: 'layers',
    shortcut: 'Ctrl+D',
    ...(!fits && { refused: t('compare.refused') }),
    run: () => {
      if (fits) showDialog({ kind: 'compare', objects });
      else notify(t('compare.refused'));
    },
  };
}

/** What can be done to a selection in a list, with its comparison where it can be compared. */
export function withCompare(target: TargetActions, selected: NodeSet): TargetActions {
  if (selected.size < 2 || selected.size > most) return target;
  return { ...target, actions: [...target.actions, compareAction(addressesOf(selected))] };
}
