import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { makeRef } from '#shared/model/reference.ts';
import type {
  SheetCell,
  SheetRow,
  SheetSection,
  SheetSource,
  SheetValue,
} from '#shared/model/sheet.ts';
import { wordOf, yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { PartSubject, Subject } from '../../sheet/subject.ts';
import { nameOf } from './common.ts';
import { fileSources } from './machine-storage.ts';
import * as words from './words.ts';

const path = 'config.hardware.device';

function devices(vm: Subject): readonly PartSubject[] {
  return vm.objects(path).map((one, index) => {
    const { key } = one;
    return vm.part(`${path}[${typeof key === 'number' ? key : index}]`, one);
  });
}

const label = (device: Subject): Text => device.text('deviceInfo.label') ?? '';

export function disks(vm: Subject, reading: boolean): SheetSection | undefined {
  const all = devices(vm);
  const rows = all
    .filter(({ type }) => type === 'VirtualDisk')
    .map((disk) => diskRow(vm, disk, all));
  return section('relation.disks', {
    reading,
    tables: [
      table(
        'relation.disks',
        [
          'sheet.disk',
          '#column.size',
          '#column.used',
          'sheet.provisioning',
          'sheet.controller',
          'column.mode',
          'kind.datastore',
          'sheet.file',
        ],
        rows,
        [vm.from(path)],
      ),
    ],
  });
}

function diskRow(vm: Subject, disk: PartSubject, all: readonly PartSubject[]): SheetRow {
  const bytes = disk.number('capacityInBytes') ?? kibibytes(disk.number('capacityInKB'));
  const controller = all.find((one) => one.number('key') === disk.number('controllerKey'));
  const unit = disk.number('unitNumber');
  const store = disk.follow('backing.datastore');
  const mode = disk.text('backing.diskMode');
  return {
    key: String(disk.number('key')),
    icon: { kind: 'disk', state: 'none', health: 'unknown' },
    cells: [
      { text: label(disk) },
      bytes === undefined ? null : { bytes },
      usedBytes(vm, disk.number('key')),
      { text: provisioning(disk) },
      controller === undefined
        ? null
        : { text: say('sheet.onController', { controller: label(controller), unit: unit ?? 0 }) },
      mode === undefined ? null : { text: wordOf(words.diskMode, mode) },
      store === undefined ? null : { text: nameOf(store), ref: store.ref },
      code(disk.text('backing.fileName')),
    ],
    from: [disk.from('')],
  };
}

function kibibytes(amountInKB: number | undefined): number | undefined {
  return amountInKB === undefined ? undefined : amountInKB * 1024;
}

/** What the extents of a disk take on their datastores, with those of its snapshots (layoutEx). */
function usedBytes(vm: Subject, key: number | undefined): SheetCell {
  const layout = vm.objects('layoutEx.disk').find((one) => one['key'] === key);
  if (layout === undefined) return null;
  const sizes = new Map(
    vm.objects('layoutEx.file').map((one) => {
      const file = vm.part('layoutEx.file', one);
      return [file.number('key'), file.number('size') ?? 0] as const;
    }),
  );
  const chain = vm.part('layoutEx.disk', layout).objects('chain');
  const files = chain.flatMap((one) => vm.part('', one).list('fileKey')).map(Number);
  const bytes = files.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
  return { bytes, from: fileSources(vm, files) };
}

function provisioning(disk: Subject): Text {
  const thin = disk.flag('backing.thinProvisioned');
  if (thin === true) return say('sheet.thin');
  if (disk.flag('backing.eagerlyScrub') === true) return say('sheet.thickEager');
  return thin === false ? say('sheet.thick') : '';
}

export function adapters(vm: Subject, reading: boolean): SheetSection | undefined {
  const cards = devices(vm).filter((one) => one.text('macAddress') !== undefined);
  return section('sheet.adapters', {
    reading,
    tables: [
      table(
        'sheet.adapters',
        [
          'sheet.adapter',
          'column.network',
          'sheet.vlan',
          'column.macAddress',
          'column.ipAddresses',
          'column.type',
          'sheet.connected',
        ],
        cards.map((card) => adapterRow(vm, card)),
        [vm.from(path), vm.from('guest.net')],
      ),
    ],
  });
}

function adapterRow(vm: Subject, card: PartSubject): SheetRow {
  const network = networkOf(vm, card);
  const connected = card.flag('connectable.connected');
  const isOn = vm.text('runtime.powerState') === 'poweredOn';
  return {
    key: String(card.number('key')),
    icon: { kind: 'interface', state: connected === true ? 'on' : 'off', health: 'unknown' },
    cells: [
      { text: label(card) },
      network === undefined
        ? { text: card.text('backing.deviceName') ?? card.text('deviceInfo.summary') ?? '' }
        : { text: nameOf(network), ref: network.ref },
      vlanCell(network),
      code(card.text('macAddress')),
      addressesOf(vm, card).map((address) => ({ code: address })),
      { text: wordOf(words.adapterType, card.type) },
      connected === undefined ? null : { text: yesNo(connected) },
    ],
    ...(isOn && connected === false && { tone: 'warning' }),
    from: [
      card.from(''),
      vm.from('guest.net'),
      ...(network === undefined ? [] : [vlanSource(network)]),
    ],
  };
}

/** The network by its reference, or the distributed port group by its key, which is the id of its reference. */
function networkOf(vm: Subject, card: Subject): Subject | undefined {
  const own = card.follow('backing.network');
  const key = card.text('backing.port.portgroupKey');
  if (own !== undefined || key === undefined) return own;
  return vm.at(makeRef('DistributedVirtualPortgroup', key));
}

export function vlanSource(network: Subject): SheetSource {
  return network.from('config.defaultPortConfig.vlan.vlanId');
}

function vlanCell(network: Subject | undefined): SheetCell {
  const vlan =
    network?.number('@devices.vlan') ?? network?.number('config.defaultPortConfig.vlan.vlanId');
  return vlan === undefined ? null : { text: vlan === 0 ? say('sheet.noVlan') : String(vlan) };
}

function addressesOf(vm: Subject, card: Subject): readonly string[] {
  const mac = card.text('macAddress')?.toLowerCase();
  return vm.objects('guest.net').flatMap((one) => {
    const net = vm.part('guest.net', one);
    const isIt =
      net.number('deviceConfigId') === card.number('key') ||
      (net.number('deviceConfigId') === undefined && net.text('macAddress')?.toLowerCase() === mac);
    return isIt ? net.texts('ipAddress') : [];
  });
}

export function drives(vm: Subject): SheetSection | undefined {
  const rows = devices(vm).flatMap((one) => driveRow(one));
  return section('sheet.drives', {
    tables: [
      table(
        'sheet.drives',
        ['column.device', 'column.type', 'sheet.holds', 'sheet.connected'],
        rows,
        [vm.from(path)],
      ),
    ],
  });
}

const driveTypes: Readonly<Record<string, Text>> = {
  VirtualCdrom: say('sheet.cd'),
  VirtualFloppy: say('sheet.floppy'),
  VirtualUSB: 'USB',
  VirtualSerialPort: say('sheet.serialPort'),
  VirtualParallelPort: say('sheet.parallelPort'),
  VirtualPCIPassthrough: say('sheet.passthrough'),
  VirtualTPM: 'TPM',
};

function driveRow(device: PartSubject): readonly SheetRow[] {
  const type = Object.hasOwn(driveTypes, device.type) ? driveTypes[device.type] : undefined;
  if (type === undefined) return [];
  const connected = device.flag('connectable.connected');
  return [
    {
      key: String(device.number('key')),
      cells: [
        { text: label(device) },
        { text: type },
        holds(device),
        connected === undefined ? null : { text: yesNo(connected) },
      ],
      from: [device.from('')],
    },
  ];
}

function holds(device: Subject): SheetValue | null {
  const file = device.text('backing.fileName') ?? device.text('backing.deviceName');
  if (file !== undefined) return { code: file };
  return device.value('backing') === undefined ? null : { text: say('sheet.empty') };
}

function code(text: string | undefined): SheetCell {
  return text === undefined ? null : { code: text };
}
