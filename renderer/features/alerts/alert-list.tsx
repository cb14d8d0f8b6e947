import { useState, type ReactElement } from 'react';
import IconButton from '@mui/material/IconButton';
import type { ObjectKey } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { AlertTable } from './alert-table.tsx';
import { isDismissal, runDismiss, type AlertList } from './use-alert-list.ts';
import './alerts.css';

/** Alerts to select from, with a menu of what can be done with them. */
export function AlertLines(props: {
  readonly label: string;
  readonly keys: readonly ObjectKey[];
  readonly list: AlertList;
}): ReactElement {
  const { label, keys, list } = props;
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <>
      <AlertTable
        label={label}
        keys={keys}
        selection={list.selection}
        onMenu={setMenu}
        onDismiss={() => runDismiss(list.dismiss)}
      />
      <ActionMenu
        label={t('alerts.actions')}
        actions={list.actions}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

/** What can be done with the selected alerts. */
export function AlertTools({ list }: { readonly list: AlertList }): ReactElement {
  const { selection, actions } = list;
  return (
    <div className="alert-tools" role="toolbar" aria-label={t('alerts.actions')}>
      <strong role="status">{t('alerts.selected', { count: selection.selected.size })}</strong>
      {actions
        .filter(({ id }) => isDismissal(id) || id === 'alert.details')
        .map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      <IconButton
        aria-label={t('selection.clear')}
        title={t('selection.clear')}
        onClick={selection.clear}
      >
        <Icon name="close" size={14} />
      </IconButton>
    </div>
  );
}
