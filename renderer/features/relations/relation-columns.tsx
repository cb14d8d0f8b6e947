import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RelationCell, RelationEntry, RelationGroup } from '#shared/model/relation.ts';
import type { ValueType } from '#shared/query/problem.ts';
import { formatBytes, formatDateTime } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';

/** The name of the related object, and what its group says of it. */
export function relationColumns(
  connection: ConnectionId,
  { columns, entries }: RelationGroup,
): readonly TableColumn<RelationEntry>[] {
  return [
    {
      id: 'name',
      label: t('relations.name'),
      group: t('fieldGroup.general'),
      width: 240,
      usual: true,
      text: nameOf,
      render: (entry) => <Name connection={connection} entry={entry} />,
    },
    ...columns.map((label, place): TableColumn<RelationEntry> => {
      const type = typeOf(entries, place);
      return {
        id: `cell.${place}`,
        label: inWords(label),
        group: t('fieldGroup.general'),
        width: 150,
        usual: true,
        type,
        ...(type === 'bytes' && { numeric: true }),
        text: ({ cells }) => cellText(cells[place]),
        value: ({ cells }) => cellValue(cells[place]),
        render: ({ cells }) => <Cell connection={connection} cell={cells[place]} />,
      };
    }),
  ];
}

export function nameOf({ name }: RelationEntry): string {
  return visibleName(inWords(name));
}

/** What the values of a column are: those of the first entry that has one. */
function typeOf(entries: readonly RelationEntry[], place: number): ValueType {
  const cell = entries.find(({ cells }) => cells[place] !== undefined)?.cells[place];
  if (cell === undefined || 'text' in cell) return 'text';
  return 'bytes' in cell ? 'bytes' : 'time';
}

function cellText(cell: RelationCell | undefined): string {
  if (cell === undefined) return '';
  if ('bytes' in cell) return formatBytes(cell.bytes);
  return 'time' in cell ? formatDateTime(cell.time) : inWords(cell.text);
}

function cellValue(cell: RelationCell | undefined): string | number | null {
  if (cell === undefined) return null;
  if ('bytes' in cell) return cell.bytes;
  return 'time' in cell ? cell.time : inWords(cell.text);
}

function Name(props: {
  readonly connection: ConnectionId;
  readonly entry: RelationEntry;
}): ReactElement {
  const { connection, entry } = props;
  const { ref, kind, state, health } = entry;
  const isName = typeof entry.name === 'string';
  const name = nameOf(entry);
  return (
    <span className="relation-name">
      <ObjectIcon kind={kind} state={state} health={health} size={16} />
      {ref === null ? (
        <span translate={isName ? 'no' : undefined} className="weak ellipsis">
          {name}
        </span>
      ) : (
        <LinkButton isName={isName} title={name} onClick={() => goTo({ connection, ref })}>
          {name}
        </LinkButton>
      )}
    </span>
  );
}

function Cell(props: {
  readonly connection: ConnectionId;
  readonly cell: RelationCell | undefined;
}): ReactElement | string {
  const { connection, cell } = props;
  if (cell === undefined || !('text' in cell)) return cellText(cell);
  const isName = typeof cell.text === 'string';
  const text = inWords(cell.text);
  if (!('ref' in cell)) return <span translate={isName ? 'no' : undefined}>{text}</span>;
  return (
    <LinkButton isName={isName} title={text} onClick={() => goTo({ connection, ref: cell.ref })}>
      {text}
    </LinkButton>
  );
}
