import type { SheetCell, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { isHidden } from '../map/read.ts';
import { nameOf, sizeOf } from './common.ts';

/** How full a repository is; libraries and drives have no size that would mean anything. */
export function fullness(store: Subject): SheetCell {
  const size = sizeOf(store);
  const used = store.number('physical_utilisation');
  return size === undefined || used === undefined ? null : { used, of: size, unit: 'bytes' };
}

function storeRow(store: Subject, key: string, attached: boolean | undefined): SheetRow {
  const size = sizeOf(store) ?? 0;
  const used = store.number('physical_utilisation') ?? 0;
  return {
    key,
    icon: {
      kind: 'datastore',
      state: attached === false ? 'inaccessible' : 'none',
      health: 'unknown',
    },
    cells: [
      { text: nameOf(store), ref: store.ref },
      { text: store.text('type') ?? '' },
      fullness(store),
      size <= 0
        ? null
        : {
            bytes: size - used,
            from: [store.from('physical_size'), store.from('physical_utilisation')],
          },
      store.flag('shared') === undefined ? null : { text: yesNo(store.flag('shared') === true) },
      attached === undefined ? null : { text: yesNo(attached) },
    ],
    ...(attached === false
      ? { tone: 'error' }
      : size > 0 && used / size > 0.85
        ? { tone: 'warning' }
        : {}),
    from: ['name_label', 'type', 'physical_size', 'physical_utilisation', 'shared'].map((path) =>
      store.from(path),
    ),
  };
}

const columns = [
  'kind.datastore',
  'column.type',
  'column.used',
  '#column.free',
  'column.shared',
  'column.attached',
] as const;

/** The repositories of a host, the fullest first. */
export function hostStorage(host: Subject): SheetSection | undefined {
  const rows = host.followAll('PBDs').flatMap((pbd) => {
    const store = pbd.follow('SR');
    return store === undefined || isHidden(store.properties)
      ? []
      : [storeRow(store, pbd.ref, pbd.flag('currently_attached'))];
  });
  return section('relation.storage', {
    tables: [table('relation.storage', columns, byFullness(rows), [host.from('PBDs')])],
  });
}

/** Those of the pool. */
export function poolStorage(pool: Subject): SheetSection | undefined {
  const stores = pool.allOf('SR').filter((store) => !isHidden(store.properties));
  const rows = stores.map((store) => {
    const ways = store.followAll('PBDs').map((pbd) => pbd.flag('currently_attached') === true);
    return storeRow(store, store.ref, ways.length === 0 ? undefined : ways.every(Boolean));
  });
  return section('relation.storage', {
    tables: [table('relation.storage', columns, byFullness(rows), [pool.from('uuid')])],
  });
}

function byFullness(rows: readonly SheetRow[]): readonly SheetRow[] {
  const share = ({ cells }: SheetRow): number => {
    const cell = cells[2];
    return cell !== null && cell !== undefined && 'used' in cell ? cell.used / cell.of : -1;
  };
  return rows.toSorted((a, b) => share(b) - share(a));
}
