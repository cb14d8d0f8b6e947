import { useMemo, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { alertsOf, useAlerts } from '../../state/alerts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AlertsToSelect } from './alert-list.tsx';

/** The alerts of one object; of all of its server where the object stands at the top. */
export function ObjectAlerts({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const state = useAlerts();
  const keys = useMemo(() => alertsOf(state, { connection, ref }), [state, connection, ref]);
  return (
    <div className="alerts">
      <AlertsToSelect
        label={t('alerts.ofObject')}
        keys={keys}
        head={(tools) => tools !== null && <div className="panel-head">{tools}</div>}
        empty={<EmptyState icon="check" title={t('alerts.none')} />}
      />
    </div>
  );
}
