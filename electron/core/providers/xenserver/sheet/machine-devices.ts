import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetCell, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { addresses } from '../map/vm.ts';
import { nameOf } from './common.ts';

/** Disks and CD drives (VBD), each with its image and where that is stored. */
export function disks(vm: Subject): SheetSection | undefined {
  const drives = vm
    .followAll('VBDs')
    .toSorted((a, b) => Number(a.text('userdevice') ?? 0) - Number(b.text('userdevice') ?? 0));
  return section('relation.disks', {
    tables: [
      table(
        'relation.disks',
        [
          'sheet.disk',
          'column.device',
          '#column.size',
          '#column.used',
          'kind.datastore',
          'column.mode',
          'column.attached',
        ],
        drives.map(diskRow),
        [vm.from('VBDs')],
      ),
    ],
  });
}

function diskRow(vbd: Subject): SheetRow {
  const image = vbd.follow('VDI');
  const store = image?.follow('SR');
  const size = image?.number('virtual_size');
  const used = image?.number('physical_utilisation');
  const isCd = vbd.text('type') === 'CD';
  const attached = vbd.flag('currently_attached') === true;
  return {
    key: vbd.ref,
    icon: { kind: 'disk', state: attached ? 'on' : 'off', health: 'unknown' },
    cells: [
      image === undefined ? { text: say('sheet.empty') } : { text: nameOf(image), ref: image.ref },
      { text: deviceText(vbd, isCd), ref: vbd.ref },
      size === undefined ? null : { bytes: size },
      used === undefined || used < 0 || isCd ? null : { bytes: used },
      store === undefined ? null : { text: nameOf(store), ref: store.ref },
      { text: vbd.text('mode') === 'RO' ? say('cell.readOnly') : say('cell.readWrite') },
      { text: yesNo(attached) },
    ],
    from: [
      vbd.from('VDI'),
      vbd.from('userdevice'),
      ...(image === undefined
        ? []
        : ['virtual_size', 'physical_utilisation', 'SR'].map((path) => image.from(path))),
    ],
    ...(image?.flag('missing') === true && { tone: 'error' }),
  };
}

function deviceText(vbd: Subject, isCd: boolean) {
  const name = vbd.text('device');
  const device = `${vbd.text('userdevice') ?? ''}${name === undefined ? '' : ` (${name})`}`;
  return isCd ? say('cell.cd', { device }) : say('cell.disk', { device });
}

export function adapters(vm: Subject): SheetSection | undefined {
  const cards = vm
    .followAll('VIFs')
    .toSorted((a, b) => Number(a.text('device') ?? 0) - Number(b.text('device') ?? 0));
  const guest = vm.follow('guest_metrics');
  return section('sheet.adapters', {
    tables: [
      table(
        'sheet.adapters',
        [
          'sheet.adapter',
          'column.network',
          'sheet.vlan',
          'column.macAddress',
          'column.ipAddresses',
          'column.mtu',
          'column.attached',
        ],
        cards.map((card) => adapterRow(card, guest)),
        [vm.from('VIFs')],
      ),
    ],
  });
}

function adapterRow(vif: Subject, guest: Subject | undefined): SheetRow {
  const network = vif.follow('network');
  const attached = vif.flag('currently_attached') === true;
  const device = vif.text('device');
  const mac = vif.text('MAC');
  const mtu = vif.number('MTU');
  const found = guest === undefined ? [] : addresses(guest.properties, device ?? '');
  return {
    key: vif.ref,
    icon: { kind: 'interface', state: attached ? 'on' : 'off', health: 'unknown' },
    cells: [
      { text: device ?? '', ref: vif.ref },
      network === undefined ? null : { text: nameOf(network), ref: network.ref },
      vlanOf(network),
      mac === undefined ? null : { code: mac },
      found.map((address) => ({ code: address })),
      mtu === undefined ? null : { count: mtu },
      { text: yesNo(attached) },
    ],
    from: [
      vif.from('MAC'),
      vif.from('MTU'),
      vif.from('device'),
      vif.from('network'),
      ...(network?.followAll('PIFs') ?? []).map((pif) => pif.from('VLAN')),
      ...(guest === undefined ? [] : [guest.from('networks')]),
    ],
  };
}

/** The interfaces of its hosts tell; −1 is none. */
export function vlanOf(network: Subject | undefined): SheetCell {
  const vlans = (network?.followAll('PIFs') ?? []).flatMap((pif) => pif.number('VLAN') ?? []);
  const vlan = vlans.find((one) => one >= 0);
  if (vlan !== undefined) return { text: String(vlan) };
  return vlans.length === 0 ? null : { text: say('sheet.noVlan') };
}

/** What is passed through: GPUs, USB and PCI devices. */
export function otherDevices(vm: Subject): SheetSection | undefined {
  const all = [
    ...vm.followAll('VGPUs').map((one) => [one, say('relation.vgpus')] as const),
    ...vm.followAll('attached_PCIs').map((one) => [one, say('sheet.passthrough')] as const),
    ...vm.followAll('VUSBs').map((one) => [one, say('relation.usb')] as const),
  ];
  const rows = all.map(([one, type]): SheetRow => {
    const model = one.follow('type')?.text('model_name') ?? one.text('device_name');
    return {
      key: one.ref,
      cells: [{ text: type, ref: one.ref }, { text: model ?? '' }],
      from: [one.from('uuid')],
    };
  });
  return section('sheet.drives', {
    tables: [
      table('sheet.drives', ['column.type', 'column.device'], rows, [
        vm.from('VGPUs'),
        vm.from('attached_PCIs'),
        vm.from('VUSBs'),
      ]),
    ],
  });
}
