import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetCell, SheetRow, SheetSection } from '#shared/model/sheet.ts';
import { section, table } from '../../sheet/section.ts';
import type { PartSubject, Subject } from '../../sheet/subject.ts';

/** The elements of a list of `config.network`, each with its place. */
function parts(host: Subject, name: string): readonly PartSubject[] {
  const path = `config.network.${name}`;
  return host.objects(path).map((one, index) => host.part(`${path}[${index}]`, one));
}

const code = (text: string | undefined): SheetCell => (text === undefined ? null : { code: text });

export function physicalAdapters(host: Subject, reading: boolean): SheetSection | undefined {
  const rows = parts(host, 'pnic').map((nic) => physicalAdapter(host, nic));
  const columns = [
    'column.device',
    'column.link',
    'sheet.duplex',
    'column.macAddress',
    'sheet.switch',
    'sheet.driver',
  ] as const;
  return section('sheet.physicalAdapters', {
    reading,
    tables: [table('sheet.physicalAdapters', columns, rows, [host.from('config.network.pnic')])],
  });
}

function physicalAdapter(host: Subject, nic: PartSubject): SheetRow {
  const speed = nic.number('linkSpeed.speedMb');
  const used = switchesOf(host, nic.text('key'));
  return {
    key: nic.text('key') ?? nic.text('device') ?? '',
    icon: {
      kind: 'interface',
      state: speed === undefined ? 'disconnected' : 'on',
      health: 'unknown',
    },
    cells: [
      code(nic.text('device')),
      { text: speed === undefined ? say('cell.linkDown') : say('cell.linkUpSpeed', { speed }) },
      speed === undefined
        ? null
        : {
            text: say(
              nic.flag('linkSpeed.duplex') === true ? 'sheet.fullDuplex' : 'sheet.halfDuplex',
            ),
          },
      code(nic.text('mac')),
      used.map((one) => ({ text: one.name })),
      { text: nic.text('driver') ?? '' },
    ],
    // A cable that is missing where no switch uses it is no fault.
    ...(speed === undefined && used.length > 0 && { tone: 'warning' }),
    from: [nic.from(''), ...used.map(({ from }) => from)],
  };
}

function switchesOf(host: Subject, key: string | undefined) {
  return [...parts(host, 'vswitch'), ...parts(host, 'proxySwitch')].flatMap((one) => {
    const name = one.text('name') ?? one.text('dvsName');
    return key !== undefined && name !== undefined && one.texts('pnic').includes(key)
      ? [{ name, from: one.from('') }]
      : [];
  });
}

export function switches(host: Subject): SheetSection | undefined {
  const nics = new Map(
    parts(host, 'pnic').map((nic) => [nic.text('key'), nic.text('device')] as const),
  );
  const rows = [...parts(host, 'vswitch'), ...parts(host, 'proxySwitch')].map((one): SheetRow => {
    const mtu = one.number('mtu');
    return {
      key: one.text('key') ?? '',
      cells: [
        { text: one.text('name') ?? one.text('dvsName') ?? '' },
        { text: say(one.text('dvsName') === undefined ? 'sheet.standard' : 'sheet.distributed') },
        one.texts('pnic').flatMap((key) => {
          const device = nics.get(key);
          return device === undefined ? [] : [{ code: device }];
        }),
        mtu === undefined ? null : { count: mtu },
      ],
      from: [one.from(''), host.from('config.network.pnic')],
    };
  });
  return section('sheet.switches', {
    tables: [
      table(
        'sheet.switches',
        ['sheet.switch', 'column.type', 'sheet.uplinks', '#column.mtu'],
        rows,
        [host.from('config.network.vswitch'), host.from('config.network.proxySwitch')],
      ),
    ],
  });
}

export function portGroups(host: Subject): SheetSection | undefined {
  const rows = parts(host, 'portgroup').map((group): SheetRow => {
    const vlan = group.number('spec.vlanId');
    return {
      key: group.text('key') ?? '',
      cells: [
        { text: group.text('spec.name') ?? '' },
        { text: group.text('spec.vswitchName') ?? '' },
        vlan === undefined ? null : { text: vlan === 0 ? say('sheet.noVlan') : String(vlan) },
      ],
      from: [group.from('')],
    };
  });
  return section('sheet.portGroups', {
    tables: [
      table('sheet.portGroups', ['sheet.portGroup', 'sheet.switch', 'sheet.vlan'], rows, [
        host.from('config.network.portgroup'),
      ]),
    ],
  });
}

/** VMkernel adapters: management, vMotion, storage. */
export function kernelInterfaces(host: Subject): SheetSection | undefined {
  const rows = parts(host, 'vnic').map((nic): SheetRow => {
    const mtu = nic.number('spec.mtu');
    const address = nic.text('spec.ip.ipAddress');
    return {
      key: nic.text('key') ?? nic.text('device') ?? '',
      cells: [
        code(nic.text('device')),
        {
          text: nic.text('portgroup') ?? nic.text('spec.distributedVirtualPort.portgroupKey') ?? '',
        },
        code(address),
        code(nic.text('spec.ip.subnetMask')),
        code(nic.text('spec.mac')),
        mtu === undefined ? null : { count: mtu },
        { text: nic.text('spec.netStackInstanceKey') ?? '' },
      ],
      from: [nic.from('')],
    };
  });
  return section('sheet.kernelInterfaces', {
    tables: [
      table(
        'sheet.kernelInterfaces',
        [
          'column.device',
          'sheet.portGroup',
          'column.ipAddress',
          'sheet.netmask',
          'column.macAddress',
          '#column.mtu',
          'sheet.netStack',
        ],
        rows,
        [host.from('config.network.vnic')],
      ),
    ],
  });
}
