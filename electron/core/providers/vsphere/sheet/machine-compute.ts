import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { SheetFact, SheetSection, SheetValue } from '#shared/model/sheet.ts';
import { fact, mebibyte, megahertz, meter, wordOf, type LabelId } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import * as words from './words.ts';

/** Processors and memory: what it has, what it uses of that, and what it is promised. */
export function compute(vm: Subject, reading: boolean): SheetSection | undefined {
  const isOn = vm.text('runtime.powerState') === 'poweredOn';
  return section('sheet.compute', {
    reading,
    meters: isOn ? [cpu(vm), active(vm), consumed(vm)] : [],
    facts: [
      processors(vm),
      memory(vm),
      ...(isOn ? running(vm) : []),
      ...promised(vm, 'cpu'),
      ...promised(vm, 'memory'),
      hotAdd(vm),
    ],
  });
}

/** The limit is what its processors can use at the most (runtime.maxCpuUsage); without it, it is shown as a fact. */
function cpu(vm: Subject) {
  const path = 'summary.quickStats.overallCpuUsage';
  const used = vm.number(path);
  const limit = vm.number('runtime.maxCpuUsage');
  return meter(
    'summary.cpu',
    {
      used: used === undefined ? undefined : used * megahertz,
      of: limit === undefined ? undefined : limit * megahertz,
      unit: 'hertz',
    },
    [vm.from(path), vm.from('runtime.maxCpuUsage')],
    { warnAbove: 0.9 },
  );
}

function share(vm: Subject, id: LabelId, path: string) {
  const used = vm.number(path);
  const size = vm.number('summary.config.memorySizeMB');
  return meter(
    id,
    {
      used: used === undefined ? undefined : used * mebibyte,
      of: size === undefined ? undefined : size * mebibyte,
      unit: 'bytes',
    },
    [vm.from(path), vm.from('summary.config.memorySizeMB')],
    id === 'sheet.memoryActive' ? { warnAbove: 0.9 } : {},
  );
}

const active = (vm: Subject) =>
  share(vm, 'sheet.memoryActive', 'summary.quickStats.guestMemoryUsage');

const consumed = (vm: Subject) =>
  share(vm, 'sheet.memoryConsumed', 'summary.quickStats.hostMemoryUsage');

function processors(vm: Subject): SheetFact | undefined {
  const count = vm.number('summary.config.numCpu');
  if (count === undefined) return undefined;
  const perSocket = vm.number('config.hardware.numCoresPerSocket');
  const from = [vm.from('summary.config.numCpu')];
  const plain: Text = say('summary.cpus', { count });
  if (perSocket === undefined || perSocket <= 0)
    return fact('sheet.processors', { text: plain }, from, { edit: 'vm.cpus' });
  const sockets = Math.ceil(count / perSocket);
  return fact(
    'sheet.processors',
    { text: say('sheet.topology', { cpus: plain, sockets, cores: perSocket }) },
    [...from, vm.from('config.hardware.numCoresPerSocket')],
    { edit: 'vm.cpus' },
  );
}

function memory(vm: Subject): SheetFact | undefined {
  const size = vm.number('summary.config.memorySizeMB');
  return fact(
    'summary.memory',
    size === undefined ? undefined : { bytes: size * mebibyte },
    vm.from('summary.config.memorySizeMB'),
    { edit: 'vm.memory' },
  );
}

/** What only one that runs has. Of memory that was taken away from the guest, any amount is worth a word. */
function running(vm: Subject): readonly (SheetFact | undefined)[] {
  const stats = 'summary.quickStats';
  return [
    withoutLimit(vm),
    vm.number('runtime.maxCpuUsage') === undefined
      ? undefined
      : fact(
          'sheet.cpuReady',
          valueOf(vm.number(`${stats}.overallCpuReadiness`), (value) => ({
            fraction: value / 100,
          })),
          vm.from(`${stats}.overallCpuReadiness`),
          { tone: (vm.number(`${stats}.overallCpuReadiness`) ?? 0) >= 5 ? 'warning' : undefined },
        ),
    taken(vm, 'sheet.memoryBallooned', `${stats}.balloonedMemory`, mebibyte),
    taken(vm, 'sheet.memorySwapped', `${stats}.swappedMemory`, mebibyte),
    taken(vm, 'sheet.memoryCompressed', `${stats}.compressedMemory`, 1024),
    fact(
      'sheet.memoryOverhead',
      valueOf(vm.number(`${stats}.consumedOverheadMemory`), (value) => ({
        bytes: value * mebibyte,
      })),
      vm.from(`${stats}.consumedOverheadMemory`),
    ),
  ];
}

/** Use of the processors where nobody knows of how much. */
function withoutLimit(vm: Subject): SheetFact | undefined {
  if (vm.number('runtime.maxCpuUsage') !== undefined) return undefined;
  const path = 'summary.quickStats.overallCpuUsage';
  return fact(
    'sheet.cpuUse',
    valueOf(vm.number(path), (value) => ({ hertz: value * megahertz })),
    vm.from(path),
  );
}

function taken(vm: Subject, id: LabelId, path: string, unit: number): SheetFact | undefined {
  const value = vm.number(path);
  return fact(
    id,
    valueOf(value, (amount) => ({ bytes: amount * unit })),
    vm.from(path),
    {
      tone: (value ?? 0) > 0 ? 'warning' : undefined,
    },
  );
}

/** Reservation, limit and shares (ResourceAllocationInfo): CPU in MHz, memory in MB; a limit of −1 is none. */
function promised(vm: Subject, of: 'cpu' | 'memory'): readonly (SheetFact | undefined)[] {
  const base = `config.${of}Allocation`;
  const amount = (value: number): SheetValue =>
    of === 'cpu' ? { hertz: value * megahertz } : { bytes: value * mebibyte };
  const limit = vm.number(`${base}.limit`);
  const level = vm.text(`${base}.shares.level`);
  const shares = vm.number(`${base}.shares.shares`);
  return [
    fact(
      of === 'cpu' ? 'sheet.cpuReservation' : 'sheet.memoryReservation',
      valueOf(vm.number(`${base}.reservation`), (value) =>
        value === 0 ? { text: say('sheet.noneReserved') } : amount(value),
      ),
      vm.from(`${base}.reservation`),
    ),
    fact(
      of === 'cpu' ? 'sheet.cpuLimit' : 'sheet.memoryLimit',
      valueOf(limit, (value) => (value < 0 ? { text: say('sheet.unlimited') } : amount(value))),
      vm.from(`${base}.limit`),
      { tone: limit !== undefined && limit >= 0 ? 'warning' : undefined },
    ),
    fact(
      of === 'cpu' ? 'sheet.cpuShares' : 'sheet.memoryShares',
      level === undefined || shares === undefined
        ? undefined
        : { text: say('sheet.sharesOf', { level: wordOf(words.shares, level), shares }) },
      [vm.from(`${base}.shares.level`), vm.from(`${base}.shares.shares`)],
    ),
  ];
}

function hotAdd(vm: Subject): SheetFact | undefined {
  const cpus = vm.flag('config.cpuHotAddEnabled');
  const memoryToo = vm.flag('config.memoryHotAddEnabled');
  if (cpus === undefined || memoryToo === undefined) return undefined;
  const both = [
    ...(cpus ? [say('summary.cpu')] : []),
    ...(memoryToo ? [say('summary.memory')] : []),
  ];
  return fact(
    'sheet.hotAdd',
    both.length === 0 ? { text: say('value.false') } : both.map((one) => ({ text: one })),
    [vm.from('config.cpuHotAddEnabled'), vm.from('config.memoryHotAddEnabled')],
  );
}

function valueOf(
  value: number | undefined,
  make: (value: number) => SheetValue,
): SheetValue | undefined {
  return value === undefined ? undefined : make(value);
}
