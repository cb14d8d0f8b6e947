import { isTrue } from '../db/row.ts';
import { addAlerts } from './alerts.ts';
import type { Builder } from './builder.ts';

const storageManagers = [
  ['nfs', 'NFS VHD'],
  ['lvmoiscsi', 'LVHD over iSCSI'],
  ['ext', 'Local EXT3 VHD'],
  ['iso', 'ISO'],
  ['udev', 'Removable storage'],
] as const;

/** Alerts, a vApp, drivers of repositories: what a pool has besides. */
export function addExtras(builder: Builder): void {
  const { db } = builder;
  for (const [type, name] of storageManagers) {
    builder.add('SM', {
      name_label: name,
      type,
      vendor: 'Demo',
      version: '3.0',
      required_api_version: '1.0',
      features: { SR_PROBE: 1, VDI_CREATE: 1, VDI_DELETE: 1, VDI_SNAPSHOT: 1 },
      capabilities: ['SR_PROBE', 'VDI_CREATE', 'VDI_DELETE', 'VDI_SNAPSHOT'],
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
