import { Failure } from '../api/failure.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { isEverywhere, isProperlyShared } from './networks.ts';
import { poolOf } from './pool-rules.ts';

/** High availability: a change is refused where the hosts that may fail would take protected machines with them. */

/** The pool's own promise: it restarts them elsewhere. */
const isProtected = (machine: Row): boolean =>
  isTrue(machine, 'ha_always_run') && textOf(machine, 'ha_restart_priority') === 'restart';

export function isHaEnabled(db: Database): boolean {
  const pool = poolOf(db);
  return pool !== undefined && isTrue(pool, 'ha_enabled');
}

/** No promise is to be broken: it is on, and nobody has allowed it to be overcommitted. */
function isBinding(db: Database): boolean {
  const pool = poolOf(db);
  return pool !== undefined && isHaEnabled(db) && !isTrue(pool, 'ha_allow_overcommit');
}

/** What would be otherwise. */
interface Change {
  readonly disabled?: Row;
  readonly added?: Row;
}

/** Throws HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN: there is a plan now, and there would be none (xapi_ha_vm_failover.ml). */
export function assertKeepsPlan(db: Database, change: Change): void {
  if (isBinding(db) && hasPlan(db, {}) && !hasPlan(db, change)) {
    throw new Failure('HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN');
  }
}

/** Whether all protected machines find room on what is left when the largest hosts fail: largest first, where there is most. */
function hasPlan(db: Database, { disabled, added }: Change): boolean {
  const failing = numberOf(poolOf(db) as Row, 'ha_plan_exists_for');
  const hosts = [...db.all('host')].filter(
    (host) => host !== disabled && isTrue(host, 'enabled') && isLive(db, host),
  );
  const machines = [...db.all('VM')].filter((one) => one === added || isProtected(one));
  const left = hosts
    .map((host) => roomOf(db, host))
    .toSorted((a, b) => b - a)
    .slice(failing);
  const needs = machines.map(needOf).toSorted((a, b) => b - a);
  if (machines.some((one) => !isAgile(db, one))) {
    return false;
  }
  return needs.every((need) => {
    const most = left.indexOf(Math.max(...left));
    const room = left[most] ?? -1;
    left[most] = room - need;
    return room >= need;
  });
}

/** The memory of a host that protected machines can have: all but what the others on it hold. */
function roomOf(db: Database, host: Row): number {
  const metrics = db.find('host_metrics', host.values['metrics']);
  const others = listOf(host, 'resident_VMs')
    .map((ref) => db.find('VM', ref))
    .filter((one) => one !== undefined && !isProtected(one));
  const total = metrics === undefined ? 0 : numberOf(metrics, 'memory_total');
  return total - others.reduce((sum, one) => sum + (one === undefined ? 0 : needOf(one)), 0);
}

const needOf = (machine: Row): number =>
  numberOf(machine, 'memory_static_max') + numberOf(machine, 'memory_overhead');

const isLive = (db: Database, host: Row): boolean => {
  const metrics = db.find('host_metrics', host.values['metrics']);
  return metrics === undefined || isTrue(metrics, 'live');
};

/** It can run on any host: its disks and its networks are everywhere. */
function isAgile(db: Database, machine: Row): boolean {
  const repositories = listOf(machine, 'VBDs').map((ref) =>
    db.find('SR', db.find('VDI', db.find('VBD', ref)?.values['VDI'])?.values['SR']),
  );
  const networks = listOf(machine, 'VIFs').map((ref) =>
    db.find('network', db.find('VIF', ref)?.values['network']),
  );
  return (
    repositories.every((one) => one === undefined || isProperlyShared(db, one)) &&
    networks.every((one) => one === undefined || isEverywhere(db, one))
  );
}

/** Throws HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN for a machine that is to be protected as soon as it runs. */
export function assertMayRun(db: Database, machine: Row): void {
  if (textOf(machine, 'ha_restart_priority') === 'restart' && !isTrue(machine, 'ha_always_run')) {
    assertKeepsPlan(db, { added: machine });
  }
}

/** Why a machine does not leave a host that is emptied: where availability is promised, only protected ones are moved. */
export function staysBehind(db: Database, machine: Row): Failure | undefined {
  return isHaEnabled(db) && !isProtected(machine)
    ? new Failure('HOST_EVACUATE_VM_NOT_HA_PROTECTED', machine.ref)
    : undefined;
}

/** Throws HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED: a protected machine is to start anywhere. */
export function assertDiskKeepsAgile(db: Database, machine: Row, disk: Row | undefined): void {
  const repository = db.find('SR', disk?.values['SR']);
  const stays = repository === undefined || isProperlyShared(db, repository);
  if (isBinding(db) && isProtected(machine) && !stays) {
    throw new Failure('HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED', repository.ref);
  }
}

/** Throws HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED. */
export function assertNetworkKeepsAgile(db: Database, machine: Row, network: Row): void {
  if (isBinding(db) && isProtected(machine) && !isEverywhere(db, network)) {
    throw new Failure('HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED', network.ref);
  }
}

/** Throws VM_IS_PROTECTED: a template is not restarted. */
export function assertMayBecomeTemplate(db: Database, machine: Row): void {
  if (isHaEnabled(db) && isProtected(machine)) {
    throw new Failure('VM_IS_PROTECTED', machine.ref);
  }
}
