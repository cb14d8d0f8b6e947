import type { GuestOs, HostModel } from '../estate/entity.ts';

/** What the estate is made of: guest systems, servers and the workloads with their usual names and sizes. */

const linux = (guestId: string, fullName: string, pretty: string, kernel: string): GuestOs => ({
  guestId,
  fullName,
  family: 'linuxGuest',
  detail: `architecture='X86' bitness='64' distroName='${pretty}' familyName='Linux' kernelVersion='${kernel}' prettyName='${pretty}'`,
});

const windows = (guestId: string, fullName: string, build: string): GuestOs => ({
  guestId,
  fullName,
  family: 'windowsGuest',
  detail: `architecture='X86' bitness='64' buildNumber='${build}' familyName='Windows' prettyName='${fullName.replace('Microsoft ', '')}'`,
});

export const guests = {
  rhel8: linux(
    'rhel8_64Guest',
    'Red Hat Enterprise Linux 8 (64-bit)',
    'Red Hat Enterprise Linux 8.10',
    '4.18.0-553.el8_10.x86_64',
  ),
  rhel9: linux(
    'rhel9_64Guest',
    'Red Hat Enterprise Linux 9 (64-bit)',
    'Red Hat Enterprise Linux 9.6',
    '5.14.0-570.12.1.el9_6.x86_64',
  ),
  sles15: linux(
    'sles15_64Guest',
    'SUSE Linux Enterprise 15 (64-bit)',
    'SUSE Linux Enterprise Server 15 SP6',
    '6.4.0-150600.23-default',
  ),
  ubuntu: linux('ubuntu64Guest', 'Ubuntu Linux (64-bit)', 'Ubuntu 24.04.3 LTS', '6.8.0-71-generic'),
  debian12: linux(
    'debian12_64Guest',
    'Debian GNU/Linux 12 (64-bit)',
    'Debian GNU/Linux 12 (bookworm)',
    '6.1.0-37-amd64',
  ),
  photon: linux(
    'vmwarePhoton64Guest',
    'VMware Photon OS (64-bit)',
    'VMware Photon OS/Linux',
    '6.1.60-5.ph5-esx',
  ),
  win2016: windows(
    'windows9Server64Guest',
    'Microsoft Windows Server 2016 or later (64-bit)',
    '14393',
  ),
  win2019: windows('windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)', '17763'),
  win2022: windows('windows2019srvNext_64Guest', 'Microsoft Windows Server 2022 (64-bit)', '20348'),
  win11: windows('windows11_64Guest', 'Microsoft Windows 11 (64-bit)', '26100'),
  freebsd: {
    guestId: 'freebsd13_64Guest',
    fullName: 'FreeBSD 13 (64-bit)',
    family: 'otherGuest',
    detail: '',
  },
} as const satisfies Record<string, GuestOs>;

export const hostModels: readonly [HostModel, ...HostModel[]] = [
  {
    vendor: 'Dell Inc.',
    model: 'PowerEdge R750',
    cpuModel: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
    mhz: 1995,
    packages: 2,
    coresPerPackage: 32,
    memoryGB: 1024,
  },
  {
    vendor: 'HPE',
    model: 'ProLiant DL380 Gen11',
    cpuModel: 'Intel(R) Xeon(R) Gold 6430',
    mhz: 2100,
    packages: 2,
    coresPerPackage: 32,
    memoryGB: 1536,
  },
  {
    vendor: 'Dell Inc.',
    model: 'PowerEdge R7525',
    cpuModel: 'AMD EPYC 7543 32-Core Processor',
    mhz: 2794,
    packages: 2,
    coresPerPackage: 32,
    memoryGB: 1024,
  },
  {
    vendor: 'Lenovo',
    model: 'ThinkSystem SR650 V3',
    cpuModel: 'Intel(R) Xeon(R) Platinum 8480+',
    mhz: 1995,
    packages: 2,
    coresPerPackage: 56,
    memoryGB: 2048,
  },
  {
    vendor: 'Cisco Systems Inc',
    model: 'UCSC-C240-M6SX',
    cpuModel: 'Intel(R) Xeon(R) Gold 5318Y CPU @ 2.10GHz',
    mhz: 2095,
    packages: 2,
    coresPerPackage: 24,
    memoryGB: 768,
  },
];

/** Port groups with their VLANs, in the order of their subnets. */
export const portgroups = [
  'web',
  'app',
  'db',
  'sap',
  'k8s',
  'infra',
  'backup',
  'dev',
  'vdi',
] as const;
