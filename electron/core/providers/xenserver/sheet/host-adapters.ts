import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetRow, SheetSection } from '#shared/model/sheet.ts';

import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { addressCell, cardIcon, isCut, linkCell, managementCell } from './cards.ts';
import { nameOf } from './common.ts';

/** Its network cards, bonds and VLANs (PIF): the cards themselves first. */
export function hostAdapters(host: Subject): SheetSection | undefined {
  const rows = host
    .followAll('PIFs')
    .toSorted(
      (a, b) =>
        Number(b.flag('physical') === true) - Number(a.flag('physical') === true) ||
        (a.text('device') ?? '').localeCompare(b.text('device') ?? ''),
    )
    .map(adapterRow);
  return section('relation.cards', {
    tables: [
      table(
        'relation.cards',
        [
          'column.device',
          'column.link',
          'sheet.duplex',
          'column.macAddress',
          'column.network',
          'sheet.vlan',
          'column.ipAddress',
          'column.management',
        ],
        rows,
        [host.from('PIFs')],
      ),
    ],
  });
}

function adapterRow(pif: Subject): SheetRow {
  const metrics = pif.follow('metrics');
  const network = pif.follow('network');
  const vlan = pif.number('VLAN');
  const duplex = metrics?.flag('duplex');
  const mac = pif.text('MAC');
  return {
    key: pif.ref,
    icon: cardIcon(pif),
    cells: [
      { text: pif.text('device') ?? '', ref: pif.ref },
      linkCell(pif),
      duplex === undefined ? null : { text: say(duplex ? 'sheet.fullDuplex' : 'sheet.halfDuplex') },
      mac === undefined ? null : { code: mac },
      network === undefined ? null : { text: nameOf(network), ref: network.ref },
      vlan === undefined || vlan < 0 ? null : { text: String(vlan) },
      addressCell(pif),
      managementCell(pif),
    ],
    ...(isCut(pif) && { tone: 'warning' }),
    from: [
      ...['device', 'MAC', 'network', 'VLAN', 'IP', 'management'].map((path) => pif.from(path)),
      ...(metrics === undefined
        ? []
        : ['carrier', 'speed', 'duplex'].map((path) => metrics.from(path))),
    ],
  };
}
