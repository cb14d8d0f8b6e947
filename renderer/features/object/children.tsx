import type { ReactElement } from 'react';
import { kinds } from '#shared/model/kind.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { branchOf, useInventory, useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/navigation.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';

const shownAtMost = 120;
const noChildren: readonly Ref[] = [];

/** What stands directly below an object: how many of each kind, and the first of them as links. */
export function Children(props: {
  readonly connection: ConnectionId;
  readonly row: Row;
}): ReactElement | null {
  const { connection, row } = props;
  const children = useInventory(
    (state) => state.branches.get(connection)?.children(row.ref) ?? noChildren,
  );
  if (children.length === 0) return null;
  return (
    <section className="fact-card children" aria-label={t('summary.contents')}>
      <h3 className="fact-title">{t('summary.contents')}</h3>
      <Counts connection={connection} refs={children} />
      <ul className="children-list">
        {children.slice(0, shownAtMost).map((ref) => (
          <li key={ref}>
            <Child connection={connection} reference={ref} />
          </li>
        ))}
      </ul>
      {children.length > shownAtMost && (
        <p className="weak">
          {t('summary.moreChildren', { count: children.length - shownAtMost })}
        </p>
      )}
    </section>
  );
}

/** Counted once a second: that is cheap for thousands, and nobody reads faster. */
function Counts(props: {
  readonly connection: ConnectionId;
  readonly refs: readonly Ref[];
}): ReactElement {
  useNow();
  const branch = branchOf(props.connection);
  const rows = props.refs.flatMap((ref) => branch?.row(ref) ?? []);
  const texts = kinds.flatMap((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    if (ofKind.length === 0) return [];
    const on = ofKind.filter((row) => row.state === 'on').length;
    const states =
      kind === 'vm' ? ` (${t('summary.poweredOn', { count: on, total: ofKind.length })})` : '';
    return [`${t(`kinds.${kind}`)}: ${ofKind.length}${states}`];
  });
  return <p className="child-counts">{texts.join(' · ')}</p>;
}

function Child(props: {
  readonly connection: ConnectionId;
  readonly reference: Ref;
}): ReactElement | null {
  const row = useRow(props.connection, props.reference);
  if (row === undefined) return null;
  return (
    <LinkButton onClick={() => goTo({ connection: props.connection, ref: row.ref })}>
      <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
      {row.name}
    </LinkButton>
  );
}
