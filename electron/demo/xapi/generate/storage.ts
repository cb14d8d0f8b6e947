import { nullRef } from '../api/value.ts';
import type { Fields } from '../api/value.ts';
import type { Row } from '../db/row.ts';
import { GiB } from './builder.ts';
import type { Builder } from './builder.ts';

/** Where disks and images lie. */
export interface Storage {
  /** For the machines' disks, shared by all hosts. */
  readonly shared: readonly Row[];
  /** One a host. */
  readonly local: readonly Row[];
  readonly images: readonly Row[];
}

const images = [
  'debian-13.1.0-amd64-netinst.iso',
  'ubuntu-26.04-live-server-amd64.iso',
  'AlmaLinux-10.0-x86_64-minimal.iso',
  'Windows_Server_2025_EVAL_x64.iso',
  'virt-tools & drivers <2026>.iso',
] as const;

/** Machines on one shared repository. */
const perRepository = 500;

function addRepository(
  builder: Builder,
  hosts: readonly Row[],
  fields: Fields,
  config: (host: Row) => Fields,
): Row {
  const repository = builder.add('SR', {
    content_type: 'user',
    shared: hosts.length > 1,
    virtual_allocation: 0,
    physical_utilisation: 0,
    ...fields,
  });
  for (const host of hosts) {
    builder.add('PBD', {
      host: host.ref,
      SR: repository.ref,
      device_config: config(host),
      currently_attached: true,
    });
  }
  return repository;
}

/** Shared NFS and iSCSI repositories, an object store of boundless size, local disks, DVD drives, ISO libraries. */
export function addStorage(builder: Builder, hosts: readonly Row[], machines: number): Storage {
  const shared = Array.from(
    { length: Math.max(1, Math.ceil(machines / perRepository)) },
    (_, at) => (at % 2 === 0 ? addNfs(builder, hosts, at) : addIscsi(builder, hosts, at)),
  );
  addRepository(
    builder,
    hosts,
    {
      name_label: 'Object store',
      name_description: 'Ceph block devices',
      type: 'rbd',
      // What such file systems say of themselves: beyond 2^53
      physical_size: 9_223_372_036_853_727_232n,
    },
    () => ({ monitor: '10.20.4.9', pool: 'vms' }),
  );
  const local = hosts.map((host) =>
    addRepository(
      builder,
      [host],
      {
        name_label: 'Local storage',
        type: 'ext',
        physical_size: 900 * GiB,
        other_config: {
          'i18n-key': 'local-storage',
          'i18n-original-value-name_label': 'Local storage',
        },
      },
      () => ({ device: '/dev/disk/by-id/scsi-36f4ee0803b1c3b00-part3' }),
    ),
  );
  for (const host of hosts) {
    addDrives(builder, host);
  }
  return { shared, local, images: addImages(builder, hosts) };
}

/** What the alarm of the first shared repository says of it; an NFS export holds what others wrote, too. */
const usedOfExport = 0.91;
/** A local disk is this much larger than what is on it, at the least. */
const roomOfLocal = 1.6;

/** Repositories report what their disks use. */
export function fillStorage({ db }: Builder, { shared }: Storage): void {
  const used = new Map<Row, { physical: number; virtual: number }>();
  for (const disk of db.all('VDI')) {
    const repository = db.find('SR', disk.values['SR']);
    if (repository === undefined) continue;
    const sum = used.get(repository) ?? { physical: 0, virtual: 0 };
    sum.physical += Number(disk.values['physical_utilisation']);
    sum.virtual += Number(disk.values['virtual_size']);
    used.set(repository, sum);
  }
  for (const [repository, { physical, virtual }] of used) {
    const size = Number(repository.values['physical_size']);
    const isExport = repository === shared[0];
    db.set(repository, {
      virtual_allocation: virtual,
      physical_utilisation: isExport
        ? Math.max(physical, Math.round(size * usedOfExport))
        : physical,
      ...(repository.values['type'] === 'ext' &&
        size < physical * roomOfLocal && {
          physical_size: Math.ceil((physical * roomOfLocal) / GiB) * GiB,
        }),
    });
  }
}

const addNfs = (builder: Builder, hosts: readonly Row[], index: number): Row =>
  addRepository(
    builder,
    hosts,
    {
      name_label: `NFS ${index + 1}`,
      name_description: `NFS SR [10.20.4.${10 + index}:/export/xen]`,
      type: 'nfs',
      physical_size: 40_000 * GiB,
      shared: true,
      tags: index === 0 ? ['fast'] : [],
    },
    () => ({ server: `10.20.4.${10 + index}`, serverpath: '/export/xen', nfsversion: '4.1' }),
  );

const addIscsi = (builder: Builder, hosts: readonly Row[], index: number): Row =>
  addRepository(
    builder,
    hosts,
    {
      name_label: `iSCSI ${index + 1}`,
      name_description: `iSCSI SR [10.20.5.${10 + index}]`,
      type: 'lvmoiscsi',
      physical_size: 40_000 * GiB,
      shared: true,
      sm_config: { allocation: 'thick', devserial: 'scsi-36001405' },
    },
    () => ({
      target: `10.20.5.${10 + index}`,
      port: '3260',
      targetIQN: `iqn.2026-01.example:lun${index}`,
      SCSIid: `36001405${index}`,
    }),
  );

function addDrives(builder: Builder, host: Row): void {
  addRepository(
    builder,
    [host],
    {
      name_label: 'DVD drives',
      name_description: 'Physical DVD drives',
      type: 'udev',
      content_type: 'iso',
      physical_size: 0,
      sm_config: { type: 'cd' },
      other_config: { 'i18n-key': 'local-hotplug-cd' },
    },
    () => ({ location: '/dev/xapi/cd' }),
  );
}

function addImages(builder: Builder, hosts: readonly Row[]): Row[] {
  const library = addRepository(
    builder,
    hosts,
    {
      name_label: 'ISO library',
      name_description: 'NFS ISO library',
      type: 'iso',
      content_type: 'iso',
      shared: true,
      physical_size: 2000 * GiB,
    },
    () => ({ location: '10.20.4.9:/iso', type: 'nfs_iso' }),
  );
  const tools = addRepository(
    builder,
    hosts,
    {
      name_label: 'XCP-ng Tools',
      name_description: 'XCP-ng Tools ISOs',
      type: 'iso',
      content_type: 'iso',
      shared: true,
      physical_size: -1,
      is_tools_sr: true,
      other_config: { xenserver_tools_sr: 'true', 'i18n-key': 'xenserver-tools' },
    },
    () => ({ location: '/opt/xensource/packages/iso', legacy_mode: 'true' }),
  );
  const guest = addImage(builder, tools, 'guest-tools.iso');
  builder.db.set(guest, { is_tools_iso: true });
  return [...images.map((name) => addImage(builder, library, name)), guest];
}

const addImage = (builder: Builder, library: Row, name: string): Row =>
  builder.add('VDI', {
    name_label: name,
    SR: library.ref,
    type: 'user',
    virtual_size: 900_000_000,
    physical_utilisation: 900_000_000,
    read_only: true,
    sharable: true,
    managed: true,
    location: name,
    parent: nullRef,
  });
