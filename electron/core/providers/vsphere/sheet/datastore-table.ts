import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf } from './common.ts';

/** The datastores of a host or a cluster, the fullest first. */
export function datastores(of: Subject): SheetSection | undefined {
  const rows = of
    .followAll('datastore')
    .map(filled)
    .toSorted((a, b) => b.share - a.share)
    .map(datastoreRow);
  const columns = [
    'kind.datastore',
    'column.type',
    'column.used',
    '#column.free',
    'column.shared',
  ] as const;
  return section('relation.datastores', {
    tables: [table('relation.datastores', columns, rows, [of.from('datastore')])],
  });
}

/** A datastore and how full it is: bytes, and the share that is used. */
interface Filled {
  readonly store: Subject;
  readonly size: number;
  readonly free: number;
  readonly share: number;
}

function filled(store: Subject): Filled {
  const size = store.number('summary.capacity') ?? 0;
  const free = store.number('summary.freeSpace') ?? 0;
  return { store, size, free, share: size === 0 ? 0 : (size - free) / size };
}

function datastoreRow({ store, size, free, share }: Filled): SheetRow {
  const reachable = store.flag('summary.accessible') !== false;
  const shared = store.flag('summary.multipleHostAccess');
  return {
    key: store.ref,
    icon: {
      kind: 'datastore',
      state: reachable ? 'none' : 'inaccessible',
      health: 'unknown',
    },
    cells: [
      { text: nameOf(store), ref: store.ref },
      { text: store.text('summary.type') ?? '' },
      size === 0 ? null : { used: size - free, of: size, unit: 'bytes' },
      reachable ? { bytes: free } : { text: say('state.inaccessible') },
      shared === undefined ? null : { text: say(shared ? 'value.true' : 'value.false') },
    ],
    ...(reachable ? share > 0.85 && { tone: 'warning' } : { tone: 'error' }),
    from: ['summary.capacity', 'summary.freeSpace', 'summary.type', 'name'].map((path) =>
      store.from(path),
    ),
  };
}
