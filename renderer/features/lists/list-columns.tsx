import { columnOf } from '#shared/query/column.ts';
import { allFields } from '#shared/query/fields.ts';
import type { FieldDefinition } from '#shared/query/field.ts';
import type { ViewRow } from '#shared/model/view.ts';
import { inWords, t } from '../../i18n/translate.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { FoundText } from '../../ui/search/found-text.tsx';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { cellText, cellTitle } from './cell-text.ts';
import type { ListKind } from './list-kinds.ts';
import './lists.css';

/** The column that is always there: the object's icon and name. */
export const nameColumn = 'name';

const widths: Readonly<Record<string, number>> = {
  power: 110,
  cpu: 60,
  uuid: 260,
  os: 200,
  note: 240,
  tag: 180,
  host: 170,
  ip: 130,
  created: 170,
};

/**
 * Every field of the search language as a column, and what the user added: native properties, a tag's category, an attribute.
 * @param asked the columns that the view was asked for, in the order of its cells
 * @param chosen the columns of the user's layout
 */
export function listColumns(
  kind: ListKind,
  asked: readonly string[],
  chosen: readonly string[],
): readonly TableColumn<ViewRow>[] {
  const places = new Map(asked.map((id, place) => [id, place]));
  const added = chosen.flatMap((id) => addedField(id) ?? []);
  return [...inUsualOrder(kind), ...added].map((field) =>
    field.name === nameColumn ? nameOf(field) : fieldColumn(field, kind, places),
  );
}

/** What was typed as a column that may be added; undefined for what is there anyway, and what names nothing. */
export function addedField(typed: string): FieldDefinition | undefined {
  const id = typed.trim();
  const column = columnOf(id);
  if (column === undefined || allFields.some(({ name }) => name === id)) return undefined;
  return { ...column.field, name: id, label: id, group: 'native' };
}

/** The name, the usual columns as the list has them, all others. */
function inUsualOrder({ columns }: ListKind): readonly FieldDefinition[] {
  const order = [nameColumn, ...columns];
  const rank = ({ name }: FieldDefinition): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return allFields.toSorted((one, other) => rank(one) - rank(other));
}

function fieldColumn(
  field: FieldDefinition,
  kind: ListKind,
  places: ReadonlyMap<string, number>,
): TableColumn<ViewRow> {
  const { name, type } = field;
  const cell = (row: ViewRow) => row.cells[places.get(name) ?? -1];
  return {
    id: name,
    label: inWords(field.label),
    hint: `${inWords(field.label)} (${name})`,
    group: t(`fieldGroup.${field.group}`),
    width: widths[name] ?? 110,
    usual: kind.columns.includes(name),
    ...(isAmount(type) && { numeric: true }),
    text: (row) => cellText(cell(row), field, row),
    title: (row) => cellTitle(cell(row), field, row),
  };
}

function nameOf(field: FieldDefinition): TableColumn<ViewRow> {
  return {
    id: nameColumn,
    label: inWords(field.label),
    group: t('fieldGroup.general'),
    width: 240,
    usual: true,
    text: ({ name }) => name,
    render: ({ kind, state, health, name, where }) => (
      <span className="list-name">
        <ObjectIcon kind={kind} state={state} health={health} size={16} />
        <span className="ellipsis">{name}</span>
        {where?.map((found) => (
          <FoundText key={found.field} {...found} />
        ))}
      </span>
    ),
  };
}

function isAmount(type: FieldDefinition['type']): boolean {
  return ['number', 'bytes', 'hertz', 'fraction', 'duration'].includes(type);
}
