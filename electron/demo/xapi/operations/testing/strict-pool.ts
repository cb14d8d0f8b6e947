import { text } from '../../api/value.ts';
import { listOf, mapOf, textOf } from '../../db/row.ts';
import type { Row } from '../../db/row.ts';
import { startDemoPool } from '../../pool.ts';
import type { DemoPool } from '../../pool.ts';
import { TestClient } from '../../test-client.ts';

/** A simulated pool, and what tests of its rules ask of it: a client, its objects, and how to have it otherwise for a while. */
let pool: DemoPool;
let client: TestClient;

export async function startPool(): Promise<DemoPool> {
  pool = await startDemoPool({ vms: 40, hosts: 3, taskSeconds: [0.005, 0.01] });
  client = await TestClient.login(pool);
  return pool;
}

export const call = <T = string>(method: string, ...parameters: readonly unknown[]) =>
  client.call<T>(method, ...parameters);
export const all = (owner: string): Row[] => [...pool.database.all(owner)];
export const at = (owner: string, ref: unknown): Row | undefined =>
  pool.database.find(owner, text(ref as never));
export const first = (owner: string, wanted: (row: Row) => boolean): Row => {
  const found = all(owner).find(wanted);
  if (found === undefined) {
    throw new Error(`no such ${owner}`);
  }
  return found;
};
export const answers = (row: Row): boolean =>
  at('VM_guest_metrics', row.values['guest_metrics'])?.values['PV_drivers_detected'] === true;
export const machine = (state: string, wanted: (row: Row) => boolean = answers): Row =>
  first(
    'VM',
    (row) =>
      textOf(row, 'power_state') === state &&
      row.values['is_a_template'] === false &&
      row.values['is_control_domain'] === false &&
      wanted(row),
  );
export const deviceOf = (
  vm: Row,
  owner: 'VBD' | 'VIF',
  wanted: (row: Row) => boolean = () => true,
): Row => {
  const found = listOf(vm, `${owner}s`)
    .map((ref) => at(owner, ref))
    .find((row) => row !== undefined && wanted(row));
  if (found === undefined) {
    throw new Error(`no such ${owner}`);
  }
  return found;
};
export const isDisk = (row: Row): boolean => textOf(row, 'type') === 'Disk';
export const diskOf = (vm: Row): Row => at('VDI', deviceOf(vm, 'VBD', isDisk).values['VDI']) as Row;
export const thePool = (): Row => first('pool', () => true);
export const otherHost = (vm: Row): Row =>
  first('host', (row) => row.ref !== vm.values['resident_on'] && row.values['enabled'] === true);

/** Something is otherwise while a test looks. */
export async function meanwhile(
  changes: readonly (readonly [owner: string, ref: string, fields: Record<string, never>])[],
  look: () => Promise<void>,
): Promise<void> {
  const before = changes.map(([owner, ref, fields]) => {
    const row = at(owner, ref) as Row;
    const old = Object.fromEntries(Object.keys(fields).map((name) => [name, row.values[name]]));
    return [owner, ref, old as Record<string, never>] as const;
  });
  for (const change of changes) {
    pool.misbehave.become(...change);
  }
  try {
    await look();
  } finally {
    for (const change of before.reverse()) {
      pool.misbehave.become(...change);
    }
  }
}

export const fields = (values: object): Record<string, never> => values as Record<string, never>;
export const restricted = (restriction: string) =>
  [
    'pool',
    thePool().ref,
    fields({ restrictions: { ...mapOf(thePool(), 'restrictions'), [restriction]: 'true' } }),
  ] as const;
export const upgrading = () =>
  [
    'pool',
    thePool().ref,
    fields({ other_config: { rolling_upgrade_in_progress: 'true' } }),
  ] as const;
export const available = (planned = 1) =>
  [
    'pool',
    thePool().ref,
    fields({ ha_enabled: true, ha_allow_overcommit: false, ha_plan_exists_for: planned }),
  ] as const;
export const protectedVm = (vm: Row, always = true) =>
  ['VM', vm.ref, fields({ ha_restart_priority: 'restart', ha_always_run: always })] as const;

export const repositoryOf = (disk: Row): Row | undefined => at('SR', disk.values['SR']);
export const diskIsShared = (vm: Row): boolean =>
  listOf(vm, 'VBDs')
    .map((ref) => at('VBD', ref))
    .filter((row) => row !== undefined && isDisk(row))
    .every((row) => repositoryOf(at('VDI', row?.values['VDI']) as Row)?.values['shared'] === true);

/** The storage of its disk is seen by one host alone. */
export const ownStorage = (vm: Row) =>
  ['SR', repositoryOf(diskOf(vm))?.ref ?? '', fields({ shared: false })] as const;

export const place = (vm: Row, disk: Row, mode: string) => ({
  VM: vm.ref,
  VDI: disk.ref,
  userdevice: '9',
  bootable: false,
  mode,
  type: 'Disk',
  empty: false,
  other_config: {},
  qos_algorithm_type: '',
  qos_algorithm_params: {},
});

export async function permissionsOf(role: string): Promise<string[]> {
  const [ref] = await call<string[]>('role.get_by_name_label', role);
  return call<string[]>('role.get_permissions_name_label', ref);
}
