import { homeStore } from '../../properties/vm-facts.ts';
import { invalidArgument, VimFault } from '../../wire/fault.ts';
import { applyConfig } from './apply-config.ts';
import { bootWith, type BootSpec } from './boot-settings.ts';
import { changeDevices } from '../devices/device-changes.ts';
import type { DeviceChange, Draft } from '../devices/device-spec.ts';
import type { Datastore, VirtualMachine } from '../entity.ts';
import type { Estate } from '../estate.ts';
import { guestOs } from './guests.ts';
import { lackingForLatency } from './latency.ts';
import { checkName, rename, siblingsOf } from '../operations.ts';
import { configOf } from './vm-parts.ts';
import type { LatencySensitivity, VmConfig } from './vm-parts.ts';
import type { Allocation } from '../allocation.ts';

/** ReconfigVM_Task, and the configuration of a VM that is to be made. */

export interface AllocationSpec {
  readonly reservation?: bigint;
  readonly expandableReservation?: boolean;
  readonly limit?: bigint;
  readonly shares?: { readonly shares: number; readonly level: Allocation['level'] };
}

/** The part of VirtualMachineConfigSpec that is simulated. */
export interface ConfigSpec extends BootSpec {
  readonly changeVersion?: string;
  readonly name?: string;
  readonly guestId?: string;
  readonly annotation?: string;
  readonly numCPUs?: number;
  readonly numCoresPerSocket?: number;
  readonly memoryMB?: bigint;
  readonly cpuHotAddEnabled?: boolean;
  readonly memoryHotAddEnabled?: boolean;
  readonly deviceChange?: readonly DeviceChange[];
  readonly cpuAllocation?: AllocationSpec;
  readonly memoryAllocation?: AllocationSpec;
  readonly extraConfig?: readonly { readonly key: string; readonly value?: unknown }[];
  readonly files?: { readonly vmPathName?: string };
  readonly version?: string;
  readonly nestedHVEnabled?: boolean;
  readonly latencySensitivity?: LatencySensitivity;
  readonly tools?: Options;
}

type Options = Readonly<Record<string, unknown>>;

const known = new Set(
  '$type changeVersion name guestId annotation numCPUs numCoresPerSocket memoryMB cpuHotAddEnabled memoryHotAddEnabled deviceChange cpuAllocation memoryAllocation extraConfig files version nestedHVEnabled latencySensitivity firmware flags tools bootOptions uuid instanceUuid'.split(
    ' ',
  ),
);

/** @throws VimFault NotSupported for what the simulator would have to ignore */
export function requireKnown(spec: object): void {
  const unknown = Object.keys(spec).find((field) => !known.has(field));
  if (unknown !== undefined) {
    throw new VimFault('NotSupported', `The demo estate does not simulate configSpec.${unknown}.`);
  }
}

const maxCpus = 768;
const maxMemoryMB = 24 * 1024 ** 2;
/** Memory that is added while a VM runs, in MB: the whole has to be a multiple, and not more than so many times what it has. */
export const hotMemoryIncrement = 128;
export const hotMemoryLimit = ({ memoryMB }: Pick<VirtualMachine, 'memoryMB'>): number =>
  memoryMB * 16;

function setCpu(draft: Draft, vm: VirtualMachine, spec: ConfigSpec): void {
  const { numCPUs: count = draft.numCpu, numCoresPerSocket } = spec;
  if (count < 1) {
    throw invalidArgument('configSpec.numCPUs');
  }
  if (count > maxCpus) {
    throw new VimFault(
      'NumVirtualCpusExceedsLimit',
      `The number of virtual CPUs exceeds the limit of ${maxCpus}.`,
      { maxSupportedVcpus: maxCpus },
    );
  }
  const changesCores =
    numCoresPerSocket !== undefined && numCoresPerSocket !== draft.coresPerSocket;
  const isOn = vm.power !== 'poweredOff';
  if (
    isOn &&
    (changesCores || (count !== draft.numCpu && !(vm.cpuHotAdd && count > draft.numCpu)))
  ) {
    throw new VimFault(
      'CpuHotPlugNotSupported',
      'CPU hot plug is not supported for this virtual machine.',
    );
  }
  const cores = numCoresPerSocket ?? draft.coresPerSocket;
  if (cores < 1 || count % cores !== 0) {
    throw invalidArgument('configSpec.numCoresPerSocket');
  }
  draft.numCpu = count;
  draft.coresPerSocket = cores;
}

function setMemory(draft: Draft, vm: VirtualMachine, wanted: bigint | undefined): void {
  const megabytes = wanted === undefined ? draft.memoryMB : Number(wanted);
  if (megabytes === draft.memoryMB) {
    return;
  }
  if (megabytes < 4 || megabytes > maxMemoryMB || megabytes % 4 !== 0) {
    throw invalidArgument('configSpec.memoryMB');
  }
  const mayHotAdd =
    vm.memoryHotAdd &&
    megabytes > draft.memoryMB &&
    megabytes <= hotMemoryLimit(vm) &&
    megabytes % hotMemoryIncrement === 0;
  if (vm.power !== 'poweredOff' && !mayHotAdd) {
    throw new VimFault(
      'MemoryHotPlugNotSupported',
      'Memory hot plug is not supported for this virtual machine.',
    );
  }
  draft.memoryMB = megabytes;
}

/** Settings that only a VM that is off can change. */
function setHotAdd(draft: Draft, vm: VirtualMachine, spec: ConfigSpec): void {
  const cpu = spec.cpuHotAddEnabled ?? draft.cpuHotAdd;
  const memory = spec.memoryHotAddEnabled ?? draft.memoryHotAdd;
  const guest = spec.guestId === undefined ? draft.guest : guestOs(spec.guestId);
  const nestedHv = spec.nestedHVEnabled ?? draft.nestedHv;
  const differs =
    cpu !== draft.cpuHotAdd ||
    memory !== draft.memoryHotAdd ||
    nestedHv !== draft.nestedHv ||
    guest !== draft.guest;
  if (differs && vm.power !== 'poweredOff') {
    throw new VimFault(
      'InvalidPowerState',
      'The attempted operation cannot be performed in the current state (Powered on).',
      { requestedState: 'poweredOff', existingState: vm.power },
    );
  }
  draft.cpuHotAdd = cpu;
  draft.memoryHotAdd = memory;
  draft.guest = guest;
  draft.nestedHv = nestedHv;
}

/** An allocation with what a spec changes of it. */
export function allocationWith(
  before: Allocation | undefined,
  spec: AllocationSpec,
  property: string,
): Allocation {
  const from = before ?? {
    reservation: 0,
    expandable: false,
    limit: -1,
    level: 'normal',
    shares: 0,
  };
  const next: Allocation = {
    reservation: Number(spec.reservation ?? from.reservation),
    expandable: spec.expandableReservation ?? from.expandable,
    limit: Number(spec.limit ?? from.limit),
    level: spec.shares?.level ?? from.level,
    shares: spec.shares?.shares ?? from.shares,
  };
  if (next.reservation < 0 || (next.limit >= 0 && next.reservation > next.limit)) {
    throw invalidArgument(`${property}.reservation`);
  }
  return next;
}

/** @throws VimFault InvalidArgument for a VM that runs without the reservations that it would need */
function setLatency(
  draft: Draft,
  vm: VirtualMachine,
  { latencySensitivity: to }: ConfigSpec,
): void {
  const { level, sensitivity } = to ?? draft.latency;
  if (
    to !== undefined &&
    (level !== draft.latency.level || sensitivity !== draft.latency.sensitivity)
  )
    draft.latency = level === 'custom' ? { level, sensitivity: sensitivity ?? 0 } : { level };
  if (vm.power !== 'poweredOn') return;
  const lacking = lackingForLatency(draft, vm.host);
  if (lacking !== undefined) throw invalidArgument(`spec.${lacking.property}`);
}

/** What is given of the tools' options takes the place of what was. */
function setTools(draft: Draft, { tools }: ConfigSpec): void {
  if (tools !== undefined) {
    draft.toolsOptions = { ...draft.toolsOptions, ...withoutType(tools) };
  }
}

function withoutType(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([field]) => field !== '$type'));
}

function setExtraConfig(draft: Draft, options: NonNullable<ConfigSpec['extraConfig']>): void {
  const next = new Map(draft.extraConfig);
  for (const { key, value } of options) {
    if (value !== undefined && typeof value !== 'string') {
      throw invalidArgument('configSpec.extraConfig.value');
    }
    // An empty value takes the entry away
    next.set(key, value ?? '');
  }
  draft.extraConfig = next;
}

/** The configuration that a VM has after a reconfiguration. */
interface Change {
  readonly next: VmConfig;
  readonly destroyed: ReadonlySet<number>;
}

/**
 * Works out a configuration from a spec; the VM stays as it is.
 *
 * @param home where disks go that name no datastore
 * @throws VimFault VmConfigFault and those derived from it, FileFault, InvalidDatastore, InvalidArgument, InvalidPowerState
 */
export function draftConfig(
  estate: Estate,
  vm: VirtualMachine,
  spec: ConfigSpec,
  home: Datastore | undefined,
): Change {
  requireKnown(spec);
  const draft: Draft = configOf(vm);
  const destroyed = new Set<number>();
  setHotAdd(draft, vm, spec);
  setCpu(draft, vm, spec);
  setMemory(draft, vm, spec.memoryMB);
  draft.annotation = spec.annotation ?? draft.annotation;
  if (spec.cpuAllocation !== undefined) {
    draft.cpuAllocation = allocationWith(draft.cpuAllocation, spec.cpuAllocation, 'cpuAllocation');
  }
  if (spec.memoryAllocation !== undefined) {
    const property = 'memoryAllocation';
    draft.memoryAllocation = allocationWith(draft.memoryAllocation, spec[property], property);
  }
  if ((draft.memoryAllocation?.reservation ?? 0) > draft.memoryMB) {
    throw invalidArgument('configSpec.memoryAllocation.reservation');
  }
  setLatency(draft, vm, spec);
  setTools(draft, spec);
  if (spec.extraConfig !== undefined) {
    setExtraConfig(draft, spec.extraConfig);
  }
  const edit = { estate, vm, host: vm.host, draft, home, destroyed };
  changeDevices({ ...edit, controllers: new Map() }, spec.deviceChange ?? []);
  if (spec.firmware !== undefined || spec.bootOptions !== undefined)
    draft.boot = bootWith(spec, vm, draft);
  return { next: draft, destroyed };
}

/** Fields that a new VM may have, and that nothing comes of afterwards. */
const fixed = ['flags', 'uuid', 'instanceUuid'];

/** @throws VimFault NotSupported for what would be ignored */
function requireChangeable(spec: ConfigSpec): void {
  const field = Object.keys(spec).find((one) => fixed.includes(one));
  if (field !== undefined) {
    throw new VimFault('NotSupported', `The demo estate does not change configSpec.${field}.`);
  }
}

/** @throws VimFault NotSupported for more than name and notes of a template */
function requireEditable({ template }: VirtualMachine, spec: ConfigSpec): void {
  const harmless = ['$type', 'changeVersion', 'name', 'annotation'];
  if (template && Object.keys(spec).some((field) => !harmless.includes(field))) {
    throw new VimFault('NotSupported', 'The operation is not supported on a template.');
  }
}

/**
 * Works out a reconfiguration.
 *
 * @returns what carries it out
 * @throws VimFault ConcurrentAccess, DuplicateName, InvalidName, and what `draftConfig` throws
 */
export function planReconfigure(estate: Estate, vm: VirtualMachine, spec: ConfigSpec): () => void {
  if (spec.changeVersion !== undefined && spec.changeVersion !== '') {
    if (spec.changeVersion !== vm.configVersion.toISOString()) {
      throw new VimFault(
        'ConcurrentAccess',
        'The configuration was changed meanwhile: another user has modified it.',
      );
    }
  }
  requireEditable(vm, spec);
  requireChangeable(spec);
  if (spec.name !== undefined) {
    checkName(vm, spec.name, siblingsOf(vm));
  }
  const { next, destroyed } = draftConfig(estate, vm, spec, homeStore(vm));
  return () => {
    applyConfig(estate, vm, next, { destroyed });
    if (spec.name !== undefined && spec.name !== vm.name) {
      rename(estate, vm, spec.name);
    }
  };
}
