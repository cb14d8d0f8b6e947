import { nullRef } from '../api/value.ts';
import { listOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import type { Builder } from './builder.ts';

/** A tree of up to four snapshots: the machine's parent is the youngest of its line. */
export function addSnapshots(builder: Builder, machine: Row): void {
  const { random, db } = builder;
  const count = random.int(1, 4);
  const made: Row[] = [];
  for (let at = 0; at < count; at += 1) {
    // A branch now and then: not the last, but the one before it is the parent
    const parent = made[made.length - (made.length > 1 && random.chance(0.3) ? 2 : 1)];
    made.push(addSnapshot(builder, machine, parent, count - at));
  }
  db.set(machine, { parent: made.at(-1)?.ref ?? nullRef });
}

function addSnapshot(builder: Builder, machine: Row, parent: Row | undefined, age: number): Row {
  const { random } = builder;
  const metrics = builder.add('VM_metrics', { hvm: true });
  const time = builder.daysAgo(age * 7);
  const { uuid: _, ...fields } = machine.values;
  const snapshot = builder.add('VM', {
    ...fields,
    name_label: `${textOf(machine, 'name_label')} ${random.pick(['before update', 'nightly', 'release'])}`,
    power_state: 'Halted',
    is_a_template: true,
    is_a_snapshot: true,
    snapshot_of: machine.ref,
    snapshot_time: time,
    snapshot_info: {
      'power-state-at-snapshot': 'Halted',
      'disk-snapshot-type': 'crash_consistent',
    },
    resident_on: nullRef,
    domid: -1,
    metrics: metrics.ref,
    parent: parent?.ref ?? nullRef,
    current_operations: {},
  });
  copyDisks(builder, machine, snapshot, time);
  return snapshot;
}

/** A snapshot has disks of its own, by devices of its own. */
function copyDisks(builder: Builder, machine: Row, snapshot: Row, time: string): void {
  const { db } = builder;
  for (const ref of listOf(machine, 'VBDs')) {
    const device = db.find('VBD', ref);
    const disk = db.find('VDI', device?.values['VDI']);
    if (device === undefined || disk === undefined || textOf(device, 'type') !== 'Disk') {
      continue;
    }
    const { uuid: __, ...diskFields } = disk.values;
    const copy = builder.add('VDI', {
      ...diskFields,
      is_a_snapshot: true,
      snapshot_of: disk.ref,
      snapshot_time: time,
      location: builder.uuid(),
    });
    const { uuid: ___, ...deviceFields } = device.values;
    builder.add('VBD', {
      ...deviceFields,
      VM: snapshot.ref,
      VDI: copy.ref,
      device: '',
      currently_attached: false,
    });
  }
}
