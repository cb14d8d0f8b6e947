import { Fragment, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Row } from '#shared/model/row.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { pathOf } from '../../actions/copy.ts';
import { t } from '../../i18n/translate.ts';
import { serverName } from '../../state/servers/connections.ts';
import { branchOf } from '../../state/inventory/inventory-store.ts';
import { goTo, visit } from '../../state/workspace/navigation.ts';
import { revealSelected } from '../../state/tree/tree-store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** What leads to the object, each part a link. */
export function Breadcrumb(props: {
  readonly status: ConnectionStatus;
  readonly row: Row;
}): ReactElement {
  const { status, row } = props;
  const branch = branchOf(status.id);
  // An object that does not stand in the tree hangs from one that does.
  const { parent } = row;
  const steps = parent === null ? [] : [...(branch?.ancestors(parent) ?? []), parent];
  return (
    <nav className="breadcrumb" aria-label={t('object.path')}>
      <LinkButton
        isName
        onClick={() => {
          visit(status.id);
          revealSelected();
        }}
      >
        {serverName(status)}
      </LinkButton>
      {steps.map((ref) => (
        <Fragment key={ref}>
          <span aria-hidden="true">/</span>
          <LinkButton isName onClick={() => goTo({ connection: status.id, ref })}>
            {visibleName(branch?.row(ref)?.name ?? ref)}
          </LinkButton>
        </Fragment>
      ))}
      <CopyButton text={pathOf(status.id, row)} label={t('object.copyPath')} />
    </nav>
  );
}
