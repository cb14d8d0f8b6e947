import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { bytesFact, codeFact, fact, flagFact, meter, textFact, yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { identity, mapEntries, nameOf, organisation, sizeOf } from './common.ts';

/** What the page of a storage repository says. */
export function storageSheet(store: Subject): readonly (SheetSection | undefined)[] {
  return [capacity(store), details(store), organisation(store), hosts(store), images(store)];
}

/** Libraries and drives have no size that would mean anything. */
function capacity(store: Subject): SheetSection | undefined {
  const size = sizeOf(store);
  const used = store.number('physical_utilisation');
  const allocated = store.number('virtual_allocation');
  if (size === undefined) return undefined;
  return section('sheet.capacity', {
    meters: [
      meter(
        'column.used',
        { used, of: size, unit: 'bytes' },
        [store.from('physical_utilisation'), store.from('physical_size')],
        { warnAbove: 0.85 },
      ),
      meter(
        'sheet.provisioned',
        { used: allocated, of: size, unit: 'bytes' },
        [store.from('virtual_allocation'), store.from('physical_size')],
        { warnAbove: 1 },
      ),
    ],
    facts: [
      used === undefined
        ? undefined
        : fact('column.free', { bytes: size - used }, [
            store.from('physical_size'),
            store.from('physical_utilisation'),
          ]),
    ],
  });
}

function details(store: Subject): SheetSection | undefined {
  return section('sheet.details', {
    facts: [
      textFact(store, 'column.type', 'type'),
      textFact(store, 'sheet.contentType', 'content_type'),
      flagFact(store, 'column.shared', 'shared'),
      ...devices(store),
      flagFact(store, 'sheet.localCache', 'local_cache_enabled'),
      isDefault(store),
      ...identity(store),
    ],
  });
}

/** Where it is: what each way to it says (PBD.device_config), once. Passwords are kept elsewhere, and are left out where they are not. */
function devices(store: Subject): readonly (SheetFact | undefined)[] {
  const [way] = store.followAll('PBDs');
  if (way === undefined) return [];
  return mapEntries(way, 'device_config')
    .filter(([name, value]) => value !== '' && !/pass|secret|pswd/i.test(name))
    .map(([name, value]) => ({
      id: `device.${name}`,
      label: name,
      isOwn: true,
      values: [{ code: value }],
      from: [way.from(`device_config.${name}`)],
    }));
}

function isDefault(store: Subject): SheetFact | undefined {
  const [pool] = store.allOf('pool');
  return pool === undefined || pool.reference('default_SR') !== store.ref
    ? undefined
    : fact('relation.defaultStorage', { text: yesNo(true) }, pool.from('default_SR'));
}

function hosts(store: Subject): SheetSection | undefined {
  const rows = store.followAll('PBDs').flatMap((pbd): readonly SheetRow[] => {
    const host = pbd.follow('host');
    if (host === undefined) return [];
    const attached = pbd.flag('currently_attached') === true;
    return [
      {
        key: pbd.ref,
        icon: { kind: 'host', state: attached ? 'on' : 'inaccessible', health: 'unknown' },
        cells: [
          { text: nameOf(host), ref: host.ref },
          { text: yesNo(attached), ref: pbd.ref },
        ],
        ...(!attached && { tone: 'error' as const }),
        from: [pbd.from('host'), pbd.from('currently_attached')],
      },
    ];
  });
  return section('kinds.host', {
    tables: [table('kinds.host', ['kind.host', 'column.attached'], rows, [store.from('PBDs')])],
  });
}

/** The disk images on it, the largest first, each with whose it is. */
function images(store: Subject): SheetSection | undefined {
  const rows = store
    .followAll('VDIs')
    .toSorted(
      (a, b) => (b.number('physical_utilisation') ?? 0) - (a.number('physical_utilisation') ?? 0),
    )
    .map(imageRow);
  return section('relation.disks', {
    tables: [
      table(
        'relation.disks',
        ['sheet.disk', 'kind.vm', '#column.size', '#column.used', 'column.type'],
        rows,
        [store.from('VDIs')],
      ),
    ],
  });
}

function imageRow(image: Subject): SheetRow {
  const machines = machinesOf(image);
  const used = image.number('physical_utilisation');
  const size = image.number('virtual_size');
  const snapshot = image.flag('is_a_snapshot') === true;
  return {
    key: image.ref,
    icon: { kind: 'disk', state: 'none', health: 'unknown' },
    cells: [
      { text: nameOf(image), ref: image.ref },
      machines.map((vm) => ({ text: nameOf(vm), ref: vm.ref })),
      size === undefined ? null : { bytes: size },
      used === undefined || used < 0 ? null : { bytes: used },
      { text: snapshot ? say('kind.snapshot') : '' },
    ],
    ...(image.flag('missing') === true && { tone: 'error' }),
    from: [
      ...['name_label', 'virtual_size', 'physical_utilisation', 'is_a_snapshot'].map((path) =>
        image.from(path),
      ),
      ...image.followAll('VBDs').map((vbd) => vbd.from('VM')),
    ],
  };
}

function machinesOf(image: Subject): readonly Subject[] {
  return image.followAll('VBDs').flatMap((vbd) => vbd.follow('VM') ?? []);
}

function imageCapacity(image: Subject): SheetSection | undefined {
  const used = image.number('physical_utilisation');
  return section('sheet.capacity', {
    meters: [
      meter(
        'sheet.usedStorage',
        {
          used: used === undefined || used < 0 ? undefined : used,
          of: image.number('virtual_size'),
          unit: 'bytes',
        },
        [image.from('physical_utilisation'), image.from('virtual_size')],
      ),
    ],
    facts: [
      image.flag('missing') === true
        ? fact('summary.note', { text: say('note.missing') }, image.from('missing'), {
            tone: 'error',
          })
        : undefined,
      bytesFact(image, 'column.size', 'virtual_size'),
    ],
  });
}

/** What the page of a disk image says. */
export function imageSheet(image: Subject): readonly (SheetSection | undefined)[] {
  const store = image.follow('SR');
  return [
    imageCapacity(image),
    section('sheet.details', {
      facts: [
        textFact(image, 'column.type', 'type'),
        store === undefined
          ? undefined
          : fact('kind.datastore', { text: nameOf(store), ref: store.ref }, image.from('SR')),
        flagFact(image, 'sheet.readOnly', 'read_only'),
        flagFact(image, 'column.shared', 'sharable'),
        flagFact(image, 'sheet.cbt', 'cbt_enabled'),
        codeFact(image, 'sheet.location', 'location'),
        ...identity(image),
      ],
    }),
    organisation(image),
  ];
}
