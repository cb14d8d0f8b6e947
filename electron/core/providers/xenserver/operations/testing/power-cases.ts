import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { able, inState } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Everything that changes whether a machine runs. */
export function powerCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const state = (wanted: string) => (after: Properties) => after['power_state'] === wanted;
  return [
    {
      operation: 'power.on',
      subject: vm(inState('Halted')),
      sends: ['Async.VM.start'],
      xe: [line('xe vm-start uuid=UUID')],
      effect: state('Running'),
    },
    {
      operation: 'power.pause',
      subject: vm(inState('Running')),
      sends: ['Async.VM.pause'],
      xe: [line('xe vm-pause uuid=UUID')],
      effect: state('Paused'),
    },
    {
      operation: 'power.unpause',
      subject: vm(inState('Paused')),
      sends: ['Async.VM.unpause'],
      xe: [line('xe vm-unpause uuid=UUID')],
      effect: state('Running'),
    },
    {
      operation: 'power.off',
      subject: vm(inState('Running')),
      sends: ['Async.VM.hard_shutdown'],
      xe: [line('xe vm-shutdown uuid=UUID force=true')],
      effect: state('Halted'),
    },
    {
      operation: 'power.suspend',
      subject: vm(able),
      sends: ['Async.VM.suspend'],
      xe: [line('xe vm-suspend uuid=UUID')],
      effect: state('Suspended'),
    },
    {
      operation: 'power.resume',
      subject: vm(inState('Suspended')),
      sends: ['Async.VM.resume'],
      xe: [line('xe vm-resume uuid=UUID')],
      effect: state('Running'),
    },
    {
      operation: 'power.reset',
      subject: vm(inState('Running')),
      sends: ['Async.VM.hard_reboot'],
      xe: [line('xe vm-reboot uuid=UUID force=true')],
      effect: (after) => after['power_state'] === 'Running',
    },
    {
      operation: 'guest.reboot',
      subject: vm(able),
      sends: ['Async.VM.clean_reboot'],
      xe: [line('xe vm-reboot uuid=UUID')],
      effect: (after, _, before) => after['domid'] !== before['domid'],
    },
    {
      operation: 'guest.shutdown',
      subject: vm(able),
      sends: ['Async.VM.clean_shutdown'],
      xe: [line('xe vm-shutdown uuid=UUID')],
      effect: state('Halted'),
    },
  ];
}
