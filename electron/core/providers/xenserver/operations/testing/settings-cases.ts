import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { inState, mapOf } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Several settings at once, and those that are offered among the others only. */
export function settingsCases(on: PoolUnderTest): readonly Case[] {
  const halted = (): Ref =>
    on.find(
      'VM',
      (one) =>
        inState('Halted')(one) &&
        Number(one['VCPUs_max']) < 8 &&
        Number(one['order']) !== 3 &&
        mapOf(one, 'VCPUs_params')['weight'] === undefined &&
        mapOf(one, 'other_config')['auto_poweron'] === undefined,
    );
  return [
    {
      operation: 'settings',
      subject: halted,
      inputs: () => ({
        'rename/name': 'all at once',
        'vm.cpus/cpus': 8,
        'vm.priority/weight': 512,
        'vm.start/auto': true,
        'vm.start/order': 3,
      }),
      sends: [
        'VM.set_name_label',
        'VM.set_VCPUs_max',
        'VM.set_VCPUs_at_startup',
        'VM.add_to_VCPUs_params',
        'VM.add_to_other_config',
        'VM.set_order',
      ],
      xe: [
        line("xe vm-param-set uuid=UUID name-label='all at once'"),
        line('xe vm-param-set uuid=UUID VCPUs-max=8'),
        line('xe vm-param-set uuid=UUID VCPUs-at-startup=8'),
        /^xe vm-param-set uuid=\S+ \S*VCPUs-params:weight\S*=512$/,
        /^xe vm-param-set uuid=\S+ \S*other-config:auto_poweron\S*=true$/,
        line('xe vm-param-set uuid=UUID order=3'),
      ],
      effect: (after) =>
        after['name_label'] === 'all at once' &&
        after['VCPUs_at_startup'] === 8 &&
        mapOf(after, 'VCPUs_params')['weight'] === '512' &&
        mapOf(after, 'other_config')['auto_poweron'] === 'true' &&
        Number(after['order']) === 3,
    },
  ];
}
