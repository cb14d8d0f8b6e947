import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Row } from '#shared/model/row.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EnvironmentMark } from '../../ui/servers/environment.tsx';
import { stateName } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { CurrentActionBar } from './current-action-bar.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { Freshness } from './freshness.tsx';
import { typeText } from './library-facts.ts';

/** Name, place, state and actions of an object. */
export function ObjectHeader(props: {
  readonly status: ConnectionStatus;
  readonly row: Row;
}): ReactElement {
  const { status, row } = props;
  const state = stateName(row.kind, row.state);
  return (
    <header className="object-head">
      <Breadcrumb status={status} row={row} />
      <div className="object-title">
        <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={26} />
        <h2
          translate="no"
          className="object-name selectable ellipsis"
          title={visibleName(row.name)}
        >
          {visibleName(row.name)}
        </h2>
        <CopyButton text={row.name} label={t('object.copyName')} />
        <span className="object-kind">{t(`kind.${row.kind}`)}</span>
        {state !== '' && <span className={`chip chip-${row.state}`}>{state}</span>}
        {(row.health === 'warning' || row.health === 'error') && (
          <span className={`chip chip-${row.health}`}>{t(`health.${row.health}`)}</span>
        )}
        {row.facts.type !== undefined && <span className="chip">{typeText(row.facts.type)}</span>}
        {row.facts.note !== undefined && (
          <span className="chip chip-warning">{inWords(row.facts.note)}</span>
        )}
        <EnvironmentMark profile={status.profile} />
        <Freshness status={status} />
      </div>
      <CurrentActionBar />
    </header>
  );
}
