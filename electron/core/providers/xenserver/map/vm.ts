import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts, RunState } from '#shared/model/row.ts';
import { templatesGroup } from './groups.ts';
import {
  entries,
  entry,
  flag,
  follow,
  isHidden,
  known,
  nameOf,
  number,
  organisation,
  poolOf,
  reference,
  text,
  toMiB,
} from './read.ts';

/**
 * A VM record as a row: a virtual machine, a template, a snapshot or a control domain, for XAPI has one class for all. A running VM
 * stands below its host, a halted one below its home server if it has one, else below the pool.
 */
export function mapVm(ref: Ref, vm: Properties, lookup: Lookup): MappedRow {
  const kind = vmKind(vm);
  const host = reference(vm['resident_on']);
  const hidden = kind === 'snapshot' || flag(vm, 'is_control_domain') || isHidden(vm);
  return {
    ref,
    kind,
    name: nameOf(ref, vm),
    state: kind === 'vm' ? runState(vm) : 'none',
    health: 'unknown',
    parent: parentOf(kind, vm, lookup),
    facts: vmFacts(vm, kind, host, lookup),
    ...(hidden && { hidden }),
  };
}

export function vmKind(vm: Properties): Extract<Kind, 'vm' | 'template' | 'snapshot'> {
  if (flag(vm, 'is_a_snapshot')) return 'snapshot';
  return flag(vm, 'is_a_template') ? 'template' : 'vm';
}

function parentOf(kind: Kind, vm: Properties, lookup: Lookup): Ref | null {
  if (kind === 'snapshot') {
    const origin = reference(vm['snapshot_of']);
    if (origin !== undefined) return origin;
  }
  if (kind === 'template' && isDefaultTemplate(vm)) return templatesGroup;
  const place = reference(vm['resident_on']) ?? reference(vm['affinity']);
  const host = kind === 'vm' ? place : undefined;
  // A home server that left the pool is no place to stand.
  if (host !== undefined && lookup.get(host) !== undefined) return host;
  return poolOf(lookup) ?? null;
}

/** Older servers tell it in other_config only. */
export function isDefaultTemplate(vm: Properties): boolean {
  return (
    flag(vm, 'is_default_template') ||
    entry(vm, 'other_config', 'default_template')?.toLowerCase() === 'true'
  );
}

const powerStates: Readonly<Record<string, RunState>> = {
  Running: 'on',
  Halted: 'off',
  Suspended: 'suspended',
  // A paused machine holds its memory but does not run.
  Paused: 'suspended',
};

function runState(vm: Properties): RunState {
  return powerStates[text(vm, 'power_state') ?? ''] ?? 'unknown';
}

function vmFacts(vm: Properties, kind: Kind, host: Ref | undefined, lookup: Lookup): RowFacts {
  const running = text(vm, 'power_state') === 'Running';
  const metrics = running ? follow(lookup, vm, 'metrics') : undefined;
  const guest = kind === 'vm' ? follow(lookup, vm, 'guest_metrics') : undefined;
  const actual = number(metrics, 'memory_actual');
  return known<RowFacts>({
    host,
    guestOs: guest === undefined ? undefined : guestOs(guest),
    ipAddress: running && guest !== undefined ? addresses(guest)[0] : undefined,
    cpus: number(metrics, 'VCPUs_number') || number(vm, 'VCPUs_at_startup'),
    memoryMiB: toMiB(actual || number(vm, 'memory_dynamic_max')),
    tools: kind === 'vm' && running ? tools(guest) : undefined,
    uuid: text(vm, 'uuid'),
    note: note(vm),
    ...organisation(vm),
  });
}

function guestOs(guest: Properties): string | undefined {
  // Windows writes "Microsoft Windows Server 2022|C:\\Windows|\\Device\\…".
  return entry(guest, 'os_version', 'name')?.split('|')[0];
}

const anyAddress = /^(\d+)\/ip(?:v[46]\/(\d+))?$/;

/**
 * Addresses of the guest, IPv4 first; link-local ones last, as nobody reaches them from elsewhere. Among their like those of the lowest
 * device are first: the server writes the map in any order.
 */
export function addresses(guest: Properties, device?: string): readonly string[] {
  const found = entries(guest, 'networks').flatMap(([key, value]) => {
    const [, at, index = '0'] = anyAddress.exec(key) ?? [];
    if (at === undefined || value === '' || (device !== undefined && at !== device)) return [];
    return [{ value, place: [addressRank(value), Number(at), Number(index)] }];
  });
  const ordered = found.sort((a, b) => byPlace(a.place, b.place));
  return [...new Set(ordered.map(({ value }) => value))];
}

function byPlace(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function addressRank(address: string): number {
  if (address.startsWith('169.254.')) return 3;
  if (address.toLowerCase().startsWith('fe80:')) return 4;
  return address.includes(':') ? 2 : 1;
}

function tools(guest: Properties | undefined): string {
  if (guest === undefined) return 'not installed';
  return hasTools(guest) ? 'running' : 'not running';
}

/** Whether a guest runs the VM tools; older servers tell it by their version only. */
export function hasTools(guest: Properties | undefined): boolean {
  return flag(guest, 'PV_drivers_detected') || entries(guest, 'PV_drivers_version').length > 0;
}

function note(vm: Properties): Text | undefined {
  if (text(vm, 'power_state') === 'Paused') return say('note.paused');
  return flag(vm, 'requires_reboot') ? say('note.restart') : undefined;
}
