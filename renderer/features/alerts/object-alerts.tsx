import { useMemo, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { alertsOf, useAlerts } from '../../state/alerts/alerts.ts';
import { AlertLines, AlertTools } from './alert-list.tsx';
import { useAlertList } from './use-alert-list.ts';

/** The alerts of one object and of what is below it. */
export function ObjectAlerts({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const state = useAlerts();
  const keys = useMemo(() => alertsOf(state, { connection, ref }), [state, connection, ref]);
  const list = useAlertList(keys);
  return (
    <div className="alerts">
      {list.selection.selected.size > 0 && (
        <div className="panel-head">
          <AlertTools list={list} />
        </div>
      )}
      <AlertLines label={t('alerts.ofObject')} keys={keys} list={list} />
    </div>
  );
}
