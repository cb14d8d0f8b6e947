import { text as say } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { SheetRow, SheetSection, SheetTone } from '#shared/model/sheet.ts';
import { wordOf } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { PartSubject, Subject } from '../../sheet/subject.ts';
import * as words from './words.ts';

const base = 'config.storageDevice';

function parts(host: Subject, name: string): readonly PartSubject[] {
  const path = `${base}.${name}`;
  return host.objects(path).map((one, index) => host.part(`${path}[${index}]`, one));
}

export function storageAdapters(host: Subject): SheetSection | undefined {
  const rows = parts(host, 'hostBusAdapter').map((hba): SheetRow => {
    const status = hba.text('status') ?? '';
    return {
      key: hba.text('key') ?? hba.text('device') ?? '',
      cells: [
        { code: hba.text('device') ?? '' },
        { text: wordOf(words.hbaType, hba.type) },
        { text: hba.text('model') ?? '' },
        { text: status },
        addressOf(hba),
      ],
      ...(status !== 'online' &&
        status !== 'unknown' &&
        status !== '' && { tone: 'warning' as const }),
      from: [hba.from('')],
    };
  });
  return section('sheet.storageAdapters', {
    tables: [
      table(
        'sheet.storageAdapters',
        ['column.device', 'column.type', 'sheet.model', 'summary.state', 'sheet.wwnOrIqn'],
        rows,
        [host.from(`${base}.hostBusAdapter`)],
      ),
    ],
  });
}

/** The name by which storage knows it: an IQN, or a port's WWN, `20:00:00:25:b5:00:00:1f`. */
function addressOf(hba: Subject) {
  const name = hba.text('iScsiName');
  if (name !== undefined) return { code: name };
  const value = hba.value('portWorldWideName');
  if (typeof value !== 'number' && typeof value !== 'bigint') return null;
  const hex = BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
  return { code: (hex.match(/../g) ?? []).join(':') };
}

/** LUNs and local disks, with how many paths lead there, and how many of them work. */
export function storageDevices(host: Subject): SheetSection | undefined {
  const paths = pathsByDevice(host);
  const rows = parts(host, 'scsiLun').map((lun) => storageDevice(lun, paths));
  const columns = [
    'relations.name',
    'sheet.canonicalName',
    'column.type',
    '#column.capacity',
    'summary.state',
    'sheet.paths',
  ] as const;
  return section('sheet.storageDevices', {
    tables: [table('sheet.storageDevices', columns, rows, [host.from(`${base}.scsiLun`)])],
  });
}

function storageDevice(lun: PartSubject, paths: ReadonlyMap<string, Paths>): SheetRow {
  const key = lun.text('key') ?? '';
  const [blocks, size] = [lun.number('capacity.block'), lun.number('capacity.blockSize')];
  const states = lun.texts('operationalState');
  const found = paths.get(key);
  return {
    key: key === '' ? (lun.text('canonicalName') ?? '') : key,
    cells: [
      { text: lun.text('displayName') ?? '' },
      { code: lun.text('canonicalName') ?? '' },
      { text: lun.text('lunType') ?? '' },
      blocks === undefined || size === undefined
        ? null
        : {
            bytes: blocks * size,
            from: [lun.from('capacity.block'), lun.from('capacity.blockSize')],
          },
      states.map((text) => ({ text })),
      found === undefined
        ? null
        : { text: say('sheet.pathsUp', { up: found.up, paths: found.all }) },
    ],
    ...onlyDefined({ tone: toneOf(states, found) }),
    from: [lun.from('')],
  };
}

function toneOf(states: readonly string[], paths: Paths | undefined): SheetTone | undefined {
  if (states.some((one) => one !== 'ok')) return 'error';
  return paths !== undefined && paths.up < paths.all ? 'warning' : undefined;
}

interface Paths {
  readonly up: number;
  readonly all: number;
}

function pathsByDevice(host: Subject): ReadonlyMap<string, Paths> {
  const info = `${base}.multipathInfo.lun`;
  return new Map(
    host.objects(info).map((one) => {
      const lun = host.part(info, one);
      const states = lun.objects('path').map((path) => lun.part('path', path).text('state'));
      const up = states.filter((state) => state === 'active' || state === 'standby').length;
      return [lun.text('lun') ?? '', { up, all: states.length }] as const;
    }),
  );
}
