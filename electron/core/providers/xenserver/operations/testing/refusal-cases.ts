import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { reference, references } from '../../map/read.ts';
import { able, count, inState, plain } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Why an operation is refused, on an object of which it is so. */
export interface Refusal {
  readonly operation: string;
  readonly subject: () => Ref;
  readonly reason: string;
  readonly done?: true;
  /** The account has every permission but this one. */
  readonly lacks?: string;
}

const withoutTools = (one: Properties): boolean => inState('Running')(one) && !able(one);
/** A machine that runs, whose guest says nothing. */
const deaf = (one: Properties): boolean =>
  withoutTools(one) && reference(one['guest_metrics']) === undefined && count(one, 'VBDs') > 0;
const attachedDisk = (one: Properties): boolean =>
  count(one, 'VBDs') > 0 && one['is_a_snapshot'] === false && one['type'] === 'user';

const off = 'The virtual machine is powered off.';
const noTools = 'The guest does not run the VM tools, which it takes.';
const atRest = 'The virtual machine has to run, or to be powered off.';

/** A refusal of each operation, and of some more than one. */
export function refusalCases(on: PoolUnderTest): readonly Refusal[] {
  return [...byState(on), ...byPermission(on)];
}

function byState(on: PoolUnderTest): readonly Refusal[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => (): Ref => on.find('VM', wanted);
  const hasDrive = (one: Properties, isFull?: boolean): boolean =>
    references(one, 'VBDs').some(
      (vbd) =>
        on.at(vbd)['type'] === 'CD' && (isFull ?? !on.at(vbd)['empty']) === !on.at(vbd)['empty'],
    );
  return [
    {
      operation: 'power.on',
      subject: vm(inState('Running')),
      reason: 'The virtual machine is already powered on.',
      done: true,
    },
    {
      operation: 'power.off',
      subject: vm(inState('Halted')),
      reason: 'The virtual machine is already powered off.',
      done: true,
    },
    {
      operation: 'guest.shutdown',
      subject: vm(inState('Halted')),
      reason: 'The virtual machine is already powered off.',
      done: true,
    },
    {
      operation: 'guest.shutdown',
      subject: vm(withoutTools),
      reason: 'The guest does not run the VM tools, which it takes.',
    },
    {
      operation: 'cd.insert',
      subject: vm((one) => inState('Suspended')(one) && hasDrive(one)),
      reason: 'The virtual machine is suspended.',
    },
    {
      operation: 'disk.detach',
      subject: vm(inState('Suspended')),
      reason: 'The virtual machine is suspended.',
    },
    ...['disk.create', 'disk.attach', 'disk.detach', 'disk.remove', 'adapter.add'].map(
      (operation) => ({
        operation,
        subject: vm(deaf),
        reason: 'The guest does not run the VM tools, which it takes.',
      }),
    ),
    {
      operation: 'vm.migrate',
      subject: vm(inState('Paused')),
      reason: 'The virtual machine is paused.',
    },
    {
      operation: 'power.reset',
      subject: vm(inState('Halted')),
      reason: 'The virtual machine is powered off.',
    },
    {
      operation: 'vm.clone',
      subject: vm(inState('Running')),
      reason: 'The server does not allow it now.',
    },
    {
      operation: 'vm.toTemplate',
      subject: vm(inState('Running')),
      reason: 'The virtual machine has to be powered off first.',
    },
    {
      operation: 'vm.delete',
      subject: vm(inState('Running')),
      reason: 'The virtual machine has to be powered off first.',
    },
    {
      operation: 'vm.delete',
      subject: vm((one) => one['is_default_template'] === true),
      reason: 'This template belongs to the product.',
    },
    {
      operation: 'snapshot.deleteAll',
      subject: vm((one) => plain(one) && count(one, 'snapshots') === 0),
      reason: 'The virtual machine has no snapshots.',
      done: true,
    },
    {
      operation: 'snapshot.revertTo',
      subject: vm((one) => plain(one) && count(one, 'snapshots') === 0),
      reason: 'The virtual machine has no snapshots.',
    },
    {
      operation: 'disk.delete',
      subject: () => on.find('VDI', attachedDisk),
      reason: 'The disk belongs to a virtual machine. Detach it there first.',
    },
    {
      operation: 'adapter.connect',
      subject: () =>
        on.find(
          'VIF',
          (one, ref) =>
            one['currently_attached'] === false && inState('Halted')(on.follow(ref, 'VM')),
        ),
      reason: 'The virtual machine has to run.',
    },
    {
      operation: 'adapter.connect',
      subject: () => on.find('VIF', (one) => one['currently_attached'] === true),
      reason: 'The adapter is already connected.',
      done: true,
    },
    {
      operation: 'host.enable',
      subject: () => on.find('host', (one) => one['enabled'] === true),
      reason: 'The host is enabled already.',
      done: true,
    },

    { operation: 'guest.reboot', subject: vm(inState('Halted')), reason: off },
    { operation: 'power.pause', subject: vm(inState('Halted')), reason: off },
    { operation: 'power.suspend', subject: vm(deaf), reason: noTools },
    { operation: 'vm.cpus', subject: vm(inState('Suspended')), reason: atRest },
    { operation: 'vm.memory', subject: vm(inState('Paused')), reason: atRest },
    {
      operation: 'vm.copy',
      subject: vm(inState('Running')),
      reason: 'The server does not allow it now.',
    },
    {
      operation: 'cd.eject',
      subject: vm((one) => plain(one) && hasDrive(one) && !hasDrive(one, true)),
      reason: 'There is no CD in the virtual machine.',
      done: true,
    },
    {
      operation: 'disk.grow',
      subject: () =>
        on.find(
          'VDI',
          (one) =>
            attachedDisk(one) &&
            on
              .many(refOf(on, one), 'VBDs')
              .some((vbd) => on.at(vbd)['currently_attached'] === true),
        ),
      reason:
        'The server does not allow it now: the storage may want the virtual machine to be powered off.',
    },
    {
      operation: 'adapter.disconnect',
      subject: () => on.find('VIF', (one) => one['currently_attached'] === false),
      reason: 'The adapter is already disconnected.',
      done: true,
    },
    {
      operation: 'adapter.remove',
      subject: () => on.find('VIF', (_, ref) => inState('Suspended')(on.follow(ref, 'VM'))),
      reason: 'The virtual machine is suspended.',
    },
  ];
}

/** What only the rights of an account stand against. */
function byPermission(on: PoolUnderTest): readonly Refusal[] {
  const first =
    (owner: string, wanted: (one: Properties) => boolean = () => true) =>
    (): Ref =>
      on.find(owner, wanted);
  const snapshot = first('VM', (one) => one['is_a_snapshot'] === true);
  const machine = first('VM', inState('Halted'));
  const rows: readonly (readonly [operation: string, subject: () => Ref, lacks: string])[] = [
    ['power.resume', first('VM', inState('Suspended')), 'VM.resume'],
    ['power.unpause', first('VM', inState('Paused')), 'VM.unpause'],
    ['adapter.network', first('VIF'), 'VIF.move'],
    ['alert.dismiss', first('message'), 'message.destroy'],
    ['rename', machine, 'VM.set_name_label'],
    ['describe', machine, 'VM.set_name_description'],
    ['tags', machine, 'VM.set_tags'],
    ['tags.add', machine, 'VM.add_tags'],
    ['tags.remove', first('VM', (one) => count(one, 'tags') > 0), 'VM.remove_tags'],
    ['folder', machine, 'VM.add_to_other_config'],
    ['customFields', machine, 'VM.add_to_other_config'],
    ['customFields.define', first('pool'), 'pool.add_to_gui_config'],
    ['customFields.remove', first('pool'), 'pool.add_to_gui_config'],
    ['folder.create', first('pool'), 'pool.add_to_other_config'],
    ['folder.rename', first('pool'), 'pool.add_to_other_config'],
    ['folder.delete', first('pool'), 'pool.add_to_other_config'],
    ['snapshot.create', machine, 'VM.snapshot'],
    ['snapshot.delete', snapshot, 'VM.destroy'],
    ['snapshot.revert', snapshot, 'VM.revert'],
    ['snapshot.toTemplate', snapshot, 'VM.clone'],
    ['vm.create', first('VM', (one) => one['is_default_template'] === true), 'VM.clone'],
    ['vm.fromTemplate', first('VM', isOwnTemplate), 'VM.set_is_a_template'],
    ['host.disable', first('host'), 'host.disable'],
    ['host.evacuate', first('host'), 'host.evacuate'],
    ['host.reboot', first('host'), 'host.reboot'],
    ['host.shutdown', first('host'), 'host.shutdown'],
  ];
  return rows.map(([operation, subject, lacks]) => ({
    operation,
    subject,
    lacks,
    reason: `Your account lacks the permission ${lacks}.`,
  }));
}

const isOwnTemplate = (one: Properties): boolean =>
  one['is_a_template'] === true &&
  one['is_a_snapshot'] === false &&
  one['is_default_template'] === false;

/** The object behind its properties. */
function refOf(on: PoolUnderTest, object: Properties): Ref {
  return on.find('VDI', (one) => one === object);
}
