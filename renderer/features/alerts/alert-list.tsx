import { useState, type ReactElement, type ReactNode } from 'react';
import IconButton from '@mui/material/IconButton';
import type { ObjectKey } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AlertTable } from './alert-table.tsx';
import { runDismiss, useAlertList, type AlertList } from './use-alert-list.ts';
import './alerts.css';

/** Alerts to select from, and what can be done with them. `head` stands above while nothing is selected, `empty` where there are none. */
export function AlertsToSelect(props: {
  readonly label: string;
  readonly keys: readonly ObjectKey[];
  readonly head: (tools: ReactNode) => ReactNode;
  readonly empty: ReactNode;
}): ReactElement {
  const { label, keys, head, empty } = props;
  const list = useAlertList(keys);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <>
      {head(list.selection.selected.size === 0 ? null : <Tools list={list} />)}
      {keys.length === 0 ? (
        empty
      ) : (
        <AlertTable
          label={label}
          keys={keys}
          selection={list.selection}
          onMenu={setMenu}
          onDismiss={() => runDismiss(list.dismiss)}
        />
      )}
      <ActionMenu
        label={t('alerts.actions')}
        actions={list.actions}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

function Tools({ list }: { readonly list: AlertList }): ReactElement {
  const { selection, actions } = list;
  return (
    <div className="alert-tools" role="toolbar" aria-label={t('alerts.actions')}>
      <strong role="status">{t('alerts.selected', { count: selection.selected.size })}</strong>
      {actions
        .filter(({ id }) => id === 'alert.dismiss' || id === 'alert.details')
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
