import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { codeFact, countFact, fact, flagFact, textFact, yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { addresses } from '../map/vm.ts';
import { addressCell, cardIcon, isCut, linkCell, managementCell } from './cards.ts';
import { identity, nameOf, organisation } from './common.ts';

/** What the page of a network says. */
export function networkSheet(network: Subject): readonly (SheetSection | undefined)[] {
  return [details(network), organisation(network), uplinks(network), machines(network)];
}

function details(network: Subject): SheetSection | undefined {
  const cards = network.followAll('PIFs');
  const vlans = cards.flatMap((pif) => pif.number('VLAN') ?? []);
  const vlan = vlans.find((one) => one >= 0);
  return section('sheet.details', {
    facts: [
      fact(
        'sheet.vlan',
        vlans.length === 0
          ? undefined
          : { text: vlan === undefined ? say('sheet.noVlan') : String(vlan) },
        cards.map((pif) => pif.from('VLAN')),
      ),
      countFact(network, 'column.mtu', 'MTU'),
      codeFact(network, 'column.bridge', 'bridge'),
      cards.length > 0
        ? undefined
        : fact('column.type', { text: say('sheet.internal') }, network.from('PIFs')),
      fact(
        'sheet.purpose',
        network.texts('purpose').map((text) => ({ text })),
        network.from('purpose'),
      ),
      textFact(network, 'sheet.locking', 'default_locking_mode'),
      flagFact(network, 'sheet.managed', 'managed'),
      ...identity(network),
    ],
  });
}

/** The card by which each host reaches it. */
function uplinks(network: Subject): SheetSection | undefined {
  const rows = network.followAll('PIFs').map((pif): SheetRow => {
    const host = pif.follow('host');
    const metrics = pif.follow('metrics');
    return {
      key: pif.ref,
      icon: cardIcon(pif),
      cells: [
        host === undefined ? null : { text: nameOf(host), ref: host.ref },
        { text: pif.text('device') ?? '', ref: pif.ref },
        linkCell(pif),
        addressCell(pif),
        managementCell(pif),
      ],
      ...(isCut(pif) && { tone: 'warning' }),
      from: [
        ...['host', 'device', 'IP', 'management'].map((path) => pif.from(path)),
        ...(metrics === undefined ? [] : ['carrier', 'speed'].map((path) => metrics.from(path))),
      ],
    };
  });
  return section('sheet.uplinks', {
    tables: [
      table(
        'sheet.uplinks',
        ['kind.host', 'column.device', 'column.link', 'column.ipAddress', 'column.management'],
        rows,
        [network.from('PIFs')],
      ),
    ],
  });
}

function machines(network: Subject): SheetSection | undefined {
  const rows = network.followAll('VIFs').flatMap((vif) => {
    const vm = vif.follow('VM');
    // Snapshots have adapters, too.
    return vm === undefined || vm.flag('is_a_snapshot') === true ? [] : [machineRow(vm, vif)];
  });
  return section('kinds.vm', {
    tables: [
      table(
        'kinds.vm',
        ['kind.vm', 'column.macAddress', 'column.ipAddresses', 'column.attached'],
        rows,
        [network.from('VIFs')],
      ),
    ],
  });
}

function machineRow(vm: Subject, vif: Subject): SheetRow {
  const guest = vm.follow('guest_metrics');
  const mac = vif.text('MAC');
  const known = guest === undefined ? [] : addresses(guest.properties, vif.text('device') ?? '');
  return {
    key: vif.ref,
    icon: {
      kind: vm.flag('is_a_template') === true ? 'template' : 'vm',
      state: vm.text('power_state') === 'Running' ? 'on' : 'off',
      health: 'unknown',
    },
    cells: [
      { text: nameOf(vm), ref: vm.ref },
      mac === undefined ? null : { code: mac },
      known.map((code) => ({ code })),
      { text: yesNo(vif.flag('currently_attached') === true) },
    ],
    from: [
      vif.from('VM'),
      vif.from('MAC'),
      vif.from('currently_attached'),
      ...(guest === undefined ? [] : [guest.from('networks')]),
    ],
  };
}
