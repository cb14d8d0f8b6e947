import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { texts } from '../../map/read.ts';
import { line, type Case } from './case.ts';
import { able, inState } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Names, tags, memory and processors. */
export function editCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const host = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('host', wanted);
  return [
    {
      operation: 'rename',
      subject: host(() => true),
      inputs: () => ({ name: "it's new" }),
      sends: ['host.set_name_label'],
      xe: [line("xe host-param-set uuid=UUID name-label='it'\\\\''s new'")],
      effect: (after) => after['name_label'] === "it's new",
    },
    {
      operation: 'describe',
      subject: vm(inState('Halted')),
      inputs: () => ({ description: 'two\nlines' }),
      sends: ['VM.set_name_description'],
      xe: [line("xe vm-param-set uuid=UUID name-description='two"), "lines'"],
      effect: (after) => after['name_description'] === 'two\nlines',
    },
    {
      operation: 'tags',
      subject: vm(inState('Halted')),
      inputs: () => ({ tags: 'web, prod,web ,' }),
      sends: ['VM.set_tags'],
      xe: [
        line('xe vm-param-clear uuid=UUID param-name=tags'),
        line('xe vm-param-add uuid=UUID param-name=tags param-key=web'),
        line('xe vm-param-add uuid=UUID param-name=tags param-key=prod'),
      ],
      effect: (after) => JSON.stringify(after['tags']) === '["web","prod"]',
    },
    {
      operation: 'tags.add',
      subject: vm((one) => JSON.stringify(one['tags']) === '["web","prod"]'),
      inputs: () => ({ tags: 'prod, blue' }),
      sends: ['VM.add_tags'],
      xe: [line('xe vm-param-add uuid=UUID param-name=tags param-key=blue')],
      effect: (after) => JSON.stringify(after['tags']) === '["web","prod","blue"]',
    },
    {
      operation: 'tags.remove',
      subject: vm(
        (one) => JSON.stringify([...texts(one, 'tags')].sort()) === '["blue","prod","web"]',
      ),
      inputs: () => ({ tags: 'web, red, blue' }),
      sends: ['VM.remove_tags', 'VM.remove_tags'],
      xe: [
        line('xe vm-param-remove uuid=UUID param-name=tags param-key=web'),
        line('xe vm-param-remove uuid=UUID param-name=tags param-key=blue'),
      ],
      effect: (after) => JSON.stringify(after['tags']) === '["prod"]',
    },
    {
      operation: 'vm.memory',
      subject: vm(inState('Halted')),
      inputs: () => ({ memoryMiB: 3072, dynamic: true, minimumMiB: 1024, limitMiB: 5000 }),
      sends: ['VM.set_memory_limits'],
      xe: [
        line(
          'xe vm-memory-limits-set uuid=UUID static-min=\\d+ static-max=5242880000 dynamic-min=1073741824 dynamic-max=3221225472',
        ),
      ],
      effect: (after) =>
        after['memory_static_max'] === 5000 * 1024 ** 2 &&
        after['memory_dynamic_max'] === 3072 * 1024 ** 2,
    },
    {
      operation: 'vm.memory',
      what: 'of one that runs',
      subject: vm(inState('Running')),
      inputs: (ref) => ({
        memoryMiB: Number(on.at(ref)['memory_static_max']) / 1024 ** 2,
        dynamic: true,
        minimumMiB: Math.max(1, Number(on.at(ref)['memory_static_min']) / 1024 ** 2),
      }),
      sends: ['VM.set_memory_dynamic_range'],
      xe: [line('xe vm-memory-dynamic-range-set uuid=UUID min=\\d+ max=\\d+')],
      effect: (after) => after['memory_dynamic_max'] === after['memory_static_max'],
    },
    {
      operation: 'vm.cpus',
      subject: vm((one) => inState('Halted')(one) && Number(one['VCPUs_max']) < 6),
      inputs: () => ({ cpus: 6 }),
      sends: ['VM.set_VCPUs_max', 'VM.set_VCPUs_at_startup'],
      xe: [
        line('xe vm-param-set uuid=UUID VCPUs-max=6'),
        line('xe vm-param-set uuid=UUID VCPUs-at-startup=6'),
      ],
      effect: (after) => after['VCPUs_at_startup'] === 6 && after['VCPUs_max'] === 6,
    },
    {
      operation: 'vm.cpus',
      what: 'of one that runs',
      subject: vm((one) => able(one) && Number(one['VCPUs_at_startup']) > 1),
      inputs: () => ({ cpus: 1 }),
      sends: ['VM.set_VCPUs_number_live'],
      xe: [line('xe vm-vcpu-hotplug uuid=UUID new-vcpus=1')],
      effect: (_, ref) => on.follow(ref, 'metrics')['VCPUs_number'] === 1,
    },
  ];
}
