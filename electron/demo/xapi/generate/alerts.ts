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

/** What has happened in the pool of late: the class `message`. */
export function addAlerts(builder: Builder, machines: readonly Row[]): void {
  const { db, random } = builder;
  const add = (
    cls: string,
    about: Row | undefined,
    { body = '', ...alert }: Alert,
    days: number,
  ) =>
    about === undefined
      ? undefined
      : builder.add('message', {
          ...alert,
          cls,
          body,
          obj_uuid: textOf(about, 'uuid'),
          timestamp: builder.daysAgo(days),
        });
  for (const machine of machines.filter((_, index) => index % 20 === 3)) {
    add('VM', machine, random.pick(ofMachines), random.int(0, 30));
  }
  const [pool] = db.all('pool');
  const [coordinator, second] = db.all('host');
  const shared = [...db.all('SR')].find((repository) => repository.values['shared'] === true);
  const expiry =
    '<body><message>The TLS server certificate will expire soon.</message><date>20261231T23:59:59Z</date></body>';
  add(
    'Host',
    coordinator,
    { name: 'HOST_SERVER_CERTIFICATE_EXPIRING_30', priority: 3, body: expiry },
    2,
  );
  add(
    'SR',
    shared,
    {
      name: 'ALARM',
      priority: 3,
      body: 'value: 0.91\nconfig:\n<variable>\n\t<name value="physical_utilisation"/>\n\t<alarm_trigger_level value="0.9"/>\n</variable>\n',
    },
    1,
  );
  const failures =
    'The failover tolerance for pool Demo pool has dropped and the initially specified number of host failures to tolerate can no longer be protected';
  add('Pool', pool, { name: 'HA_POOL_OVERCOMMITTED', priority: 2, body: failures }, 3);
  add('Host', second ?? coordinator, { name: 'HA_HOST_FAILED', priority: 1 }, 5);
}
