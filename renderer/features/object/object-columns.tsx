import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import type { Row } from '#shared/model/row.ts';
import type { ValueType } from '#shared/query/problem.ts';
import { formatBytes, formatMiB, formatNumber, formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { rowOf, useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { stateName } from '../../ui/names.ts';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import { typeText } from './library-facts.ts';

/** `servers`: objects of several servers, each tells its own; `objects`: of one; `contents`: items of a library. */
export type ObjectTableForm = 'servers' | 'objects' | 'contents';

interface Cell {
  readonly text: (row: Row, key: NodeKey) => string;
  /** Sorted and filtered by; the text where it is not said. */
  readonly amount?: (row: Row) => number | undefined;
  readonly type?: ValueType;
}

const mebibyte = 1024 ** 2;

const bytes = (read: (row: Row) => number | undefined): Cell => ({
  text: (row) => shown(read(row), formatBytes),
  amount: read,
  type: 'bytes',
});

const cells = {
  'summary.state': { text: (row) => stateName(row.kind, row.state) },
  'summary.server': { text: (_row, key) => serverOf(key) },
  'summary.host': {
    text: ({ facts: { host } }, key) => (host === undefined ? '' : nameAt(key, host)),
  },
  'summary.cpu': {
    text: ({ facts: { cpus } }) => shown(cpus, formatNumber),
    amount: ({ facts: { cpus } }) => cpus,
    type: 'number',
  },
  'summary.memory': {
    text: ({ facts: { memoryMiB } }) => shown(memoryMiB, formatMiB),
    amount: ({ facts: { memoryMiB } }) =>
      memoryMiB === undefined ? undefined : memoryMiB * mebibyte,
    type: 'bytes',
  },
  'summary.ipAddress': { text: ({ facts }) => facts.ipAddress ?? '' },
  'summary.guestOs': { text: ({ facts }) => facts.guestOs ?? '' },
  'summary.tags': { text: ({ facts }) => facts.tags ?? '' },
  'field.size': bytes(({ facts }) => facts.capacityBytes),
  'field.free': bytes(({ facts }) => facts.freeBytes),
  'field.usage': {
    text: (row) => shown(usage(row), formatPercent),
    amount: usage,
    type: 'fraction',
  },
  'field.kind': { text: ({ kind }) => t(`kind.${kind}`) },
  'summary.type': { text: ({ facts: { type } }) => (type === undefined ? '' : typeText(type)) },
} as const satisfies Readonly<Record<string, Cell>>;

type ColumnId = keyof typeof cells;

const widths: Partial<Record<ColumnId, number>> = {
  'summary.cpu': 70,
  'summary.guestOs': 200,
  'summary.host': 180,
};

/** Which columns are there at first; those in which no line has anything are left out by the table. */
const usual: Readonly<Record<ObjectTableForm, readonly ColumnId[]>> = {
  servers: [
    'summary.state',
    'summary.server',
    'summary.host',
    'summary.cpu',
    'summary.memory',
    'field.size',
    'field.free',
    'summary.ipAddress',
  ],
  objects: [
    'summary.state',
    'summary.host',
    'summary.cpu',
    'summary.memory',
    'field.size',
    'field.free',
    'summary.ipAddress',
  ],
  contents: ['summary.type', 'field.size'],
};

/** Columns of objects that are named one by one: what the page's own rows hold. */
export function objectColumns(form: ObjectTableForm): readonly TableColumn<NodeKey>[] {
  const first = usual[form];
  const others = (Object.keys(cells) as ColumnId[]).filter((id) => !first.includes(id));
  return [nameColumn(), ...[...first, ...others].map((id) => columnOf(id, first.includes(id)))];
}

function columnOf(id: ColumnId, isUsual: boolean): TableColumn<NodeKey> {
  const cell: Cell = cells[id];
  const { amount, type } = cell;
  const text = (key: NodeKey): string => textOf(cell, key);
  return {
    id,
    label: t(id),
    group: t('fieldGroup.general'),
    width: widths[id] ?? 120,
    usual: isUsual,
    ...(type !== undefined && { type, numeric: true }),
    text,
    ...(amount !== undefined && {
      value: (key: NodeKey) => {
        const row = rowAt(key);
        return row === undefined ? null : (amount(row) ?? null);
      },
    }),
    render: (key) => <Live of={key} text={text} />,
  };
}

function nameColumn(): TableColumn<NodeKey> {
  return {
    id: 'name',
    label: t('relations.name'),
    group: t('fieldGroup.general'),
    width: 240,
    usual: true,
    text: (key) => visibleName(rowAt(key)?.name ?? ''),
    render: (key) => <Name of={key} />,
  };
}

/** Drawn anew when the object changes: the line itself is not. */
function Live(props: { readonly of: NodeKey; readonly text: (key: NodeKey) => string }): string {
  const { connection, ref } = parseNodeKey(props.of);
  const row = useRow(connection, ref);
  useRow(connection, row?.facts.host ?? null);
  return props.text(props.of);
}

function Name({ of }: { readonly of: NodeKey }): ReactElement | null {
  const { connection, ref } = parseNodeKey(of);
  const row = useRow(connection, ref);
  if (row === undefined || ref === null) return null;
  const name = visibleName(row.name);
  return (
    <span className="object-line-name">
      <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={16} />
      <LinkButton isName title={name} onClick={() => goTo({ connection, ref })}>
        {name}
      </LinkButton>
    </span>
  );
}

function textOf({ text }: Cell, key: NodeKey): string {
  const row = rowAt(key);
  return row === undefined ? '' : text(row, key);
}

function rowAt(key: NodeKey): Row | undefined {
  const { connection, ref } = parseNodeKey(key);
  return ref === null ? undefined : rowOf({ connection, ref });
}

function nameAt(key: NodeKey, ref: Row['ref']): string {
  const { connection } = parseNodeKey(key);
  return visibleName(rowOf({ connection, ref })?.name ?? '');
}

function serverOf(key: NodeKey): string {
  const status = useConnections.getState().byId.get(parseNodeKey(key).connection);
  return status === undefined ? '' : serverName(status);
}

function usage({ facts: { capacityBytes, freeBytes } }: Row): number | undefined {
  if (capacityBytes === undefined || freeBytes === undefined || capacityBytes <= 0)
    return undefined;
  return 1 - freeBytes / capacityBytes;
}

function shown(amount: number | undefined, format: (amount: number) => string): string {
  return amount === undefined ? '' : format(amount);
}
