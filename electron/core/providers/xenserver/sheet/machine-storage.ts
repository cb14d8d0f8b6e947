import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetCell, SheetFact, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { fact, meter } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { vmKind } from '../map/vm.ts';
import { nameOf, sizeOf } from './common.ts';

/** The disk images of a machine, without what is in its CD drives, each with its drive. */
function images(vm: Subject): readonly Subject[] {
  return vm
    .followAll('VBDs')
    .filter((vbd) => vbd.text('type') !== 'CD')
    .flatMap((vbd) => vbd.follow('VDI') ?? []);
}

function sum(images: readonly Subject[], path: string): number | undefined {
  const amounts = images
    .map((one) => one.number(path))
    .filter((one) => one !== undefined && one >= 0);
  return amounts.length === 0
    ? undefined
    : amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
}

/** What its disks take, and what they may grow to. */
export function storage(vm: Subject): SheetSection | undefined {
  const all = images(vm);
  const stores = new Map(
    all.flatMap((image) => {
      const store = image.follow('SR');
      return store === undefined ? [] : [[store.ref, store] as const];
    }),
  );
  const rows = [...stores.values()].map((store) =>
    storeRow(
      store,
      all.filter((image) => image.reference('SR') === store.ref),
    ),
  );
  return section('summary.storage', {
    meters: [
      meter(
        'sheet.usedStorage',
        {
          used: sum(all, 'physical_utilisation'),
          of: sum(all, 'virtual_size'),
          unit: 'bytes',
        },
        all.flatMap((image) => [image.from('physical_utilisation'), image.from('virtual_size')]),
      ),
    ],
    tables: [
      table(
        'relation.storage',
        ['kind.datastore', '#column.used', '#sheet.provisioned', '#sheet.freeThere'],
        rows,
        [vm.from('VBDs')],
      ),
    ],
  });
}

/** @param there the machine's images on it */
function storeRow(store: Subject, there: readonly Subject[]): SheetRow {
  const total = sizeOf(store);
  const free =
    total === undefined || total <= 0
      ? undefined
      : total - (store.number('physical_utilisation') ?? 0);
  const space = [store.from('physical_size'), store.from('physical_utilisation')];
  return {
    key: store.ref,
    icon: { kind: 'datastore', state: 'none', health: 'unknown' },
    cells: [
      { text: nameOf(store), ref: store.ref },
      sumCell(there, 'physical_utilisation'),
      sumCell(there, 'virtual_size'),
      free === undefined ? null : { bytes: free, from: space },
    ],
    from: [
      ...there.flatMap((image) => [image.from('physical_utilisation'), image.from('virtual_size')]),
      ...space,
    ],
  };
}

function sumCell(images: readonly Subject[], path: string): SheetCell {
  const bytes = sum(images, path);
  return bytes === undefined ? null : { bytes, from: images.map((one) => one.from(path)) };
}

/** A snapshot grows with every write, and slows the machine: three days is what administrators allow it. */
const oldAfterMs = 3 * 24 * 3_600_000;

function oldestFact(taken: readonly Subject[]): SheetFact | undefined {
  const [oldest] = taken
    .flatMap((one) => {
      const time = one.time('snapshot_time');
      return time === undefined ? [] : [{ one, time }];
    })
    .sort((a, b) => a.time - b.time);
  if (oldest === undefined) return undefined;
  const { one, time } = oldest;
  return fact('sheet.snapshotOldest', { time }, one.from('snapshot_time'), {
    tone: Date.now() - time > oldAfterMs ? 'warning' : undefined,
  });
}

export function snapshots(vm: Subject): SheetSection | undefined {
  if (vmKind(vm.properties) !== 'vm' || vm.value('snapshots') === undefined) return undefined;
  const taken = vm.followAll('snapshots');
  const from = vm.from('snapshots');
  if (taken.length === 0)
    return section('relation.snapshots', {
      facts: [
        fact('sheet.snapshotCount', { text: say('sheet.none') }, from, { edit: 'snapshot.create' }),
      ],
    });
  const parent = vm.follow('parent');
  const bytes = sum(taken.flatMap(images), 'physical_utilisation');
  return section('relation.snapshots', {
    facts: [
      fact('sheet.snapshotCount', { count: taken.length }, from, { edit: 'snapshot.create' }),
      oldestFact(taken),
      fact(
        'sheet.snapshotSize',
        bytes === undefined ? undefined : { bytes },
        taken.flatMap(images).map((image) => image.from('physical_utilisation')),
      ),
      parent === undefined
        ? undefined
        : fact(
            'sheet.snapshotCurrent',
            { text: nameOf(parent), ref: parent.ref },
            vm.from('parent'),
          ),
    ],
  });
}
