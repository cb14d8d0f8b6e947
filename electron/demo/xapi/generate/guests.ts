import type { Row } from '../db/row.ts';
import type { Builder } from './builder.ts';

/** An operating system as its guest agent reports it. */
interface Guest {
  readonly name: string;
  readonly label: string;
  readonly version: Readonly<Record<string, string>>;
}

export const guests: readonly [Guest, ...Guest[]] = [
  {
    name: 'Debian GNU/Linux 13',
    label: 'debian-13',
    version: { name: 'Debian GNU/Linux 13.1', distro: 'debian', major: '13', uname: '6.12.48' },
  },
  {
    name: 'Ubuntu 24.04',
    label: 'ubuntu-24',
    version: { name: 'Ubuntu 24.04.3 LTS', distro: 'ubuntu', major: '24', uname: '6.8.0-85' },
  },
  {
    name: 'AlmaLinux 9',
    label: 'almalinux-9',
    version: { name: 'AlmaLinux 9.6', distro: 'almalinux', major: '9', uname: '5.14.0-570' },
  },
  {
    name: 'Windows Server 2022',
    label: 'windows-server-2022',
    version: {
      name: 'Microsoft Windows Server 2022 Standard|C:\\Windows|\\Device\\Harddisk0\\Partition3',
      distro: 'windows',
      major: '10',
      minor: '0',
    },
  },
];

/** What the agent in a machine reports: addresses, versions, drivers. */
export function addGuest(builder: Builder, guest: Guest, running: boolean, index: number): Row {
  return builder.add('VM_guest_metrics', {
    os_version: guest.version,
    PV_drivers_version: { major: '8', minor: '4', micro: '0', build: '1' },
    PV_drivers_up_to_date: true,
    PV_drivers_detected: true,
    networks: {
      '0/ip': address(index),
      '0/ipv4/0': address(index),
      '0/ipv6/0': `fe80::a8bb:${index.toString(16)}`,
    },
    other: {
      'feature-balloon': '1',
      'feature-suspend': '1',
      'feature-shutdown': '1',
      'feature-reboot': '1',
      'feature-vcpu-hotplug': '1',
      'platform-feature-multiprocessor-suspend': '1',
      has_vendor_device: '0',
    },
    last_updated: builder.daysAgo(0),
    live: running,
    can_use_hotplug_vbd: 'yes',
    can_use_hotplug_vif: 'yes',
  });
}

const address = (index: number): string =>
  `10.${30 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${(index % 250) + 2}`;
