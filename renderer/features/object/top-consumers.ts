import type { Row } from '#shared/model/row.ts';
import type { SheetCell, SheetRow, SheetSection, SheetTable } from '#shared/model/sheet.ts';
import { t } from '../../i18n/translate.ts';

const most = 5;

/** The machines that use most of a host, a cluster, a pool or a server; undefined where none reports its use. */
export function topConsumers(rows: Iterable<Row>): SheetSection | undefined {
  const running = [...rows].filter(({ kind, state }) => kind === 'vm' && state === 'on');
  const tables = [
    consumers(
      running,
      'cpu',
      ({ facts }) => facts.cpuMHz,
      (row) => ({
        hertz: (row.facts.cpuMHz ?? 0) * 1e6,
      }),
    ),
    consumers(running, 'memory', ({ facts }) => facts.memoryUsedMiB, memoryCell),
  ].filter((table) => table !== undefined);
  return tables.length === 0 ? undefined : { id: 'consumers', label: t('sheet.consumers'), tables };
}

function consumers(
  running: readonly Row[],
  what: 'cpu' | 'memory',
  used: (row: Row) => number | undefined,
  cell: (row: Row) => SheetCell,
): SheetTable | undefined {
  const first = running
    .filter((row) => (used(row) ?? 0) > 0)
    .toSorted((a, b) => (used(b) ?? 0) - (used(a) ?? 0))
    .slice(0, most);
  if (first.length === 0) return undefined;
  const label = t(`summary.${what}`);
  return {
    id: what,
    label,
    columns: [
      { id: 'vm', label: t('kind.vm') },
      what === 'cpu' ? { id: what, label, isAmount: true } : { id: what, label },
    ],
    rows: first.map(
      (row): SheetRow => ({
        key: row.ref,
        icon: { kind: row.kind, state: row.state, health: row.health },
        cells: [{ text: row.name, ref: row.ref }, cell(row)],
      }),
    ),
    from: [],
  };
}

function memoryCell({ facts: { memoryUsedMiB = 0, memoryMiB } }: Row): SheetCell {
  const used = memoryUsedMiB * 1024 ** 2;
  return memoryMiB === undefined || memoryMiB === 0
    ? { bytes: used }
    : { used, of: memoryMiB * 1024 ** 2, unit: 'bytes' };
}
