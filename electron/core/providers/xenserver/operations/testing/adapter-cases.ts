import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { able, count, inState, plain } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Network adapters. */
export function adapterCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const adapterOf = (ref: Ref): Ref => on.many(ref, 'VIFs')[0] as Ref;
  const attached = (device: Ref): boolean => on.at(device)['currently_attached'] === true;
  return [
    {
      operation: 'adapter.add',
      subject: vm((one) => able(one) && count(one, 'VIFs') < 4),
      inputs: async (ref) => ({ network: await on.choice(ref, 'adapter.add', 'network') }),
      sends: ['VM.get_allowed_VIF_devices', 'VIF.create', 'Async.VIF.plug'],
      xe: [
        line('xe vm-param-get uuid=UUID param-name=allowed-VIF-devices'),
        line(
          "vif=\\$\\(xe vif-create vm-uuid=UUID network-uuid=UUID device='<device>' mac=random\\)",
        ),
        'xe vif-plug uuid="$vif"',
      ],
      effect: (after, _, before) => count(after, 'VIFs') === count(before, 'VIFs') + 1,
    },
    {
      operation: 'adapter.disconnect',
      subject: vm((one, ref) => able(one) && attached(adapterOf(ref))),
      inputs: (ref) => ({ adapter: adapterOf(ref) }),
      sends: ['Async.VIF.unplug'],
      xe: [line('xe vif-unplug uuid=UUID')],
      effect: (_, ref) => !attached(adapterOf(ref)),
    },
    {
      operation: 'adapter.connect',
      what: 'by the adapter itself',
      subject: () =>
        on.find(
          'VIF',
          (one, ref) => !attached(ref) && able(on.follow(ref, 'VM')) && one['VM'] !== undefined,
        ),
      sends: ['Async.VIF.plug'],
      xe: [line('xe vif-plug uuid=UUID')],
      effect: (_, ref) => attached(ref),
    },
    {
      operation: 'adapter.network',
      subject: vm((one) => plain(one) && count(one, 'VIFs') > 0),
      inputs: (ref) => ({
        adapter: adapterOf(ref),
        network: on.find('network', (_, one) => one !== on.to(adapterOf(ref), 'network')),
      }),
      sends: ['Async.VIF.move'],
      xe: [line('xe vif-move uuid=UUID network-uuid=UUID')],
      effect: (_, ref) =>
        on.to(adapterOf(ref), 'network') ===
        on.find('network', (__, one) => one === on.to(adapterOf(ref), 'network')),
    },
    {
      operation: 'adapter.remove',
      subject: vm((one) => inState('Halted')(one) && count(one, 'VIFs') > 0),
      inputs: (ref) => ({ adapter: adapterOf(ref) }),
      sends: ['Async.VIF.destroy'],
      xe: [line('xe vif-destroy uuid=UUID')],
      effect: (after, _, before) => count(after, 'VIFs') === count(before, 'VIFs') - 1,
    },
  ];
}
