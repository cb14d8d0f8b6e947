import { randomUUID } from 'node:crypto';
import { Failure } from '../api/failure.ts';
import { datetime, epoch, isNull, nullRef, text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import { isTrue, listOf, mapOf, numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Call, Handler } from '../server/world.ts';
import { constructed } from '../server/implicit.ts';
import { refreshAround } from './allowed.ts';
import { copyDisk, copyMachine, destroyMachine } from './copy-machine.ts';
import { halt, suspendStorage } from './vm-power.ts';
import { assertRoom, assertTakesDisks } from './disk-rules.ts';
import { assertKeepsMemory, assertNoneShared } from './snapshot-rules.ts';
import { assertOperation, isDefaultTemplate } from './vm-rules.ts';
import { work } from './work.ts';

const machineOf = ({ db }: Call, [ref]: readonly Value[]): Row => db.get('VM', ref);

function assertNoDom0(machine: Row): void {
  if (isTrue(machine, 'is_control_domain')) {
    throw new Failure('OPERATION_NOT_ALLOWED', 'This operation is not allowed on dom0');
  }
}

type Kind = 'snapshot' | 'checkpoint' | 'snapshot_with_quiesce';

async function snapshot(call: Call, parameters: readonly Value[], kind: Kind): Promise<Value> {
  const machine = machineOf(call, parameters);
  assertOperation(call.db, machine, kind);
  if (kind === 'checkpoint') {
    assertKeepsMemory(call, machine);
  }
  const without = new Set((kind === 'snapshot' ? (parameters[2] ?? []) : []) as readonly string[]);
  assertNoneShared(call, machine, without);
  return work(call, { locks: [[machine, kind]] }, () => {
    const { db, world } = call;
    const withMemory = kind === 'checkpoint';
    const made = copyMachine(call, machine, {
      asSnapshot: true,
      keepAddresses: true,
      without,
      fields: {
        name_label: text(parameters[1]),
        name_description: '',
        is_a_template: true,
        is_a_snapshot: true,
        snapshot_of: machine.ref,
        snapshot_time: datetime(world.now()),
        snapshot_metadata: `(('uuid' '${textOf(machine, 'uuid')}')('name__label' '${textOf(machine, 'name_label')}'))`,
        power_state: withMemory ? 'Suspended' : 'Halted',
        parent: machine.values['parent'] ?? nullRef,
        snapshot_info: {
          'power-state-at-snapshot': textOf(machine, 'power_state'),
          'disk-snapshot-type': kind === 'snapshot_with_quiesce' ? 'quiesced' : 'crash_consistent',
        },
      },
    });
    if (withMemory) {
      db.set(made, { suspend_VDI: memoryImage(call, machine).ref });
    }
    db.set(machine, { parent: made.ref });
    return made.ref;
  });
}

function memoryImage({ db }: Call, machine: Row): Row {
  const [pool] = db.all('pool');
  const chosen = suspendStorage({ db }, machine)?.ref ?? pool?.values['suspend_image_SR'];
  return db.create('VDI', {
    name_label: 'Suspend image',
    SR: chosen ?? nullRef,
    type: 'suspend',
    virtual_size: machine.values['memory_static_max'] ?? 0,
    physical_utilisation: machine.values['memory_static_max'] ?? 0,
    managed: true,
  });
}

/** The machine goes back: its disks are replaced by copies of the snapshot's, its settings by the snapshot's. */
async function revert(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const from = machineOf(call, parameters);
  if (!isTrue(from, 'is_a_snapshot')) {
    throw new Failure('ONLY_REVERT_SNAPSHOT');
  }
  assertOperation(db, from, 'revert');
  const machine = db.find('VM', from.values['snapshot_of']) ?? madeAgain(call, from);
  return work(
    call,
    {
      locks: [
        [machine, 'reverting'],
        [from, 'revert'],
      ],
    },
    () => {
      if (textOf(machine, 'power_state') !== 'Halted') {
        halt(db, machine, 'Halted');
      }
      replaceDisks(call, machine, from);
      // The machine keeps its name: that of the snapshot is the snapshot's.
      const kept = ['name_description', 'VCPUs_max', 'VCPUs_at_startup', 'platform'];
      const memory = Object.keys(machine.values).filter((name) => name.startsWith('memory_'));
      db.set(
        machine,
        Object.fromEntries([...kept, ...memory].map((name) => [name, from.values[name] ?? ''])),
      );
      db.set(machine, {
        parent: from.ref,
        power_state: textOf(from, 'power_state'),
      });
      refreshAround(db, machine);
      return '';
    },
  );
}

/**
 * The machine of a snapshot that has outlived it, made again as the snapshot remembers it, with its UUID
 * (xapi_vm_snapshot.ml, create_vm_from_snapshot). Throws VM_REVERT_FAILED for a snapshot that does not remember.
 */
function madeAgain({ db, world }: Call, from: Row): Row {
  const gone = textOf(from, 'snapshot_of');
  const [, uuid] = /\('uuid' '([^']+)'\)/.exec(textOf(from, 'snapshot_metadata')) ?? [];
  const [, name = textOf(from, 'name_label')] =
    /\('name__label' '([^']*)'\)/.exec(textOf(from, 'snapshot_metadata')) ?? [];
  if (uuid === undefined) {
    throw new Failure('VM_REVERT_FAILED', from.ref, gone);
  }
  const metrics = db.create('VM_metrics', { install_time: datetime(world.now()) });
  const { uuid: _, VBDs: __, VIFs: ___, snapshots: ____, children: _____, ...fields } = from.values;
  const machine = db.create('VM', {
    ...fields,
    uuid,
    name_label: name,
    is_a_template: false,
    is_a_snapshot: false,
    snapshot_of: nullRef,
    snapshot_time: epoch,
    snapshot_metadata: '',
    suspend_VDI: nullRef,
    power_state: 'Halted',
    current_operations: {},
    metrics: metrics.ref,
  });
  for (const other of [...db.all('VM')].filter(({ values }) => values['snapshot_of'] === gone)) {
    db.set(other, { snapshot_of: machine.ref });
  }
  refreshAround(db, machine);
  return machine;
}

function replaceDisks(call: Call, machine: Row, from: Row): void {
  const { db } = call;
  for (const ref of listOf(machine, 'VBDs').slice()) {
    const device = db.find('VBD', ref);
    if (device !== undefined && textOf(device, 'type') === 'Disk') {
      const disk = db.find('VDI', device.values['VDI']);
      db.destroy(device);
      // A disk with other snapshots lives on without the machine's device
      if (disk !== undefined && listOf(disk, 'VBDs').length === 0) {
        db.destroy(disk);
      }
    }
  }
  for (const ref of listOf(from, 'VBDs')) {
    const device = db.find('VBD', ref);
    const disk = db.find('VDI', device?.values['VDI']);
    if (device !== undefined && disk !== undefined && textOf(device, 'type') === 'Disk') {
      const copy = copyDisk(call, disk, { is_a_snapshot: false, snapshot_of: nullRef });
      const { uuid: _, ...fields } = device.values;
      db.create('VBD', { ...fields, VM: machine.ref, VDI: copy.ref, currently_attached: false });
    }
  }
}

async function copy(call: Call, parameters: readonly Value[]): Promise<Value> {
  const machine = machineOf(call, parameters);
  assertOperation(call.db, machine, call.message.name);
  const isCopy = call.message.name === 'copy';
  const repository = isCopy && !isNull(parameters[2]) ? text(parameters[2]) : undefined;
  if (repository !== undefined) {
    assertTakesCopies(call, machine, call.db.get('SR', repository));
  }
  const plan = { locks: [[machine, call.message.name]] as const, scale: isCopy ? 2 : 1 };
  return work(call, plan, () => {
    const isSnapshot = isTrue(machine, 'is_a_snapshot');
    const made = copyMachine(call, machine, {
      asSnapshot: false,
      repository,
      fields: {
        name_label: text(parameters[1]),
        // A machine made from a snapshot is one; of a template, a template until it is provisioned
        is_a_template: isSnapshot || isTrue(machine, 'is_a_template'),
        is_a_snapshot: false,
      },
    });
    return made.ref;
  });
}

/** Throws OPERATION_NOT_ALLOWED for a library of images (xapi_vm.ml, copy), and SR_FULL where the disks do not fit. */
function assertTakesCopies({ db }: Call, machine: Row, repository: Row): void {
  if (textOf(repository, 'content_type') === 'iso') {
    throw new Failure('OPERATION_NOT_ALLOWED', "Cannot copy a VM's disks to an ISO SR");
  }
  assertTakesDisks(db, repository);
  const bytes = listOf(machine, 'VBDs')
    .map((ref) => db.find('VBD', ref))
    .filter((device) => device !== undefined && textOf(device, 'type') === 'Disk')
    .map((device) => db.find('VDI', device?.values['VDI']))
    .reduce(
      (sum, disk) => sum + (disk === undefined ? 0 : numberOf(disk, 'physical_utilisation')),
      0,
    );
  assertRoom(repository, bytes);
}

/** Makes the disks that `other_config.disks` names, and a machine of the template. */
async function provision(call: Call, parameters: readonly Value[]): Promise<Value> {
  const { db } = call;
  const machine = machineOf(call, parameters);
  assertOperation(db, machine, 'provision');
  return work(call, { locks: [[machine, 'provision']] }, () => {
    const { disks = '', ...otherConfig } = mapOf(machine, 'other_config');
    [...disks.matchAll(/<disk\b[^>]*>/g)].forEach(([element], index) => {
      addDisk(call, machine, element, index);
    });
    const { default_template: _, 'install-methods': __, ...rest } = otherConfig;
    db.set(machine, { is_a_template: false, other_config: rest });
    refreshAround(db, machine);
    return '';
  });
}

function addDisk(call: Call, machine: Row, element: string, index: number): void {
  const { db } = call;
  const [pool] = db.all('pool');
  const attribute = (name: string): string =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? '';
  const repository = db.byUuid('SR', attribute('sr')) ?? db.find('SR', pool?.values['default_SR']);
  if (repository === undefined) {
    throw new Failure('DEFAULT_SR_NOT_FOUND', text(pool?.values['default_SR'] ?? nullRef));
  }
  assertTakesDisks(db, repository);
  const disk = db.create('VDI', {
    name_label: `${textOf(machine, 'name_label')} ${index}`,
    name_description: 'Created by template provisioner',
    SR: repository.ref,
    type: attribute('type') === 'system' ? 'system' : 'user',
    virtual_size: Number(attribute('size')),
    managed: true,
  });
  const device = db.create('VBD', {
    VM: machine.ref,
    VDI: disk.ref,
    userdevice: attribute('device'),
    bootable: attribute('bootable') === 'true',
    mode: 'RW',
    type: 'Disk',
  });
  refreshAround(db, device);
}

/** A running machine is refused; its disks stay, as their owner may want them. */
function destroy(call: Call, parameters: readonly Value[]): Value {
  const machine = machineOf(call, parameters);
  assertNoDom0(machine);
  if (isDefaultTemplate(machine)) {
    throw new Failure('VM_CANNOT_DELETE_DEFAULT_TEMPLATE', machine.ref);
  }
  assertOperation(call.db, machine, 'destroy');
  const [[task, operation] = []] = Object.entries(mapOf(machine, 'current_operations'));
  if (task !== undefined && operation !== undefined) {
    throw new Failure('OTHER_OPERATION_IN_PROGRESS', 'VM', machine.ref, operation, task);
  }
  destroyMachine(call, machine);
  return '';
}

/** A machine without disks; whoever makes it adds them. */
function create(call: Call, [given]: readonly Value[]): Value {
  const { db, world } = call;
  const metrics = db.create('VM_metrics', { install_time: datetime(world.now()) });
  const machine = db.create('VM', {
    ...constructed('VM', given as Fields),
    power_state: 'Halted',
    domid: -1,
    metrics: metrics.ref,
  });
  db.set(machine, { other_config: { mac_seed: randomUUID(), ...mapOf(machine, 'other_config') } });
  refreshAround(db, machine);
  return machine.ref;
}

/** Snapshots, clones, copies, and the coming and going of machines. */
export const vmCopies: readonly (readonly [string, Handler])[] = [
  ['VM.snapshot', (call, parameters) => snapshot(call, parameters, 'snapshot')],
  ['VM.checkpoint', (call, parameters) => snapshot(call, parameters, 'checkpoint')],
  [
    'VM.snapshot_with_quiesce',
    (call, parameters) => snapshot(call, parameters, 'snapshot_with_quiesce'),
  ],
  ['VM.revert', revert],
  ['VM.clone', copy],
  ['VM.copy', copy],
  ['VM.provision', provision],
  ['VM.destroy', destroy],
  ['VM.create', create],
];
