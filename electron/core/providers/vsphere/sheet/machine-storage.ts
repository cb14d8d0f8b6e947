import { text as say } from '#shared/i18n/make-text.ts';
import {
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  type DataObjectValue,
} from '#shared/model/property-value.ts';
import { makeRef, refId } from '#shared/model/reference.ts';
import type { SheetFact, SheetSection, SheetSource, SheetTable } from '#shared/model/sheet.ts';
import { fact, meter } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf } from './common.ts';

/** What it takes on its datastores, and may come to take. */
export function storage(vm: Subject, reading: boolean): SheetSection | undefined {
  const used = vm.number('summary.storage.committed');
  const more = vm.number('summary.storage.uncommitted');
  const perStore = byDatastore(vm);
  return section('summary.storage', {
    reading,
    meters: [
      meter(
        'sheet.usedStorage',
        { used, of: used === undefined ? undefined : used + (more ?? 0), unit: 'bytes' },
        [vm.from('summary.storage.committed'), vm.from('summary.storage.uncommitted')],
      ),
    ],
    facts: perStore === undefined ? [datastores(vm)] : [],
    tables: [perStore],
  });
}

/** Before it is known how much it has on each. */
function datastores(vm: Subject): SheetFact | undefined {
  const links = vm.followAll('datastore').map((one) => ({ text: nameOf(one), ref: one.ref }));
  return fact('relation.datastores', links, vm.from('datastore'));
}

function byDatastore(vm: Subject): SheetTable | undefined {
  const path = 'storage.perDatastoreUsage';
  const rows = vm.objects(path).flatMap((one, index) => {
    const usage = vm.part(`${path}[${index}]`, one);
    const ref = usage.reference('datastore');
    const used = usage.number('committed');
    if (ref === undefined || used === undefined) return [];
    // What the account may not see goes by its id.
    const store = usage.at(ref);
    const more = usage.number('uncommitted') ?? 0;
    const free = store?.number('summary.freeSpace');
    return [
      {
        key: ref,
        icon: { kind: 'datastore', state: 'none', health: 'unknown' } as const,
        cells: [
          store === undefined ? { code: refId(ref) } : { text: nameOf(store), ref },
          more === 0 ? { bytes: used } : { used, of: used + more, unit: 'bytes' as const },
          free === undefined ? null : { bytes: free },
        ],
        from: [usage.from(''), ...(store === undefined ? [] : [store.from('summary.freeSpace')])],
      },
    ];
  });
  return table('relation.datastores', ['kind.datastore', 'column.used', '#sheet.freeThere'], rows, [
    vm.from(path),
  ]);
}

/** How many, since when, and what they take. */
export function snapshots(vm: Subject): SheetSection | undefined {
  const all = [...walk(vm.objects('snapshot.rootSnapshotList'))];
  const times = all.flatMap(({ createTime }) =>
    isDateTimeValue(createTime) ? [createTime.ms] : [],
  );
  const from = vm.from('snapshot');
  const oldest = times.length === 0 ? undefined : Math.min(...times);
  const isOld = oldest !== undefined && Date.now() - oldest > oldAfterMs;
  return section('relation.snapshots', {
    facts:
      all.length === 0
        ? vm.value('name') === undefined
          ? []
          : [fact('sheet.snapshotCount', { text: say('sheet.none') }, from, more)]
        : [
            fact('sheet.snapshotCount', { count: all.length }, from, more),
            fact(
              'sheet.snapshotOldest',
              oldest === undefined ? undefined : { time: oldest },
              from,
              {
                tone: isOld ? 'warning' : undefined,
              },
            ),
            size(vm),
            current(vm, all),
          ],
  });
}

const more = { edit: 'snapshot.create' } as const;
/** A snapshot grows with every write, and slows the machine: three days is what administrators allow it. */
const oldAfterMs = 3 * 24 * 3_600_000;

function* walk(list: readonly DataObjectValue[]): Generator<DataObjectValue> {
  for (const one of list) {
    yield one;
    const { childSnapshotList } = one;
    if (Array.isArray(childSnapshotList)) yield* walk(childSnapshotList.filter(isDataObject));
  }
}

function current(vm: Subject, all: readonly DataObjectValue[]): SheetFact | undefined {
  const ref = vm.reference('snapshot.currentSnapshot');
  const found = all.find(
    ({ snapshot }) => isReferenceValue(snapshot) && makeRef(snapshot.type, snapshot.value) === ref,
  );
  const name = found?.['name'];
  return fact(
    'sheet.snapshotCurrent',
    typeof name === 'string' ? { text: name } : undefined,
    vm.from('snapshot'),
  );
}

/** The sizes of files of a machine. */
export function fileSources(vm: Subject, keys: Iterable<number>): readonly SheetSource[] {
  const sources = [...keys].map((key) => vm.from(`layoutEx.file[${key}].size`));
  return sources.length === 0 ? [vm.from('layoutEx')] : sources;
}

/** Their own files, and those that are written since the first of them: all but the first extents of each disk (layoutEx). */
function size(vm: Subject): SheetFact | undefined {
  const files = vm.objects('layoutEx.file').map((one) => vm.part('layoutEx.file', one));
  if (files.length === 0) return undefined;
  const sizes = new Map(files.map((one) => [one.number('key'), one.number('size') ?? 0] as const));
  const counted = new Set<number>();
  for (const one of vm.objects('layoutEx.snapshot')) {
    const snapshot = vm.part('layoutEx.snapshot', one);
    for (const key of [snapshot.number('dataKey'), snapshot.number('memoryKey')])
      if (key !== undefined && key >= 0) counted.add(key);
  }
  for (const one of vm.objects('layoutEx.disk')) {
    const [, ...later] = vm.part('layoutEx.disk', one).objects('chain');
    for (const link of later)
      for (const key of vm.part('', link).list('fileKey')) counted.add(Number(key));
  }
  const bytes = [...counted].reduce((sum, key) => sum + (sizes.get(key) ?? 0), 0);
  return fact('sheet.snapshotSize', { bytes }, fileSources(vm, counted));
}
