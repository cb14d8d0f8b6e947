import { text as say } from '#shared/i18n/make-text.ts';
import { refType } from '#shared/model/reference.ts';
import type { SheetFact, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import {
  codeFact,
  countFact,
  fact,
  flagFact,
  linkFact,
  textFact,
  yesNo,
} from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf, organisation, ownName, place } from './common.ts';

/** What the page of a network, or of a distributed port group, says. */
export function networkSheet(
  network: Subject,
  reading: boolean,
): readonly (SheetSection | undefined)[] {
  return [
    general(network, reading),
    place(network),
    organisation(network),
    hosts(network, reading),
    machines(network, reading),
  ];
}

function general(network: Subject, reading: boolean): SheetSection | undefined {
  const accessible = network.flag('summary.accessible');
  const port = 'config.defaultPortConfig';
  return section('sheet.details', {
    reading,
    facts: [
      fact(
        'column.type',
        { text: say(typeOf(network)) },
        network.from(network.value('config') === undefined ? 'name' : 'config'),
      ),
      vlan(network),
      fact(
        'sheet.accessible',
        accessible === undefined ? undefined : { text: yesNo(accessible) },
        network.from('summary.accessible'),
        { tone: accessible === false ? 'error' : undefined },
      ),
      linkFact(network, 'sheet.switch', 'config.distributedVirtualSwitch', nameOf),
      countFact(network, 'sheet.ports', 'config.numPorts'),
      textFact(network, 'sheet.binding', 'config.type'),
      flagFact(network, 'sheet.promiscuous', `${port}.securityPolicy.allowPromiscuous.value`),
      flagFact(network, 'sheet.macChanges', `${port}.securityPolicy.macChanges.value`),
      flagFact(network, 'sheet.forged', `${port}.securityPolicy.forgedTransmits.value`),
      ownName(network),
    ],
  });
}

function typeOf(network: Subject) {
  if (network.flag('config.uplink') === true) return 'sheet.uplinkGroup';
  switch (refType(network.ref)) {
    case 'DistributedVirtualPortgroup':
      return 'sheet.distributed';
    case 'OpaqueNetwork':
      return 'sheet.opaque';
    default:
      return 'sheet.standard';
  }
}

/** An id, or the ranges of a trunk. */
function vlan(network: Subject): SheetFact | undefined {
  const path = 'config.defaultPortConfig.vlan';
  const id = network.number(`${path}.vlanId`) ?? network.number('@devices.vlan');
  if (id !== undefined)
    return fact(
      'sheet.vlan',
      { text: id === 0 ? say('sheet.noVlan') : String(id) },
      network.from(`${path}.vlanId`),
    );
  const ranges = network.objects(`${path}.vlanId`).map((one) => {
    const range = network.part(path, one);
    return { text: `${range.number('start') ?? ''}–${range.number('end') ?? ''}` };
  });
  return fact('sheet.vlan', ranges, network.from(`${path}.vlanId`));
}

function hosts(network: Subject, reading: boolean): SheetSection | undefined {
  const rows = network.followAll('host').map(
    (host): SheetRow => ({
      key: host.ref,
      icon: {
        kind: 'host',
        state: host.text('runtime.connectionState') === 'connected' ? 'on' : 'disconnected',
        health: 'unknown',
      },
      cells: [
        { text: nameOf(host), ref: host.ref },
        { text: host.text('summary.config.product.fullName') ?? '' },
      ],
      from: [host.from('name'), host.from('summary.config.product.fullName')],
    }),
  );
  return section('kinds.host', {
    reading,
    tables: [table('kinds.host', ['kind.host', 'column.product'], rows, [network.from('host')])],
  });
}

function machines(network: Subject, reading: boolean): SheetSection | undefined {
  const rows = network.followAll('vm').map(
    (vm): SheetRow => ({
      key: vm.ref,
      icon: {
        kind: vm.flag('config.template') === true ? 'template' : 'vm',
        state: vm.text('runtime.powerState') === 'poweredOn' ? 'on' : 'off',
        health: 'unknown',
      },
      cells: [
        { text: nameOf(vm), ref: vm.ref },
        vm.text('guest.ipAddress') === undefined
          ? null
          : { code: vm.text('guest.ipAddress') ?? '' },
        { text: vm.text('guest.hostName') ?? '' },
      ],
      from: ['name', 'guest.ipAddress', 'guest.hostName'].map((path) => vm.from(path)),
    }),
  );
  return section('kinds.vm', {
    reading,
    tables: [
      table('kinds.vm', ['kind.vm', 'column.ipAddress', 'summary.hostName'], rows, [
        network.from('vm'),
      ]),
    ],
  });
}

/** What the page of a distributed switch says. */
export function switchSheet(dvs: Subject, reading: boolean): readonly (SheetSection | undefined)[] {
  const rows = dvs.followAll('summary.hostMember').map(
    (host): SheetRow => ({
      key: host.ref,
      icon: { kind: 'host', state: 'none', health: 'unknown' },
      cells: [{ text: nameOf(host), ref: host.ref }],
      from: [host.from('name')],
    }),
  );
  return [
    section('sheet.details', {
      reading,
      facts: [
        textFact(dvs, 'summary.version', 'summary.productInfo.version'),
        countFact(dvs, 'sheet.ports', 'summary.numPorts'),
        countFact(dvs, 'column.mtu', 'config.maxMtu'),
        fact(
          'sheet.uplinks',
          dvs.texts('config.uplinkPortPolicy.uplinkPortName').map((text) => ({ text })),
          dvs.from('config.uplinkPortPolicy.uplinkPortName'),
        ),
        fact(
          'sheet.portGroups',
          dvs.texts('summary.portgroupName').map((text) => ({ text })),
          dvs.from('summary.portgroupName'),
        ),
        textFact(dvs, 'sheet.contact', 'config.contact.name'),
        codeFact(dvs, 'summary.uuid', 'uuid'),
        ownName(dvs),
      ],
    }),
    place(dvs),
    organisation(dvs),
    section('kinds.host', {
      reading,
      tables: [table('kinds.host', ['kind.host'], rows, [dvs.from('summary.hostMember')])],
    }),
  ];
}
