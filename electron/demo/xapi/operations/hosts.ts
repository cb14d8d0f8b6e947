import { Failure } from '../api/failure.ts';
import { datetime, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { isTrue, listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { methodNames, toFailure } from '../server/dispatch.ts';
import { permissionsOf, roles } from '../server/roles.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAllowed } from './allowed.ts';
import { assertKeepsPlan, staysBehind } from './availability.ts';
import { dataSources } from './data-sources.ts';
import { chooseHost, isLive, reasonAgainst } from './placement.ts';
import { migrate } from './vm-migrate.ts';
import { operationError } from './vm-rules.ts';
import { work } from './work.ts';

const hostOf = ({ db }: Call, [ref]: readonly Value[]): Row => db.get('host', ref);

function setEnabled(call: Call, parameters: readonly Value[], enabled: boolean): Value {
  const host = hostOf(call, parameters);
  if (!isLive(call.db, host)) {
    throw new Failure('HOST_OFFLINE', host.ref);
  }
  if (enabled && listOf(host, 'pending_guidances').length > 0) {
    throw new Failure('HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY', host.ref);
  }
  if (!enabled) {
    assertKeepsPlan(call.db, { disabled: host });
  }
  call.db.set(host, { enabled });
  refreshAllowed(call.db, host);
  return '';
}

const guestsOn = ({ db }: Call, host: Row): Row[] =>
  listOf(host, 'resident_VMs')
    .map((ref) => db.find('VM', ref))
    .filter((machine) => machine !== undefined)
    .filter((machine) => !isTrue(machine, 'is_control_domain'));

/** Each migration is a subtask of its own, as on a real server. */
async function moveAway(call: Call, machine: Row, host: Row): Promise<void> {
  const { db, world } = call;
  const task = world.tasks.create('VM.pool_migrate');
  if (call.task !== undefined) {
    db.set(task, { subtask_of: call.task.ref });
  }
  try {
    await migrate({ ...call, task }, machine, chooseHost(db, machine, host));
    world.tasks.succeed(task, { kind: 'void' }, '');
  } catch (error) {
    world.tasks.fail(task, toFailure(error));
    throw error;
  }
}

/** Every machine moves away, one after the other; the task shows how far it is. Throws what keeps the first that cannot. */
async function evacuate(call: Call, parameters: readonly Value[]): Promise<Value> {
  const host = hostOf(call, parameters);
  assertKeepsPlan(call.db, { disabled: host });
  const [reason] = Object.values(prevents(call, parameters) as Fields);
  if (Array.isArray(reason)) {
    const [code = '', ...more] = reason.map(text);
    throw new Failure(code, ...more);
  }
  const machines = guestsOn(call, host);
  for (const [index, machine] of machines.entries()) {
    await moveAway(call, machine, host);
    if (call.task !== undefined) {
      call.world.tasks.progress(call.task, (index + 1) / machines.length);
    }
  }
  return '';
}

/** A disabled host without machines goes down, or comes back after a while. */
async function stop(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const host = hostOf(call, parameters);
  if (isTrue(host, 'enabled')) {
    throw new Failure('HOST_NOT_DISABLED');
  }
  const [guest] = guestsOn(call, host);
  if (guest !== undefined) {
    throw new Failure('HOST_IN_USE', host.ref, 'VM', guest.ref);
  }
  const [pool] = db.all('pool');
  if (pool?.values['master'] === host.ref) {
    throw new Failure('HOST_IS_LIVE', host.ref);
  }
  const metrics = db.get('host_metrics', host.values['metrics']);
  return work(call, { locks: [[host, call.message.name]] }, () => {
    db.set(metrics, { live: false });
    refreshAllowed(db, host);
    if (call.message.name === 'reboot') {
      void comeBack(call, host, metrics);
    }
    return '';
  });
}

/** Some time after the task has ended the host is in service again. */
async function comeBack({ db, world }: Call, host: Row, metrics: Row): Promise<void> {
  try {
    await world.wait(world.taskSeconds[1] * 1000, [world.tasks.lifetime]);
  } catch {
    // The pool ends, or starts anew
    return;
  }
  db.set(metrics, { live: true });
  db.set(host, { enabled: true });
  refreshAllowed(db, host);
}

async function powerOn(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const metrics = db.get('host_metrics', hostOf(call, parameters).values['metrics']);
  return work(call, { locks: [] }, () => {
    db.set(metrics, { live: true });
    return '';
  });
}

/** The machines that no other host can run, each with the reason of the first that might have. */
function prevents(call: Call, parameters: readonly Value[]): Value {
  const host = hostOf(call, parameters);
  const others = [...call.db.all('host')].filter(({ ref }) => ref !== host.ref);
  const stuck = guestsOn(call, host).flatMap((machine) => {
    const own = staysBehind(call.db, machine) ?? operationError(call.db, machine, 'pool_migrate');
    if (own !== undefined) {
      return [[machine.ref, own.description] as const];
    }
    const reasons = others.map((other) => reasonAgainst(call.db, machine, other));
    return reasons.includes(undefined)
      ? []
      : [[machine.ref, reasons[0]?.description ?? ['NO_HOSTS_AVAILABLE']] as const];
  });
  return Object.fromEntries(stuck);
}

function roleName(call: Call, [ref]: readonly Value[]): (typeof roles)[number] {
  const name = textOf(call.db.get('role', ref), 'name_label');
  return roles.find((role) => role === name) ?? 'read-only';
}

function createMessage({ db, world }: Call, parameters: readonly Value[]): Value {
  const [name = '', priority = 5, cls = '', objUuid = '', body = ''] = parameters;
  const timestamp = datetime(world.now());
  return db.create('message', { name, priority, cls, obj_uuid: objUuid, body, timestamp }).ref;
}

function destroyMessages({ db }: Call, [refs]: readonly Value[]): Value {
  for (const ref of refs as readonly string[]) {
    db.destroy(db.get('message', ref));
  }
  return '';
}

function messagesSince({ db }: Call, matches: (message: Row) => boolean, since: string): Fields {
  const list = [...db.all('message')].filter(
    (message) => matches(message) && textOf(message, 'timestamp') > since,
  );
  return Object.fromEntries(list.map(({ ref, values }) => [ref, values]));
}

function destroyNetwork({ db }: Call, [ref]: readonly Value[]): Value {
  const network = db.get('network', ref);
  const used = listOf(network, 'VIFs');
  if (used.length > 0) {
    throw new Failure('NETWORK_CONTAINS_VIF', ...used);
  }
  if (listOf(network, 'PIFs').length > 0) {
    throw new Failure('NETWORK_CONTAINS_PIF', ...listOf(network, 'PIFs'));
  }
  db.destroy(network);
  return '';
}

/** Hosts, the pool, messages, roles. */
export const hosts: readonly (readonly [string, Handler])[] = [
  ['host.enable', (call, parameters) => setEnabled(call, parameters, true)],
  ['host.disable', (call, parameters) => setEnabled(call, parameters, false)],
  ['host.evacuate', evacuate],
  ['host.shutdown', stop],
  ['host.reboot', stop],
  ['host.power_on', powerOn],
  ['host.get_vms_which_prevent_evacuation', prevents],
  [
    'host.assert_can_evacuate',
    (call, parameters) => {
      const [[ref] = []] = Object.entries(prevents(call, parameters) as Fields);
      if (ref !== undefined) {
        throw new Failure('CANNOT_EVACUATE_HOST', `NO_HOSTS_AVAILABLE,${ref}`);
      }
      return '';
    },
  ],
  ['host.get_servertime', ({ world }) => datetime(world.now())],
  // The one date of the API without a time zone
  ['host.get_server_localtime', ({ world }) => datetime(world.now()).slice(0, -1)],
  ['host.list_methods', methodNames],
  [
    'host.compute_free_memory',
    (call, parameters) => {
      const metrics = call.db.find('host_metrics', hostOf(call, parameters).values['metrics']);
      return metrics === undefined ? 0 : numberOf(metrics, 'memory_free');
    },
  ],
  ['host.get_data_sources', (call, parameters) => dataSources(hostOf(call, parameters))],
  ['VM.get_data_sources', ({ db }, [ref]) => dataSources(db.get('VM', ref))],
  // The database has one home here: there is nothing to bring up to date
  ['pool.sync_database', () => ''],
  [
    'role.get_permissions_name_label',
    (call, parameters) => permissionsOf(roleName(call, parameters)),
  ],
  ['message.create', createMessage],
  ['message.destroy', (call, [ref]) => destroyMessages(call, [[text(ref)]])],
  ['message.destroy_many', destroyMessages],
  [
    'message.get',
    (call, [cls, uuid, since]) =>
      messagesSince(
        call,
        ({ values }) => values['cls'] === cls && values['obj_uuid'] === uuid,
        text(since),
      ),
  ],
  ['message.get_since', (call, [since]) => messagesSince(call, () => true, text(since))],
  ['network.destroy', destroyNetwork],
];
