import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { yesNo } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
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
  const carrier = metrics?.flag('carrier');
  const speed = metrics?.number('speed');
  const used = pif.flag('currently_attached') === true;
  const [mac, address] = [pif.text('MAC'), pif.text('IP')];
  return {
    key: pif.ref,
    icon: {
      kind: 'interface',
      state: carrier === true ? 'on' : carrier === false ? 'disconnected' : 'none',
      health: 'unknown',
    },
    cells: [
      { text: pif.text('device') ?? '', ref: pif.ref },
      carrier === undefined
        ? null
        : {
            text: carrier
              ? speed
                ? say('cell.linkUpSpeed', { speed })
                : say('cell.linkUp')
              : say('cell.linkDown'),
          },
      metrics?.flag('duplex') === undefined
        ? null
        : { text: say(metrics.flag('duplex') === true ? 'sheet.fullDuplex' : 'sheet.halfDuplex') },
      mac === undefined ? null : { code: mac },
      network === undefined ? null : { text: nameOf(network), ref: network.ref },
      vlan === undefined || vlan < 0 ? null : { text: String(vlan) },
      address === undefined ? null : { code: address },
      pif.flag('management') === true ? { text: yesNo(true) } : null,
    ],
    ...(used && carrier === false && { tone: 'warning' }),
    from: [
      ...['device', 'MAC', 'network', 'VLAN', 'IP', 'management'].map((path) => pif.from(path)),
      ...(metrics === undefined
        ? []
        : ['carrier', 'speed', 'duplex'].map((path) => metrics.from(path))),
    ],
  };
}
