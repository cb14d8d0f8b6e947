import { isTrue, textOf } from '../db/row.ts';
import type { Builder } from './builder.ts';

type Alert = readonly [name: string, priority: number];

const alerts: readonly [Alert, ...Alert[]] = [
  ['VM_REBOOTED', 5],
  ['VM_SHUTDOWN', 5],
  ['ALARM', 3],
  ['HA_NETWORK_BONDING_ERROR', 2],
];

const storageManagers = [
  ['nfs', 'NFS VHD'],
  ['lvmoiscsi', 'LVHD over iSCSI'],
  ['ext', 'Local EXT3 VHD'],
  ['iso', 'ISO'],
  ['udev', 'Removable storage'],
] as const;

/** Alerts, a vApp, drivers of repositories: what a pool has besides. */
export function addExtras(builder: Builder): void {
  const { db, random } = builder;
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
  for (const machine of machines.filter((_, index) => index % 20 === 3)) {
    const [name, priority] = random.pick(alerts);
    builder.add('message', {
      name,
      priority,
      cls: 'VM',
      obj_uuid: textOf(machine, 'uuid'),
      timestamp: builder.daysAgo(random.int(0, 30)),
      body:
        name === 'ALARM'
          ? 'value: 0.97\nconfig:\n<variable>\n\t<name value="cpu_usage"/>\n</variable>'
          : '',
    });
  }
}
