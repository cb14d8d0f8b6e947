import type { ReactElement } from 'react';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatUtc } from '../../i18n/format.ts';
import { t, type MessageKey } from '../../i18n/translate.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { SnapshotLine } from './snapshot-lines.ts';

type Column = Omit<TableColumn<SnapshotLine>, 'label' | 'group' | 'usual'> & {
  readonly label: MessageKey;
};

/** @param current the snapshot that the present state builds on */
export function snapshotColumns(current: string | null): readonly TableColumn<SnapshotLine>[] {
  const columns: readonly Column[] = [
    {
      id: 'name',
      label: 'snapshots.name',
      width: 320,
      text: lineName,
      render: (line) => <Name line={line} current={current} />,
    },
    {
      id: 'taken',
      label: 'snapshots.taken',
      width: 220,
      type: 'time',
      text: of(({ createdAt }) => (createdAt === undefined ? '' : formatDateTime(createdAt))),
      value: (line) => (line.kind === 'here' ? null : (line.node.createdAt ?? null)),
      title: of(({ createdAt }) => (createdAt === undefined ? '' : formatUtc(createdAt))),
      render: (line) => <span translate="no">{takenText(line)}</span>,
    },
    { id: 'contains', label: 'snapshots.contains', width: 200, text: of(contentsOf) },
    {
      id: 'description',
      label: 'snapshots.description',
      width: 360,
      text: of(({ description = '' }) => description),
      render: (line) => (
        <span className="weak" translate="no">
          {line.kind === 'here' ? '' : line.node.description}
        </span>
      ),
    },
  ];
  return columns.map((column) => ({
    ...column,
    label: t(column.label),
    group: t('fieldGroup.general'),
    usual: true,
  }));
}

export function lineName(line: SnapshotLine): string {
  return line.kind === 'here' ? t('snapshots.here') : visibleName(line.node.name);
}

const takenText = of(({ createdAt }) => (createdAt === undefined ? '' : formatDateTime(createdAt)));

/** What is said of a snapshot, and nothing of the present state. */
function of(text: (node: SnapshotNode) => string): (line: SnapshotLine) => string {
  return (line) => (line.kind === 'here' ? '' : text(line.node));
}

function contentsOf({ memory, quiesced }: SnapshotNode): string {
  return [
    t('snapshots.disks'),
    ...(memory ? [t('snapshots.memory')] : []),
    ...(quiesced === true ? [t('snapshots.quiesced')] : []),
  ].join(', ');
}

function Name(props: {
  readonly line: SnapshotLine;
  readonly current: string | null;
}): ReactElement {
  const { line, current } = props;
  if (line.kind === 'here')
    return (
      <span className="snapshot-name snapshot-here">
        <Icon name="here" size={16} />
        <strong>{t('snapshots.here')}</strong>
      </span>
    );
  return (
    <span className="snapshot-name">
      <Icon name="snapshot" size={16} />
      <span
        className={line.node.id === current ? 'ellipsis snapshot-current' : 'ellipsis'}
        translate="no"
      >
        {visibleName(line.node.name)}
      </span>
    </span>
  );
}
