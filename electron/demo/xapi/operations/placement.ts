import { Failure } from '../api/failure.ts';
import { isNull, text } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { reaches } from './networks.ts';
import { assertStartsDuringUpgrade } from './pool-rules.ts';

/** Free memory of a host, in bytes. */
export function freeMemory(db: Database, host: Row): number {
  const metrics = db.find('host_metrics', host.values['metrics']);
  return metrics === undefined ? 0 : numberOf(metrics, 'memory_free');
}

/** Gives memory back to a host, or takes it (negative). */
export function reserve(db: Database, host: Row, bytes: number): void {
  const metrics = db.find('host_metrics', host.values['metrics']);
  if (metrics !== undefined) {
    const total = numberOf(metrics, 'memory_total');
    const free = Math.min(total, Math.max(0, numberOf(metrics, 'memory_free') + bytes));
    db.set(metrics, { memory_free: free });
  }
}

export function isLive(db: Database, host: Row): boolean {
  const metrics = db.find('host_metrics', host.values['metrics']);
  return metrics === undefined || isTrue(metrics, 'live');
}

/** The repositories of the machine's disks. */
function repositoriesOf(db: Database, machine: Row): Set<string> {
  const found = new Set<string>();
  for (const ref of listOf(machine, 'VBDs')) {
    const disk = db.find('VDI', db.find('VBD', ref)?.values['VDI']);
    const repository = disk === undefined ? '' : textOf(disk, 'SR');
    if (!isNull(repository)) {
      found.add(repository);
    }
  }
  return found;
}

export function attachedTo(db: Database, host: Row, repository: string): boolean {
  return listOf(host, 'PBDs').some((ref) => {
    const link = db.find('PBD', ref);
    return (
      link !== undefined && link.values['SR'] === repository && isTrue(link, 'currently_attached')
    );
  });
}

/** Throws HOST_NOT_LIVE or HOST_DISABLED. */
export function assertServes(db: Database, host: Row): void {
  if (!isLive(db, host)) {
    throw new Failure('HOST_NOT_LIVE', host.ref);
  }
  if (!isTrue(host, 'enabled')) {
    throw new Failure('HOST_DISABLED', host.ref);
  }
}

/** Throws the reason why the machine cannot run on the host; `without` are repositories that it will have left. */
export function assertCanRun(
  db: Database,
  machine: Row,
  host: Row,
  without: ReadonlySet<string> = new Set(),
): void {
  assertServes(db, host);
  for (const repository of repositoriesOf(db, machine)) {
    if (without.has(repository)) {
      continue;
    }
    if (!attachedTo(db, host, repository) && db.find('SR', repository) !== undefined) {
      throw new Failure('VM_REQUIRES_SR', machine.ref, repository);
    }
  }
  if (textOf(machine, 'power_state') !== 'Running') {
    assertStartsDuringUpgrade(db, machine, host);
  }
  assertCompatible(machine, host);
  assertReaches(db, machine, host);
  assertProcessors(db, machine, host);
  const needed = numberOf(machine, 'memory_dynamic_min');
  const available = freeMemory(db, host);
  if (available < needed) {
    throw new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', String(needed), String(available));
  }
}

/** Throws VM_REQUIRES_NETWORK for a network that the host does not have. */
function assertReaches(db: Database, machine: Row, host: Row): void {
  for (const ref of listOf(machine, 'VIFs')) {
    const network = db.find('network', db.find('VIF', ref)?.values['network']);
    if (network !== undefined && !reaches(db, host, network)) {
      throw new Failure('VM_REQUIRES_NETWORK', machine.ref, network.ref);
    }
  }
}

/**
 * Throws VM_INCOMPATIBLE_WITH_THIS_HOST for a machine that has started on processors of another maker, or with features that those of
 * the host do not have (cpuid_helpers.ml, assert_vm_is_compatible).
 */
function assertCompatible(machine: Row, host: Row): void {
  if (textOf(machine, 'power_state') === 'Halted') {
    return;
  }
  const started = mapOf(machine, 'last_boot_CPU_flags');
  const there = mapOf(host, 'cpu_info');
  const { vendor, features } = started;
  if (vendor !== undefined && vendor !== there['vendor']) {
    const why = 'VM last booted on a host which had a CPU from a different vendor.';
    throw new Failure('VM_INCOMPATIBLE_WITH_THIS_HOST', machine.ref, host.ref, why);
  }
  const kind = textOf(machine, 'domain_type') === 'hvm' ? 'features_hvm' : 'features_pv';
  const offered = there[kind] ?? there['features'];
  if (features !== undefined && offered !== undefined && !isWithin(features, offered)) {
    const why = "VM last booted on a CPU with features this host's CPU does not have.";
    throw new Failure('VM_INCOMPATIBLE_WITH_THIS_HOST', machine.ref, host.ref, why);
  }
}

/** Sets of features are words of bits, written in hexadecimal and divided by dashes. */
function isWithin(features: string, offered: string): boolean {
  const words = offered.split('-');
  return features
    .split('-')
    .every((word, at) => (BigInt(`0x${word}`) & ~BigInt(`0x${words[at] ?? '0'}`)) === 0n);
}

/** Throws HOST_NOT_ENOUGH_PCPUS, or VM_REQUIRES_GPU for a device that no card of the host has. */
function assertProcessors(db: Database, machine: Row, host: Row): void {
  const wanted = numberOf(machine, 'VCPUs_max');
  const there = Number(mapOf(host, 'cpu_info')['cpu_count'] ?? wanted);
  const isUnrestricted = mapOf(machine, 'platform')['vcpu-unrestricted'] === 'true';
  if (wanted > there && !isUnrestricted) {
    throw new Failure('HOST_NOT_ENOUGH_PCPUS', String(wanted), String(there));
  }
  for (const ref of listOf(machine, 'VGPUs')) {
    const group = db.find('VGPU', ref)?.values['GPU_group'];
    const cards = listOf(host, 'PGPUs').map((card) => db.find('PGPU', card));
    if (!cards.some((card) => card?.values['GPU_group'] === group)) {
      throw new Failure('VM_REQUIRES_GPU', machine.ref, text(group ?? ''));
    }
  }
}

/** Hosts on which the machine can run. */
export function possibleHosts(db: Database, machine: Row): Row[] {
  return [...db.all('host')].filter((host) => reasonAgainst(db, machine, host) === undefined);
}

/** Why the machine cannot run on the host; undefined where it can. */
export function reasonAgainst(db: Database, machine: Row, host: Row): Failure | undefined {
  try {
    assertCanRun(db, machine, host);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) {
      return error;
    }
    throw error;
  }
}

/** The home server where it will do, else the host with most free memory, never the one that is left. Throws NO_HOSTS_AVAILABLE or the one host's reason. */
export function chooseHost(db: Database, machine: Row, left?: Row): Row {
  const hosts = possibleHosts(db, machine).filter((host) => host !== left);
  const home = hosts.find(({ ref }) => ref === machine.values['affinity']);
  const chosen = home ?? hosts.toSorted((a, b) => freeMemory(db, b) - freeMemory(db, a))[0];
  if (chosen !== undefined) {
    return chosen;
  }
  const [only, ...others] = db.all('host');
  const reason =
    only !== undefined && others.length === 0 ? reasonAgainst(db, machine, only) : undefined;
  throw reason ?? new Failure('NO_HOSTS_AVAILABLE');
}
