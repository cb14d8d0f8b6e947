import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import { fact, meter } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { numberIn } from './common.ts';

/** Processors and memory. How busy they are is known from the server's counters, not by its records. */
export function compute(vm: Subject): SheetSection | undefined {
  const isOn = vm.text('power_state') === 'Running';
  return section('sheet.compute', {
    meters: isOn ? [ballooned(vm), guestMemory(vm)] : [],
    facts: [processors(vm), ...priorities(vm), memory(vm), ...range(vm)],
  });
}

/** What it has now of what it may have: less where its memory was ballooned down. */
function ballooned(vm: Subject) {
  const metrics = vm.follow('metrics');
  const actual = metrics?.number('memory_actual');
  if (metrics === undefined || actual === undefined || actual <= 0) return undefined;
  return meter(
    'sheet.memoryConsumed',
    { used: actual, of: vm.number('memory_static_max'), unit: 'bytes' },
    [metrics.from('memory_actual'), vm.from('memory_static_max')],
  );
}

/** As the guest's agent of old servers reports it, in KiB. */
function guestMemory(vm: Subject) {
  const guest = vm.follow('guest_metrics');
  const total = numberIn(guest, 'memory.total');
  const free = numberIn(guest, 'memory.free');
  if (guest === undefined || total === undefined || free === undefined) return undefined;
  return meter(
    'sheet.memoryActive',
    { used: (total - free) * 1024, of: total * 1024, unit: 'bytes' },
    [guest.from('memory.total'), guest.from('memory.free')],
    { warnAbove: 0.9 },
  );
}

function processors(vm: Subject): SheetFact | undefined {
  const metrics = vm.follow('metrics');
  const running =
    vm.text('power_state') === 'Running' ? metrics?.number('VCPUs_number') : undefined;
  const count = running || vm.number('VCPUs_at_startup');
  if (count === undefined) return undefined;
  const source = running && metrics ? metrics.from('VCPUs_number') : vm.from('VCPUs_at_startup');
  const most = vm.number('VCPUs_max');
  const cores = numberIn(vm, 'platform.cores-per-socket');
  const cpus = say('summary.cpus', { count });
  const values =
    cores === undefined || cores <= 0
      ? [{ text: cpus }]
      : [{ text: say('sheet.topology', { cpus, sockets: Math.ceil(count / cores), cores }) }];
  return fact(
    'sheet.processors',
    most === undefined || most === count
      ? values
      : [...values, { text: say('sheet.cpusAtMost', { count: most }) }],
    [
      source,
      vm.from('VCPUs_at_startup'),
      vm.from('VCPUs_max'),
      ...(cores === undefined ? [] : [vm.from('platform.cores-per-socket')]),
    ],
    { edit: 'vm.cpus' },
  );
}

/** Weight and cap of the scheduler (`VCPUs_params`): a cap is in per cent of one processor, 0 is none. */
function priorities(vm: Subject): readonly (SheetFact | undefined)[] {
  const weight = numberIn(vm, 'VCPUs_params.weight');
  const cap = numberIn(vm, 'VCPUs_params.cap');
  const mask = vm.text('VCPUs_params.mask');
  return [
    fact(
      'sheet.cpuWeight',
      weight === undefined ? undefined : { count: weight },
      vm.from('VCPUs_params.weight'),
    ),
    fact(
      'sheet.cpuLimit',
      cap === undefined
        ? undefined
        : cap === 0
          ? { text: say('sheet.unlimited') }
          : { fraction: cap / 100 },
      vm.from('VCPUs_params.cap'),
    ),
    fact(
      'sheet.cpuMask',
      mask === undefined ? undefined : { code: mask },
      vm.from('VCPUs_params.mask'),
    ),
  ];
}

function memory(vm: Subject): SheetFact | undefined {
  const bytes = vm.number('memory_dynamic_max');
  return fact(
    'summary.memory',
    bytes === undefined ? undefined : { bytes },
    vm.from('memory_dynamic_max'),
    { edit: 'vm.memory' },
  );
}

/** Dynamic memory and its bounds, where they differ. */
function range(vm: Subject): readonly (SheetFact | undefined)[] {
  const [min, max, top] = ['memory_dynamic_min', 'memory_dynamic_max', 'memory_static_max'].map(
    (path) => vm.number(path),
  );
  return [
    min === undefined || min === max
      ? undefined
      : fact('sheet.memoryAtLeast', { bytes: min }, vm.from('memory_dynamic_min')),
    top === undefined || top === max
      ? undefined
      : fact('sheet.memoryAtMost', { bytes: top }, vm.from('memory_static_max')),
  ];
}
