import { isTrue } from '../db/row.ts';
import { addAlerts } from './alerts.ts';
import type { Builder } from './builder.ts';

/** What drivers of repositories of disks are able to do; a disk that is held grows where its storage says so. */
const disks =
  'SR_PROBE SR_UPDATE VDI_CREATE VDI_DELETE VDI_ATTACH VDI_DETACH VDI_UPDATE VDI_CLONE VDI_SNAPSHOT VDI_RESIZE VDI_MIRROR VDI_GENERATE_CONFIG VDI_RESET_ON_BOOT VDI_CONFIG_CBT';
const media = 'VDI_ATTACH VDI_DETACH';

const storageManagers = [
  ['nfs', 'NFS VHD', disks],
  ['lvmoiscsi', 'LVHD over iSCSI', disks],
  ['ext', 'Local EXT3 VHD', disks],
  ['rbd', 'Ceph RBD', `${disks} VDI_RESIZE_ONLINE`],
  ['iso', 'ISO', media],
  ['udev', 'Removable storage', `${media} VDI_INTRODUCE`],
] as const;

/** Alerts, a vApp, drivers of repositories: what a pool has besides. */
export function addExtras(builder: Builder): void {
  const { db } = builder;
  for (const [type, name, features] of storageManagers) {
    builder.add('SM', {
      name_label: name,
      type,
      vendor: 'Demo',
      version: '3.0',
      required_api_version: '1.0',
      features: Object.fromEntries(features.split(' ').map((feature) => [feature, 1])),
      capabilities: features.split(' '),
    });
  }
  const machines = [...db.all('VM')].filter(
    (machine) => !isTrue(machine, 'is_a_template') && !isTrue(machine, 'is_control_domain'),
  );
  const appliance = builder.add('VM_appliance', {
    name_label: 'Shop',
    name_description: 'Starts database, application and web in this order',
    allowed_operations: ['start'],
  });
  machines.slice(0, 3).forEach((machine, order) => {
    db.set(machine, { appliance: appliance.ref, order, start_delay: order * 10 });
  });
  addAlerts(builder, machines);
}
