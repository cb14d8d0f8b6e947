import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import {
  bytesFact,
  codeFact,
  fact,
  flagFact,
  meter,
  textFact,
  wordFact,
  yesNo,
} from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf, organisation, ownName, place } from './common.ts';
import * as words from './words.ts';

/** What the page of a datastore says. */
export function datastoreSheet(
  store: Subject,
  reading: boolean,
): readonly (SheetSection | undefined)[] {
  return [
    capacity(store),
    state(store),
    details(store, reading),
    place(store),
    organisation(store),
    hosts(store, reading),
    machines(store, reading),
  ];
}

function capacity(store: Subject): SheetSection | undefined {
  const size = store.number('summary.capacity');
  const free = store.number('summary.freeSpace');
  const used = size === undefined || free === undefined ? undefined : size - free;
  const more = store.number('summary.uncommitted');
  return section('sheet.capacity', {
    meters: [
      meter(
        'column.used',
        { used, of: size, unit: 'bytes' },
        [store.from('summary.capacity'), store.from('summary.freeSpace')],
        { warnAbove: 0.85 },
      ),
      meter(
        'sheet.provisioned',
        {
          used: used === undefined || more === undefined ? undefined : used + more,
          of: size,
          unit: 'bytes',
        },
        ['capacity', 'freeSpace', 'uncommitted'].map((name) => store.from(`summary.${name}`)),
        { warnAbove: 1 },
      ),
    ],
    facts: [bytesFact(store, 'column.free', 'summary.freeSpace')],
  });
}

function state(store: Subject): SheetSection | undefined {
  const accessible = store.flag('summary.accessible');
  const mode = store.text('summary.maintenanceMode');
  return section('sheet.state', {
    facts: [
      fact(
        'sheet.accessible',
        accessible === undefined ? undefined : { text: yesNo(accessible) },
        store.from('summary.accessible'),
        { tone: accessible === false ? 'error' : undefined },
      ),
      wordFact(store, 'sheet.maintenance', 'summary.maintenanceMode', words.storeMaintenance, {
        tone: mode === undefined || mode === 'normal' ? undefined : 'warning',
      }),
      flagFact(store, 'column.shared', 'summary.multipleHostAccess'),
    ],
  });
}

function details(store: Subject, reading: boolean): SheetSection | undefined {
  return section('sheet.details', {
    reading,
    facts: [
      textFact(store, 'column.type', 'summary.type'),
      textFact(store, 'summary.version', 'info.vmfs.version'),
      extents(store),
      remote(store),
      flagFact(store, 'sheet.ssd', 'info.vmfs.ssd'),
      codeFact(store, 'sheet.url', 'summary.url'),
      ownName(store),
    ],
  });
}

/** The devices that a VMFS volume is made of. */
function extents(store: Subject): SheetFact | undefined {
  const path = 'info.vmfs.extent';
  const names = store.objects(path).flatMap((one) => store.part(path, one).text('diskName') ?? []);
  return fact(
    'sheet.extents',
    names.map((code) => ({ code })),
    store.from(path),
  );
}

function remote(store: Subject): SheetFact | undefined {
  const host = store.text('info.nas.remoteHost');
  const path = store.text('info.nas.remotePath');
  return fact(
    'sheet.remote',
    host === undefined || path === undefined ? undefined : { code: `${host}:${path}` },
    [store.from('info.nas.remoteHost'), store.from('info.nas.remotePath')],
  );
}

/** The hosts that have it, each with how it may use it. */
function hosts(store: Subject, reading: boolean): SheetSection | undefined {
  const rows = store.objects('host').flatMap((one, index): readonly SheetRow[] => {
    const mount = store.part(`host[${index}]`, one);
    const host = mount.follow('key');
    if (host === undefined) return [];
    const accessible = mount.flag('mountInfo.accessible');
    return [
      {
        key: host.ref,
        icon: {
          kind: 'host',
          state: accessible === false ? 'inaccessible' : 'on',
          health: 'unknown',
        },
        cells: [
          { text: nameOf(host), ref: host.ref },
          {
            text: say(
              mount.text('mountInfo.accessMode') === 'readOnly'
                ? 'cell.readOnly'
                : 'cell.readWrite',
            ),
          },
          accessible === undefined ? null : { text: yesNo(accessible) },
          { code: mount.text('mountInfo.path') ?? '' },
        ],
        ...(accessible === false && { tone: 'error' as const }),
        from: [mount.from('')],
      },
    ];
  });
  return section('kinds.host', {
    reading,
    tables: [
      table('kinds.host', ['kind.host', 'column.mode', 'sheet.accessible', 'sheet.path'], rows, [
        store.from('host'),
      ]),
    ],
  });
}

/** The machines that have files on it, the largest first; what they have elsewhere is counted, too. */
function machines(store: Subject, reading: boolean): SheetSection | undefined {
  const size = store.number('summary.capacity') ?? 0;
  const rows = store
    .followAll('vm')
    .map((vm) => ({ vm, used: vm.number('summary.storage.committed') ?? 0 }))
    .toSorted((a, b) => b.used - a.used)
    .map(
      ({ vm, used }): SheetRow => ({
        key: vm.ref,
        icon: {
          kind: vm.flag('config.template') === true ? 'template' : 'vm',
          state: vm.text('runtime.powerState') === 'poweredOn' ? 'on' : 'off',
          health: 'unknown',
        },
        cells: [
          { text: nameOf(vm), ref: vm.ref },
          size > 0 && vm.references('datastore').length === 1
            ? { used, of: size, unit: 'bytes' }
            : { bytes: used },
          { count: vm.references('datastore').length },
        ],
        from: [
          vm.from('summary.storage.committed'),
          vm.from('datastore'),
          store.from('summary.capacity'),
          vm.from('name'),
        ],
      }),
    );
  return section('kinds.vm', {
    reading,
    tables: [
      table('kinds.vm', ['kind.vm', 'column.used', '#kinds.datastore'], rows, [store.from('vm')]),
    ],
  });
}
