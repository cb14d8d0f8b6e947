import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetRow, SheetSection, SheetValue } from '#shared/model/sheet.ts';
import { fact, flagFact, mebibyte, megahertz, meter, wordOf } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf, organisation, ownName, place } from './common.ts';
import * as words from './words.ts';

/** What the page of a resource pool, or of a vApp, says. */
export function resourcePoolSheet(
  pool: Subject,
  reading: boolean,
): readonly (SheetSection | undefined)[] {
  return [
    section('sheet.load', {
      meters: [
        meter(
          'summary.cpu',
          {
            used: times(pool.number('runtime.cpu.overallUsage'), megahertz),
            of: times(pool.number('runtime.cpu.maxUsage'), megahertz),
            unit: 'hertz',
          },
          [pool.from('runtime.cpu.overallUsage'), pool.from('runtime.cpu.maxUsage')],
        ),
        meter(
          'summary.memory',
          {
            used: pool.number('runtime.memory.overallUsage'),
            of: pool.number('runtime.memory.maxUsage'),
            unit: 'bytes',
          },
          [pool.from('runtime.memory.overallUsage'), pool.from('runtime.memory.maxUsage')],
        ),
      ],
    }),
    section('sheet.promised', {
      reading,
      facts: [...promised(pool, 'cpu'), ...promised(pool, 'memory')],
    }),
    place(pool),
    organisation(pool),
    section('sheet.identity', { facts: [ownName(pool)] }),
    machines(pool, reading),
  ];
}

function times(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value * unit;
}

/** What is promised, CPU in MHz, memory in MB. */
const promises = {
  cpu: {
    reservation: 'sheet.cpuReservation',
    expandable: 'sheet.cpuExpandable',
    limit: 'sheet.cpuLimit',
    shares: 'sheet.cpuShares',
    amount: (value: number): SheetValue => ({ hertz: value * megahertz }),
  },
  memory: {
    reservation: 'sheet.memoryReservation',
    expandable: 'sheet.memoryExpandable',
    limit: 'sheet.memoryLimit',
    shares: 'sheet.memoryShares',
    amount: (value: number): SheetValue => ({ bytes: value * mebibyte }),
  },
} as const;

/** Nothing may be reserved; a limit of −1 is none (ResourceAllocationInfo). */
function promised(pool: Subject, of: keyof typeof promises): readonly (SheetFact | undefined)[] {
  const base = `config.${of}Allocation`;
  const { amount, ...labels } = promises[of];
  const reservation = pool.number(`${base}.reservation`);
  const limit = pool.number(`${base}.limit`);
  const level = pool.text(`${base}.shares.level`);
  const shares = pool.number(`${base}.shares.shares`);
  const reserved = (value: number): SheetValue =>
    value === 0 ? { text: say('sheet.noneReserved') } : amount(value);
  const limited = (value: number): SheetValue =>
    value < 0 ? { text: say('sheet.unlimited') } : amount(value);
  return [
    fact(
      labels.reservation,
      reservation === undefined ? undefined : reserved(reservation),
      pool.from(`${base}.reservation`),
    ),
    flagFact(pool, labels.expandable, `${base}.expandableReservation`),
    fact(
      labels.limit,
      limit === undefined ? undefined : limited(limit),
      pool.from(`${base}.limit`),
    ),
    fact(
      labels.shares,
      level === undefined || shares === undefined
        ? undefined
        : { text: say('sheet.sharesOf', { level: wordOf(words.shares, level), shares }) },
      [pool.from(`${base}.shares.level`), pool.from(`${base}.shares.shares`)],
    ),
  ];
}

/** What stands directly in it, the busiest first. */
function machines(pool: Subject, reading: boolean): SheetSection | undefined {
  const cpuPath = 'summary.quickStats.overallCpuUsage';
  const memoryPath = 'summary.quickStats.guestMemoryUsage';
  const rows = pool
    .followAll('vm')
    .toSorted((a, b) => (b.number(cpuPath) ?? 0) - (a.number(cpuPath) ?? 0))
    .map((vm): SheetRow => {
      const isOn = vm.text('runtime.powerState') === 'poweredOn';
      const cpu = isOn ? vm.number(cpuPath) : undefined;
      const memory = isOn ? vm.number(memoryPath) : undefined;
      const size = vm.number('summary.config.memorySizeMB');
      return {
        key: vm.ref,
        icon: { kind: 'vm', state: isOn ? 'on' : 'off', health: 'unknown' },
        cells: [
          { text: nameOf(vm), ref: vm.ref },
          cpu === undefined ? null : { hertz: cpu * megahertz },
          memory === undefined || size === undefined
            ? null
            : { used: memory * mebibyte, of: size * mebibyte, unit: 'bytes' },
        ],
        from: ['name', cpuPath, memoryPath, 'summary.config.memorySizeMB'].map((path) =>
          vm.from(path),
        ),
      };
    });
  return section('kinds.vm', {
    reading,
    tables: [
      table('kinds.vm', ['kind.vm', '#summary.cpu', 'summary.memory'], rows, [pool.from('vm')]),
    ],
  });
}
