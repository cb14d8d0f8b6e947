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

/** A kind of workload. */
export interface Role {
  /** `{site}` and `{n}` (three digits) or `{nn}` (two digits) are filled in. */
  readonly name: string;
  readonly weight: number;
  readonly guests: readonly [GuestOs, ...GuestOs[]];
  readonly cpus: readonly [number, ...number[]];
  readonly memoryGB: readonly [number, ...number[]];
  /** Capacities of the disks. */
  readonly disksGB: readonly number[];
  readonly folder: string;
  readonly portgroup: string;
  readonly pool: 'Production' | 'Databases' | 'Test and Development' | 'Infrastructure';
  readonly notes: readonly [string, ...string[]];
}

export const roles: readonly [Role, ...Role[]] = [
  {
    name: '{site}-web-{n}',
    weight: 16,
    guests: [guests.ubuntu, guests.rhel9, guests.debian12],
    cpus: [2, 4],
    memoryGB: [4, 8],
    disksGB: [40],
    folder: 'Production/Web',
    portgroup: 'web',
    pool: 'Production',
    notes: ['Public web front end behind the load balancer.', ''],
  },
  {
    name: '{site}-app-{n}',
    weight: 16,
    guests: [guests.rhel8, guests.rhel9, guests.win2019],
    cpus: [4, 8],
    memoryGB: [8, 16, 32],
    disksGB: [60, 100],
    folder: 'Production/Applications',
    portgroup: 'app',
    pool: 'Production',
    notes: ['Application server. Patch window: Sunday 02:00–06:00.', ''],
  },
  {
    name: 'sql-{site}-{nn}',
    weight: 6,
    guests: [guests.win2019, guests.win2022],
    cpus: [8, 16],
    memoryGB: [64, 128],
    disksGB: [100, 500, 250, 100],
    folder: 'Production/Databases',
    portgroup: 'db',
    pool: 'Databases',
    notes: [
      'Microsoft SQL Server, Always On availability group.\nOwner: database team (dba@corp.example)',
    ],
  },
  {
    name: 'sap-hana-prd-{nn}',
    weight: 3,
    guests: [guests.sles15],
    cpus: [32, 64],
    memoryGB: [512, 768],
    disksGB: [100, 1024, 2048, 512],
    folder: 'Production/SAP',
    portgroup: 'sap',
    pool: 'Databases',
    notes: ['SAP HANA, scale up. Do not migrate during business hours.'],
  },
  {
    name: 'sap-app-{nn}',
    weight: 4,
    guests: [guests.sles15],
    cpus: [8, 16],
    memoryGB: [64, 96],
    disksGB: [100, 200],
    folder: 'Production/SAP',
    portgroup: 'sap',
    pool: 'Production',
    notes: ['SAP NetWeaver application server.'],
  },
  {
    name: 'pg-{site}-{nn}',
    weight: 6,
    guests: [guests.debian12, guests.ubuntu],
    cpus: [4, 8],
    memoryGB: [16, 32, 64],
    disksGB: [40, 400],
    folder: 'Production/Databases',
    portgroup: 'db',
    pool: 'Databases',
    notes: ['PostgreSQL 16, streaming replica. Backup: 22:00 daily.'],
  },
  {
    name: '{site}-k8s-node-{n}',
    weight: 12,
    guests: [guests.ubuntu, guests.photon],
    cpus: [8, 16],
    memoryGB: [32, 64],
    disksGB: [80, 200],
    folder: 'Production/Kubernetes',
    portgroup: 'k8s',
    pool: 'Production',
    notes: [''],
  },
  {
    name: '{site}-dc-{nn}',
    weight: 2,
    guests: [guests.win2022, guests.win2019],
    cpus: [2],
    memoryGB: [8],
    disksGB: [80],
    folder: 'Infrastructure',
    portgroup: 'infra',
    pool: 'Infrastructure',
    notes: ['Active Directory domain controller. Never revert to a snapshot!'],
  },
  {
    name: '{site}-dns-{nn}',
    weight: 2,
    guests: [guests.debian12, guests.freebsd],
    cpus: [1, 2],
    memoryGB: [2],
    disksGB: [20],
    folder: 'Infrastructure',
    portgroup: 'infra',
    pool: 'Infrastructure',
    notes: ['Recursive resolver.'],
  },
  {
    name: '{site}-mon-{nn}',
    weight: 2,
    guests: [guests.debian12],
    cpus: [4],
    memoryGB: [16],
    disksGB: [40, 500],
    folder: 'Infrastructure',
    portgroup: 'infra',
    pool: 'Infrastructure',
    notes: ['Monitoring: Prometheus and Alertmanager.'],
  },
  {
    name: '{site}-file-{nn}',
    weight: 2,
    guests: [guests.win2019],
    cpus: [4],
    memoryGB: [16],
    disksGB: [80, 2048],
    folder: 'Infrastructure',
    portgroup: 'infra',
    pool: 'Infrastructure',
    notes: ['File server, DFS member.'],
  },
  {
    name: 'veeam-proxy-{site}-{nn}',
    weight: 2,
    guests: [guests.win2022],
    cpus: [8],
    memoryGB: [16],
    disksGB: [100],
    folder: 'Infrastructure',
    portgroup: 'backup',
    pool: 'Infrastructure',
    notes: ['Backup proxy (hot-add).'],
  },
  {
    name: '{site}-ci-{n}',
    weight: 8,
    guests: [guests.ubuntu],
    cpus: [4, 8],
    memoryGB: [8, 16],
    disksGB: [120],
    folder: 'Test and Development/Build agents',
    portgroup: 'dev',
    pool: 'Test and Development',
    notes: ['Build agent, recreated every week.', ''],
  },
  {
    name: 'test-{site}-{n}',
    weight: 12,
    guests: [guests.rhel9, guests.win2022, guests.ubuntu, guests.win2016],
    cpus: [2, 4],
    memoryGB: [4, 8],
    disksGB: [60],
    folder: 'Test and Development/Sandboxes',
    portgroup: 'dev',
    pool: 'Test and Development',
    notes: [
      'Test system, may be deleted after the quarter.',
      '',
      'ask Jörg before powering off – "Prüfstand" & Lasttest <2>',
    ],
  },
  {
    name: 'vdi-{site}-{n}',
    weight: 7,
    guests: [guests.win11],
    cpus: [2, 4],
    memoryGB: [8],
    disksGB: [80],
    folder: 'Desktops',
    portgroup: 'vdi',
    pool: 'Production',
    notes: [''],
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

export const alarmDefinitions: readonly (readonly [
  id: string,
  name: string,
  description: string,
])[] = [
  [
    'alarm-6',
    'Virtual machine memory usage',
    'Default alarm to monitor virtual machine memory usage',
  ],
  ['alarm-5', 'Virtual machine CPU usage', 'Default alarm to monitor virtual machine CPU usage'],
  ['alarm-8', 'Datastore usage on disk', 'Default alarm that monitors disk usage for a datastore'],
  [
    'alarm-1',
    'Host connection and power state',
    'Default alarm to monitor host connection and power state',
  ],
  ['alarm-4', 'Host memory usage', 'Default alarm to monitor host memory usage'],
  [
    'alarm-41',
    'Virtual machine Consolidation Needed status',
    'Default alarm that is triggered when VM consolidation needed status is set',
  ],
];
