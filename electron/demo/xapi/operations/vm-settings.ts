import { Failure } from '../api/failure.ts';
import { text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { listOf, numberOf } from '../db/row.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { refreshAround } from './allowed.ts';
import { assertMayBecomeTemplate } from './availability.ts';
import { assertCanRun, freeMemory, possibleHosts, reserve } from './placement.ts';
import { assertLicensed, isRestricted } from './pool-rules.ts';
import { assertOperation, isNestedVirt } from './vm-rules.ts';

const machineOf = ({ db }: Call, [ref]: readonly Value[]): Row => db.get('VM', ref);

/** Throws MEMORY_CONSTRAINT_VIOLATION unless static min ≤ dynamic min ≤ dynamic max ≤ static max. */
function setMemory(call: Call, machine: Row, limits: Fields): Value {
  const after = (name: string): number => Number(limits[name] ?? numberOf(machine, name));
  const order = [
    'memory_static_min',
    'memory_dynamic_min',
    'memory_dynamic_max',
    'memory_static_max',
  ];
  if (order.some((name, index) => index > 0 && after(order[index - 1] ?? '') > after(name))) {
    throw new Failure('MEMORY_CONSTRAINT_VIOLATION_ORDER');
  }
  const isStatic = 'memory_static_max' in limits || 'memory_static_min' in limits;
  assertOperation(call.db, machine, isStatic ? 'changing_memory_limits' : 'changing_dynamic_range');
  const why = pinnedBy(call, machine);
  const pins = ['memory_dynamic_min', 'memory_dynamic_max'];
  if (why !== undefined && pins.some((name) => after(name) !== after('memory_static_max'))) {
    throw new Failure('MEMORY_CONSTRAINT_VIOLATION_MAXPIN', why);
  }
  const target = after('memory_dynamic_max');
  const host = call.db.find('host', machine.values['resident_on']);
  if (host !== undefined) {
    assertMemoryGrows(
      call.db,
      host,
      after('memory_dynamic_min') - numberOf(machine, 'memory_dynamic_min'),
    );
    reserve(call.db, host, numberOf(machine, 'memory_dynamic_max') - target);
  }
  call.db.set(machine, { ...limits, memory_target: target });
  return '';
}

/** Throws HOST_NOT_ENOUGH_FREE_MEMORY: what a running machine is to have at least comes from its host (message_forwarding.ml). */
function assertMemoryGrows(db: Database, host: Row, more: number): void {
  const free = freeMemory(db, host);
  if (more > free) {
    throw new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', String(more), String(free));
  }
}

/** Why all of its memory is there at all times, or not at all (xapi_vm_memory_constraints.ml). */
function pinnedBy({ db }: Call, machine: Row): string | undefined {
  if (isRestricted(db, 'restrict_dmc')) {
    return 'DMC disabled';
  }
  return isNestedVirt(db, machine) ? 'nested virt' : undefined;
}

/** Message → the memory fields that its parameters set, in their order. */
const memory: Readonly<Record<string, readonly (readonly string[])[]>> = {
  set_memory: [['static_max', 'dynamic_max', 'dynamic_min']],
  set_memory_limits: [['static_min'], ['static_max'], ['dynamic_min'], ['dynamic_max']],
  set_memory_static_range: [['static_min'], ['static_max']],
  set_memory_static_min: [['static_min']],
  set_memory_static_max: [['static_max']],
  set_memory_dynamic_range: [['dynamic_min'], ['dynamic_max']],
  set_memory_dynamic_min: [['dynamic_min']],
  set_memory_dynamic_max: [['dynamic_max']],
  set_memory_target_live: [['dynamic_min', 'dynamic_max']],
};

function memoryHandlers(): (readonly [string, Handler])[] {
  return Object.entries(memory).map(([name, order]) => [
    `VM.${name}`,
    (call, parameters) => {
      const limits: Record<string, Value> = {};
      order.forEach((fields, index) => {
        for (const field of fields) {
          limits[`memory_${field}`] = parameters[index + 1] ?? 0;
        }
      });
      return setMemory(call, machineOf(call, parameters), limits);
    },
  ]);
}

function setProcessors(call: Call, parameters: readonly Value[], field: string): Value {
  const machine = machineOf(call, parameters);
  const count = Number(parameters[1]);
  assertOperation(call.db, machine, 'changing_VCPUs');
  const most = field === 'VCPUs_max' ? count : numberOf(machine, 'VCPUs_max');
  const start = field === 'VCPUs_at_startup' ? count : numberOf(machine, 'VCPUs_at_startup');
  if (count < 1 || start > most) {
    throw new Failure(
      'INVALID_VALUE',
      field,
      `${count} (VCPUs_at_startup must be at least 1 and at most VCPUs_max)`,
    );
  }
  call.db.set(machine, { [field]: count });
  return '';
}

function setProcessorsLive(call: Call, parameters: readonly Value[]): Value {
  const machine = machineOf(call, parameters);
  assertLicensed(call.db, 'restrict_set_vcpus_number_live');
  assertOperation(call.db, machine, 'changing_VCPUs_live');
  const count = Number(parameters[1]);
  if (count < 1 || count > numberOf(machine, 'VCPUs_max')) {
    throw new Failure('INVALID_VALUE', 'nvcpu', String(count));
  }
  call.db.set(machine, { VCPUs_at_startup: count });
  const metrics = call.db.find('VM_metrics', machine.values['metrics']);
  if (metrics !== undefined) {
    call.db.set(metrics, { VCPUs_number: count });
  }
  return '';
}

function setIsTemplate(call: Call, parameters: readonly Value[]): Value {
  const machine = machineOf(call, parameters);
  if (parameters[1] === true) {
    assertOperation(call.db, machine, 'make_into_template');
    assertMayBecomeTemplate(call.db, machine);
  }
  call.db.set(machine, { is_a_template: parameters[1] === true });
  refreshAround(call.db, machine);
  return '';
}

function assertValid(call: Call, parameters: readonly Value[]): Value {
  const machine = machineOf(call, parameters);
  const operation = text(parameters[1]);
  if (!listOf(machine, 'allowed_operations').includes(operation)) {
    throw new Failure('OPERATION_NOT_ALLOWED', `${operation} is not allowed at the moment`);
  }
  return '';
}

/** Free positions for another device. */
function freeDevices(call: Call, machine: Row, owner: 'VBD' | 'VIF'): string[] {
  const field = owner === 'VBD' ? 'userdevice' : 'device';
  const taken = new Set(
    listOf(machine, `${owner}s`).map((ref) => call.db.find(owner, ref)?.values[field]),
  );
  return Array.from({ length: owner === 'VBD' ? 16 : 7 }, (_, index) => String(index)).filter(
    (position) => !taken.has(position),
  );
}

/** Memory, processors, templates, migration, and questions about a machine. */
export const vmSettings: readonly (readonly [string, Handler])[] = [
  ...memoryHandlers(),
  ['VM.set_VCPUs_max', (call, parameters) => setProcessors(call, parameters, 'VCPUs_max')],
  [
    'VM.set_VCPUs_at_startup',
    (call, parameters) => setProcessors(call, parameters, 'VCPUs_at_startup'),
  ],
  ['VM.set_VCPUs_number_live', setProcessorsLive],
  ['VM.set_is_a_template', setIsTemplate],
  [
    'VM.assert_can_boot_here',
    (call, parameters) => {
      assertCanRun(call.db, machineOf(call, parameters), call.db.get('host', parameters[1]));
      return '';
    },
  ],
  [
    'VM.get_possible_hosts',
    (call, parameters) => possibleHosts(call.db, machineOf(call, parameters)).map(({ ref }) => ref),
  ],
  [
    'VM.get_allowed_VBD_devices',
    (call, parameters) => freeDevices(call, machineOf(call, parameters), 'VBD'),
  ],
  [
    'VM.get_allowed_VIF_devices',
    (call, parameters) => freeDevices(call, machineOf(call, parameters), 'VIF'),
  ],
  ['VM.assert_operation_valid', assertValid],
  [
    'VM.update_allowed_operations',
    (call, parameters) => {
      refreshAround(call.db, machineOf(call, parameters));
      return '';
    },
  ],
  [
    'VM.compute_memory_overhead',
    (call, parameters) => numberOf(machineOf(call, parameters), 'memory_overhead'),
  ],
  ['VM.get_boot_record', (call, parameters) => machineOf(call, parameters).values],
];
