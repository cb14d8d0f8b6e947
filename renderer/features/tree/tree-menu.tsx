import type { ReactElement } from 'react';
import { useRegistry } from '../../actions/registry.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface TreeMenuProps {
  readonly place: MenuPlace | null;
  readonly onClose: () => void;
}

/** The context menu of the selection. */
export function TreeMenu({ place, onClose }: TreeMenuProps): ReactElement | null {
  const selected = useWorkspace((state) => state.selected);
  const { target, actions, loading, error } = useRegistry();
  if (place === null) return null;
  const known = target === selected;
  return (
    <ActionMenu
      label={t('object.actions')}
      actions={known ? actions : []}
      loading={!known || loading}
      problem={known && error !== null ? inWords(error.message) : undefined}
      at={place}
      onClose={onClose}
    />
  );
}
