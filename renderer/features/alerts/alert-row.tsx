import { memo, type ReactElement } from 'react';
import type { ObjectKey } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatRecent, formatUtc } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useAlerts, type PageAlert } from '../../state/alerts.ts';
import { useNow } from '../../state/clock.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/navigation.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Severity } from './severity.tsx';

export interface AlertRowProps {
  readonly alertKey: ObjectKey;
  readonly id: string;
  readonly index: number;
  /** Pixels from the first one. */
  readonly top: number;
  readonly selected: boolean;
  readonly active: boolean;
}

/** One alert. Only its own row is drawn anew when it changes. */
export const AlertRow = memo(function AlertRow(props: AlertRowProps): ReactElement | null {
  const { alertKey, id, index, top, selected, active } = props;
  const alert = useAlerts((state) => state.byKey.get(alertKey));
  const status = useConnection(alert?.connection);
  if (alert === undefined) return null;
  const { severity, title, acknowledged } = alert;
  const notice =
    acknowledged === undefined ? '' : t('alerts.acknowledged', { by: acknowledged.by ?? '' });
  const text = [notice, inWords(alert.text ?? '')].filter((part) => part !== '').join(' ');
  const server = status === undefined ? '' : serverName(status);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      className={`alert-line${selected ? ' alert-line-selected' : ''}${active ? ' alert-line-active' : ''}${acknowledged === undefined ? '' : ' alert-line-acknowledged'}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="ellipsis">
        <Severity severity={severity} />
      </div>
      <div role="gridcell" className="ellipsis" title={inWords(title)}>
        {inWords(title)}
      </div>
      <div role="gridcell" className="ellipsis">
        <Target alert={alert} />
      </div>
      <div role="gridcell" className="ellipsis" title={server}>
        {server}
      </div>
      <Time at={alert.time} />
      <div role="gridcell" className="ellipsis weak" title={text}>
        {text}
      </div>
    </div>
  );
});

/** Leads to the object while that is there; its name is all that is left of one that is gone. */
function Target({ alert }: { readonly alert: PageAlert }): ReactElement {
  const { connection, target, targetName = '' } = alert;
  const row = useRow(connection, target ?? null);
  const name = visibleName(row?.name ?? targetName);
  if (target === undefined || targetName === '') return <span title={name}>{name}</span>;
  return (
    <LinkButton title={name} onClick={() => goTo({ connection, ref: target })}>
      {name}
    </LinkButton>
  );
}

function Time({ at }: { readonly at: number }): ReactElement {
  const now = useNow();
  return (
    <div role="gridcell" className="ellipsis" title={`${formatDateTime(at)}\n${formatUtc(at)}`}>
      {formatRecent(at, now)}
    </div>
  );
}
