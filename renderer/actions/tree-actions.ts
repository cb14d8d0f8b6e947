import { projections, type Projection } from '#shared/model/projection.ts';
import { t } from '../i18n/translate.ts';
import { chooseTree } from '../state/tree/tree-view.ts';
import type { Action } from './action.ts';
import { keyOf } from './bindings.ts';

function usualKey(projection: Projection): string {
  return `Alt+Shift+${projections.indexOf(projection) + 1}`;
}

/** The key that shows a tree now. */
export function projectionShortcut(projection: Projection): string | undefined {
  return keyOf(`tree.${projection}`, usualKey(projection));
}

/** The trees that there are to choose from. */
export function treeActions(): readonly Action[] {
  return projections.map((projection) => ({
    id: `tree.${projection}`,
    label: `${t('tree.projections')}: ${t(`tree.${projection}`)}`,
    group: 'app',
    icon: 'layers',
    shortcut: usualKey(projection),
    run: () => chooseTree({ projection, groupBy: null }),
  }));
}
