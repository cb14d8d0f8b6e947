import { textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Builder } from './builder.ts';

interface Alert {
  readonly name: string;
  readonly priority: number;
  readonly body?: string;
}

const cpuAlarm =
  'value: 0.97\nconfig:\n<variable>\n\t<name value="cpu_usage"/>\n\t<alarm_trigger_level value="0.9"/>\n\t<alarm_trigger_period value="60"/>\n</variable>\n';

const ofMachines: readonly [Alert, ...Alert[]] = [
  { name: 'VM_REBOOTED', priority: 5 },
  { name: 'VM_SHUTDOWN', priority: 5 },
  { name: 'ALARM', priority: 3, body: cpuAlarm },
  { name: 'HA_PROTECTED_VM_RESTART_FAILED', priority: 2, body: 'No host has enough free memory.' },
];

const certificateExpires: Alert = {
  name: 'HOST_SERVER_CERTIFICATE_EXPIRING_30',
  priority: 3,
  body: '<body><message>The TLS server certificate will expire soon.</message><date>20261231T23:59:59Z</date></body>',
};

const storageFills: Alert = {
  name: 'ALARM',
  priority: 3,
  body: 'value: 0.91\nconfig:\n<variable>\n\t<name value="physical_utilisation"/>\n\t<alarm_trigger_level value="0.9"/>\n</variable>\n',
};

const overcommitted: Alert = {
  name: 'HA_POOL_OVERCOMMITTED',
  priority: 2,
  body: 'The failover tolerance for pool Demo pool has dropped and the initially specified number of host failures to tolerate can no longer be protected',
};

const hostFailed: Alert = { name: 'HA_HOST_FAILED', priority: 1 };

/** What has happened in the pool of late: the class `message`. */
export function addAlerts(builder: Builder, machines: readonly Row[]): void {
  const { db, random } = builder;
  for (const machine of machines.filter((_, index) => index % 20 === 3)) {
    addAlert(builder, 'VM', machine, random.pick(ofMachines), random.int(0, 30));
  }
  const [pool] = db.all('pool');
  const [coordinator, second] = db.all('host');
  const shared = [...db.all('SR')].find((repository) => repository.values['shared'] === true);
  addAlert(builder, 'Host', coordinator, certificateExpires, 2);
  addAlert(builder, 'SR', shared, storageFills, 1);
  addAlert(builder, 'Pool', pool, overcommitted, 3);
  addAlert(builder, 'Host', second ?? coordinator, hostFailed, 5);
}

function addAlert(
  builder: Builder,
  cls: string,
  about: Row | undefined,
  { body = '', ...alert }: Alert,
  days: number,
): void {
  if (about === undefined) {
    return;
  }
  builder.add('message', {
    ...alert,
    cls,
    body,
    obj_uuid: textOf(about, 'uuid'),
    timestamp: builder.daysAgo(days),
  });
}
