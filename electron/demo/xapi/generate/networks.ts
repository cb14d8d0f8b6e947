import { text } from '../api/value.ts';
import type { Row } from '../db/row.ts';
import type { Builder } from './builder.ts';

const vlans = [
  [10, 'Servers'],
  [20, 'Desktops'],
  [30, 'DMZ'],
  [40, 'Storage'],
  [50, 'Backup'],
  [60, 'Voice & video'],
] as const;

const hostInternal = {
  name_label: 'Host internal management network',
  name_description: 'Network on which guests will be assigned a private link-local IP address',
  MTU: 1500,
  bridge: 'xenapi',
  managed: true,
  other_config: {
    is_host_internal_management_network: 'true',
    is_guest_installer_network: 'true',
    ip_begin: '169.254.0.1',
    ip_end: '169.254.255.254',
    netmask: '255.255.0.0',
    HideFromXenCenter: 'true',
  },
} as const;

/** Networks that machines can be attached to. */
export interface Networks {
  readonly usable: readonly Row[];
}

/** Physical networks, VLANs on the first of them, the internal network that XenCenter hides, and every host's interfaces. */
export function addNetworks(builder: Builder, hosts: readonly Row[]): Networks {
  const physical = [0, 1].map((device) =>
    builder.add('network', {
      name_label: `Pool-wide network associated with eth${device}`,
      MTU: 1500,
      bridge: `xenbr${device}`,
      managed: true,
      other_config: { automatic: 'true' },
    }),
  );
  const tagged = vlans.map(([tag, name]) =>
    builder.add('network', {
      name_label: name,
      name_description: `VLAN ${tag}`,
      MTU: 1500,
      bridge: `xapi${tag}`,
      managed: true,
      other_config: {},
      tags: tag === 30 ? ['external'] : [],
    }),
  );
  builder.add('network', hostInternal);
  for (const host of hosts) {
    addInterfaces(builder, host, physical, tagged);
  }
  return { usable: [...tagged, ...physical] };
}

function addInterfaces(
  builder: Builder,
  host: Row,
  physical: readonly Row[],
  tagged: readonly Row[],
): void {
  const interfaces = physical.map((network, device) => {
    const management = device === 0;
    return addInterface(builder, host, network, {
      device: `eth${device}`,
      VLAN: -1,
      physical: true,
      management,
      ip_configuration_mode: management ? 'Static' : 'None',
      IP: management ? text(host.values['address']) : '',
      netmask: management ? '255.255.255.0' : '',
      gateway: management ? '10.20.0.1' : '',
      DNS: management ? '10.20.0.2' : '',
    });
  });
  const [trunk] = interfaces;
  tagged.forEach((network, index) => {
    const [tag] = vlans[index] ?? [0];
    const untagged = addInterface(builder, host, network, {
      device: 'eth0',
      VLAN: tag,
      physical: false,
      management: false,
      ip_configuration_mode: 'None',
    });
    const vlan = builder.add('VLAN', {
      tagged_PIF: trunk?.ref ?? '',
      untagged_PIF: untagged.ref,
      tag,
    });
    builder.db.set(untagged, { VLAN_master_of: vlan.ref });
  });
}

function addInterface(
  builder: Builder,
  host: Row,
  network: Row,
  fields: Readonly<Record<string, string | number | boolean>>,
): Row {
  const metrics = builder.add('PIF_metrics', {
    carrier: true,
    vendor_id: '8086',
    vendor_name: 'Intel Corporation',
    device_id: '1592',
    device_name: 'Ethernet Controller E810-C for QSFP',
    speed: 25_000,
    duplex: true,
    pci_bus_path: '0000:17:00.0',
    io_read_kbs: 0,
    io_write_kbs: 0,
    last_updated: builder.daysAgo(0),
  });
  return builder.add('PIF', {
    host: host.ref,
    network: network.ref,
    MAC: builder.mac(),
    MTU: 1500,
    metrics: metrics.ref,
    currently_attached: true,
    primary_address_type: 'IPv4',
    managed: true,
    capabilities: [],
    ...fields,
  });
}
