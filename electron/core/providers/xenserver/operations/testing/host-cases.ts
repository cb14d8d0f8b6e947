import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { texts } from '../../map/read.ts';
import { line, type Case } from './case.ts';
import { count, plain } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Hosts. */
export function hostCases(on: PoolUnderTest): readonly Case[] {
  const host = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('host', wanted);
  const disksOf = (ref: Ref): readonly Ref[] =>
    on.many(ref, 'VBDs').filter((vbd) => on.at(vbd)['type'] === 'Disk');
  const isMaster = (ref: Ref): boolean =>
    on.to(
      on.find('pool', () => true),
      'master',
    ) === ref;
  /** What stands on storage of the host's own cannot leave it, nor can what is paused or lacks the tools. */
  const emptied = async (ref: Ref): Promise<Ref> => {
    const stuck = on
      .many(ref, 'resident_VMs')
      .filter(
        (one) =>
          !texts(on.at(one), 'allowed_operations').includes('pool_migrate') ||
          disksOf(one).some((vbd) => count(on.follow(on.to(vbd, 'VDI') as Ref, 'SR'), 'PBDs') < 2),
      );
    for (const one of stuck) if (plain(on.at(one))) await on.run(one, 'power.off');
    return ref;
  };
  return [
    {
      operation: 'host.disable',
      subject: host((one, ref) => one['enabled'] === true && !isMaster(ref)),
      sends: ['Async.host.disable'],
      xe: [line('xe host-disable uuid=UUID')],
      effect: (after) => after['enabled'] === false,
    },
    {
      operation: 'host.enable',
      subject: host((one) => one['enabled'] === false),
      sends: ['Async.host.enable'],
      xe: [line('xe host-enable uuid=UUID')],
      effect: (after) => after['enabled'] === true,
    },
    {
      operation: 'host.evacuate',
      subject: async () => emptied(on.find('host', (_, ref) => !isMaster(ref))),
      sends: ['host.get_vms_which_prevent_evacuation', 'host.disable', 'Async.host.evacuate'],
      xe: [
        /which-prevent-evacuation/,
        line('xe host-disable uuid=UUID'),
        line('xe host-evacuate uuid=UUID'),
      ],
      effect: (after) => count(after, 'resident_VMs') <= 1 && after['enabled'] === false,
      afterwards: async (ref) => {
        await on.run(ref, 'host.enable');
        await on.until('it is back', () => on.at(ref)['enabled'] === true);
      },
    },
    {
      operation: 'host.reboot',
      subject: async () =>
        emptied(on.find('host', (one, ref) => !isMaster(ref) && count(one, 'resident_VMs') > 1)),
      sends: [
        'host.get_vms_which_prevent_evacuation',
        'host.disable',
        'Async.host.evacuate',
        'Async.host.reboot',
      ],
      xe: [
        /which-prevent-evacuation/,
        /host-disable/,
        /host-evacuate/,
        line('xe host-reboot uuid=UUID'),
      ],
      effect: (after, ref) =>
        on.follow(ref, 'metrics')['live'] === true && after['enabled'] === true,
    },
    {
      operation: 'host.shutdown',
      subject: () =>
        on.find('host', (one, ref) => !isMaster(ref) && count(one, 'resident_VMs') <= 1),
      sends: ['host.disable', 'Async.host.shutdown'],
      xe: [/host-disable/, line('xe host-shutdown uuid=UUID')],
      effect: (_, ref) => on.follow(ref, 'metrics')['live'] === false,
    },
  ];
}
