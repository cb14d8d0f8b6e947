import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { able, count, mapOf, spare } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Snapshots. */
export function snapshotCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const made =
    (name: string, owner = 'VM') =>
    () =>
      on.named(name, owner) !== undefined;
  const snapshotOf = async (name: string, inputs: InputValues = {}): Promise<Ref> => {
    await on.run(on.find('VM', spare), 'snapshot.create', { name, ...inputs });
    await on.until('the snapshot', made(name));
    return on.named(name) as Ref;
  };
  return [
    {
      operation: 'snapshot.create',
      subject: vm(spare),
      inputs: () => ({ name: 'before', mode: 'disk' }),
      sends: ['Async.VM.snapshot'],
      xe: [line('xe vm-snapshot uuid=UUID new-name-label=before')],
      effect: (after) => count(after, 'snapshots') === 1,
    },
    {
      operation: 'snapshot.create',
      what: 'with memory and a description',
      subject: vm((one) => able(one) && count(one, 'snapshots') === 0),
      inputs: () => ({ name: 'with memory', mode: 'memory', description: 'before the update' }),
      sends: ['Async.VM.checkpoint', 'VM.set_name_description'],
      xe: [
        line("vm=\\$\\(xe vm-checkpoint uuid=UUID new-name-label='with memory'\\)"),
        line('xe vm-param-set uuid="\\$vm" name-description=\'before the update\''),
      ],
      effect: () => {
        const snapshot = on.named('with memory');
        return (
          snapshot !== undefined &&
          on.at(snapshot)['power_state'] === 'Suspended' &&
          on.at(snapshot)['name_description'] === 'before the update'
        );
      },
    },
    {
      operation: 'snapshot.create',
      what: 'quiesced',
      subject: vm(able),
      inputs: () => ({ name: 'quiesced', mode: 'quiesce' }),
      sends: ['Async.VM.snapshot_with_quiesce'],
      xe: [line('xe vm-snapshot-with-quiesce uuid=UUID new-name-label=quiesced')],
      effect: () => {
        const snapshot = on.named('quiesced');
        return (
          snapshot !== undefined &&
          mapOf(on.at(snapshot), 'snapshot_info')['disk-snapshot-type'] === 'quiesced'
        );
      },
    },
    {
      operation: 'snapshot.revertTo',
      subject: async () => on.to(await snapshotOf('to go back to'), 'snapshot_of') as Ref,
      inputs: async (ref) => {
        await on.run(ref, 'rename', { name: 'changed meanwhile' });
        return { snapshot: on.named('to go back to') as Ref };
      },
      sends: ['Async.VM.revert'],
      xe: [line('xe snapshot-revert snapshot-uuid=UUID')],
      // The machine keeps its name: that of the snapshot is the snapshot's.
      effect: (_, ref) => on.to(ref, 'parent') === on.named('to go back to'),
    },
    {
      operation: 'snapshot.revert',
      subject: () => snapshotOf('from itself'),
      sends: ['Async.VM.revert'],
      xe: [line('xe snapshot-revert snapshot-uuid=UUID')],
      effect: (_, ref) => on.to(on.to(ref, 'snapshot_of') as Ref, 'parent') === ref,
    },
    {
      operation: 'snapshot.toTemplate',
      subject: () => snapshotOf('for a template'),
      inputs: () => ({ name: 'a template of it' }),
      sends: ['Async.VM.clone'],
      xe: [line("xe snapshot-clone uuid=UUID new-name-label='a template of it'")],
      effect: made('a template of it'),
    },
    {
      operation: 'snapshot.delete',
      subject: () => snapshotOf('to be deleted'),
      sends: ['Async.VM.destroy', 'Async.VDI.destroy'],
      xe: [line('xe snapshot-destroy uuid=UUID'), line('xe vdi-destroy uuid=UUID')],
      effect: () => on.named('to be deleted') === undefined,
    },
    {
      operation: 'snapshot.deleteAll',
      subject: async () => {
        const ref = on.to(await snapshotOf('one of two'), 'snapshot_of') as Ref;
        await on.run(ref, 'snapshot.create', { name: 'two of two' });
        await on.until('both', () => count(on.at(ref), 'snapshots') === 2);
        return ref;
      },
      sends: ['Async.VM.destroy', 'Async.VDI.destroy', 'Async.VM.destroy', 'Async.VDI.destroy'],
      xe: [/snapshot-destroy/, /vdi-destroy/, /snapshot-destroy/, /vdi-destroy/],
      effect: (after) => count(after, 'snapshots') === 0,
    },
  ];
}
