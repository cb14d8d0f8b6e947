import type { ReactElement } from 'react';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { dropOn } from '../../actions/drag.ts';
import { t } from '../../i18n/translate.ts';
import { useDrag, type Drag, type DropCandidate } from '../../state/selection/drag.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';

/** Below the tree while objects are dragged: what a drop would do here, or why it can do nothing. */
export function DropHint(): ReactElement | null {
  const drag = useDrag((state) => state.drag);
  if (drag === null) return null;
  const { text, refused } = hint(drag);
  return (
    <div className={refused ? 'drop-hint drop-hint-refused' : 'drop-hint'} role="status">
      {text}
    </div>
  );
}

function hint(drag: Drag): { readonly text: string; readonly refused: boolean } {
  const { over, refused, offers } = drag;
  if (refused !== undefined) return { text: refused, refused: true };
  if (offers === null) return { text: t('drag.loading'), refused: false };
  if (over === null) return { text: t('drag.start'), refused: false };
  const drop = dropOn(drag, over);
  if (drop === 'loading') return { text: t('drag.loading'), refused: false };
  if ('refused' in drop) return { text: drop.refused, refused: true };
  const [only] = drop.candidates;
  const text =
    drop.candidates.length === 1 && only !== undefined
      ? dropText(only, over)
      : t('drag.several', {
          count: drop.candidates.length,
          target: rowOf(over)?.name ?? over.ref,
        });
  return { text, refused: false };
}

/** `Migrate: esx-01`. */
export function dropText({ offer }: DropCandidate, target: ObjectAddress): string {
  return t('drag.to', {
    operation: offer.label,
    target: rowOf(target)?.name ?? target.ref,
  });
}
