import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { able, count, plain, spare } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** CDs and disks. */
export function diskCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const hasEmptyDrive = (_: Properties, ref: Ref): boolean =>
    on.many(ref, 'VBDs').some((vbd) => on.at(vbd)['type'] === 'CD' && on.at(vbd)['empty'] === true);
  const hasFullDrive = (_: Properties, ref: Ref): boolean =>
    on
      .many(ref, 'VBDs')
      .some((vbd) => on.at(vbd)['type'] === 'CD' && on.at(vbd)['empty'] === false);
  const attached = (device: Ref): boolean => on.at(device)['currently_attached'] === true;
  return [
    {
      operation: 'cd.insert',
      subject: vm((one, ref) => plain(one) && hasEmptyDrive(one, ref)),
      inputs: async (ref) => ({ image: await on.choice(ref, 'cd.insert', 'image') }),
      sends: ['Async.VBD.insert'],
      xe: [line('xe vbd-insert uuid=UUID vdi-uuid=UUID')],
      effect: (after, ref) => !hasEmptyDrive(after, ref),
    },
    {
      operation: 'cd.eject',
      subject: vm((one, ref) => plain(one) && hasFullDrive(one, ref)),
      sends: ['Async.VBD.eject'],
      xe: [line('xe vbd-eject uuid=UUID')],
      effect: (after, ref) => hasEmptyDrive(after, ref),
    },
    {
      operation: 'disk.create',
      subject: vm(spare),
      inputs: () => ({ name: 'a new disk', size: 1 }),
      sends: ['Async.VDI.create', 'VM.get_allowed_VBD_devices', 'VBD.create'],
      xe: [
        line(
          "vdi=\\$\\(xe vdi-create sr-uuid=UUID name-label='a new disk' type=user virtual-size=1073741824\\)",
        ),
        line('xe vbd-create vm-uuid=UUID device=autodetect vdi-uuid="\\$vdi" type=Disk mode=RW'),
      ],
      effect: (after, _, before) => count(after, 'VBDs') === count(before, 'VBDs') + 1,
    },
    {
      operation: 'disk.create',
      what: 'for one that runs',
      subject: vm(able),
      // It is of a kind that grows while it is held.
      inputs: () => ({
        name: 'a hot disk',
        size: 1,
        storage: on.named('Object store', 'SR') as Ref,
      }),
      sends: ['Async.VDI.create', 'VM.get_allowed_VBD_devices', 'VBD.create', 'Async.VBD.plug'],
      xe: [/vdi-create/, /^vbd=\$\(xe vbd-create/, 'xe vbd-plug uuid="$vbd"'],
      effect: () => {
        const disk = on.named('a hot disk', 'VDI');
        return disk !== undefined && on.many(disk, 'VBDs').some(attached);
      },
    },
    {
      operation: 'disk.grow',
      subject: () => on.find('VDI', (_, ref) => ref === on.named('a new disk', 'VDI')),
      inputs: () => ({ size: 2 }),
      sends: ['Async.VDI.resize'],
      xe: [line('xe vdi-resize uuid=UUID disk-size=2147483648')],
      effect: (after) => after['virtual_size'] === 2 * 1024 ** 3,
    },
    {
      operation: 'disk.grow',
      what: 'of a machine that runs',
      subject: () =>
        on.to(on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref, 'VM') as Ref,
      inputs: () => ({
        disk: on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref,
        size: 3,
      }),
      sends: ['Async.VDI.resize_online'],
      xe: [line('xe vdi-resize uuid=UUID disk-size=3221225472 online=true')],
      effect: () => on.at(on.named('a hot disk', 'VDI') as Ref)['virtual_size'] === 3 * 1024 ** 3,
    },
    {
      operation: 'disk.detach',
      subject: () =>
        on.to(on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref, 'VM') as Ref,
      inputs: () => ({ disk: on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref }),
      sends: ['Async.VBD.unplug', 'Async.VBD.destroy'],
      xe: [line('xe vbd-unplug uuid=UUID'), line('xe vbd-destroy uuid=UUID')],
      effect: () => count(on.at(on.named('a hot disk', 'VDI') as Ref), 'VBDs') === 0,
    },
    {
      operation: 'disk.attach',
      subject: vm(spare),
      inputs: () => ({ disk: on.named('a hot disk', 'VDI') as Ref, readOnly: true }),
      sends: ['VM.get_allowed_VBD_devices', 'VBD.create'],
      xe: [line('xe vbd-create vm-uuid=UUID device=autodetect vdi-uuid=UUID type=Disk mode=RO')],
      effect: () => count(on.at(on.named('a hot disk', 'VDI') as Ref), 'VBDs') === 1,
    },
    {
      operation: 'disk.remove',
      subject: () =>
        on.to(on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref, 'VM') as Ref,
      inputs: () => ({
        disk: on.many(on.named('a hot disk', 'VDI') as Ref, 'VBDs')[0] as Ref,
        data: 'delete',
      }),
      sends: ['Async.VBD.destroy', 'Async.VDI.destroy'],
      xe: [line('xe vbd-destroy uuid=UUID'), line('xe vdi-destroy uuid=UUID')],
      effect: () => on.named('a hot disk', 'VDI') === undefined,
    },
    {
      operation: 'disk.delete',
      subject: async () => {
        const disk = on.named('a new disk', 'VDI') as Ref;
        const vbd = on.many(disk, 'VBDs')[0] as Ref;
        await on.run(on.to(vbd, 'VM') as Ref, 'disk.detach', { disk: vbd });
        await on.until('it is free', () => count(on.at(disk), 'VBDs') === 0);
        return disk;
      },
      sends: ['Async.VDI.destroy'],
      xe: [line('xe vdi-destroy uuid=UUID')],
      effect: () => on.named('a new disk', 'VDI') === undefined,
    },
  ];
}
