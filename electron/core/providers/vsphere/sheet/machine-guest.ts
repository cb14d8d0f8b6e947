import type { SheetFact, SheetSection, SheetTable, SheetTone } from '#shared/model/sheet.ts';
import { fact, textFact, codeFact, wordOf } from '../../sheet/facts.ts';
import { section, table } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import * as words from './words.ts';

/** What runs in it, as its tools report. */
export function guest(vm: Subject, reading: boolean): SheetSection | undefined {
  return section('sheet.guest', {
    reading,
    facts: [
      system(vm),
      configured(vm),
      textFact(vm, 'summary.hostName', 'guest.hostName'),
      addresses(vm),
      ...network(vm),
      tools(vm),
      vm.text('guest.toolsVersion') === '0'
        ? undefined
        : codeFact(vm, 'sheet.toolsVersion', 'guest.toolsVersion'),
    ],
    tables: [fileSystems(vm)],
  });
}

/** As the guest reports it; until then as it was configured. */
function system(vm: Subject): SheetFact | undefined {
  const reported = textFact(vm, 'summary.guestOs', 'guest.guestFullName');
  return reported ?? textFact(vm, 'summary.guestOs', 'summary.config.guestFullName');
}

function configured(vm: Subject): SheetFact | undefined {
  const reported = vm.text('guest.guestFullName');
  const set = vm.text('summary.config.guestFullName');
  return reported === undefined || reported === set
    ? undefined
    : textFact(vm, 'sheet.guestConfigured', 'summary.config.guestFullName');
}

/** The one that the server counts as first; all of them stand with their adapters. */
function addresses(vm: Subject): SheetFact | undefined {
  return codeFact(vm, 'summary.ipAddress', 'guest.ipAddress');
}

function network(vm: Subject): readonly (SheetFact | undefined)[] {
  const stacks = vm.objects('guest.ipStack').map((one) => vm.part('guest.ipStack', one));
  const servers = stacks.flatMap((one) => one.texts('dnsConfig.ipAddress'));
  const gateways = stacks.flatMap((one) =>
    one.objects('ipRouteConfig.ipRoute').flatMap((route) => {
      const part = vm.part('guest.ipStack', route);
      const isDefault = part.number('prefixLength') === 0;
      return isDefault ? (part.text('gateway.ipAddress') ?? []) : [];
    }),
  );
  const codes = (texts: readonly string[]) => [...new Set(texts)].map((code) => ({ code }));
  return [
    fact('sheet.gateway', codes(gateways), vm.from('guest.ipStack')),
    fact('sheet.dns', codes(servers), vm.from('guest.ipStack')),
  ];
}

function tools(vm: Subject): SheetFact | undefined {
  const runs = vm.text('guest.toolsRunningStatus');
  const version = vm.text('guest.toolsVersionStatus2');
  const isMissing = version === 'guestToolsNotInstalled';
  const values = [
    ...(runs === undefined || isMissing ? [] : [{ text: wordOf(words.tools, runs) }]),
    ...(version === undefined ? [] : [{ text: wordOf(words.toolsVersion, version) }]),
  ];
  const from = [
    ...(runs === undefined ? [] : [vm.from('guest.toolsRunningStatus')]),
    ...(version === undefined ? [] : [vm.from('guest.toolsVersionStatus2')]),
  ];
  return fact('summary.tools', values, from, { tone: toolsTone(vm) });
}

const oldVersions: ReadonlySet<string> = new Set([
  'guestToolsNeedUpgrade',
  'guestToolsSupportedOld',
  'guestToolsTooOld',
  'guestToolsBlacklisted',
]);

function toolsTone(vm: Subject): SheetTone | undefined {
  if (vm.text('runtime.powerState') !== 'poweredOn') return undefined;
  const version = vm.text('guest.toolsVersionStatus2') ?? '';
  return oldVersions.has(version) || vm.text('guest.toolsRunningStatus') === 'guestToolsNotRunning'
    ? 'warning'
    : undefined;
}

/** The guest's own disks: what `df` shows. */
function fileSystems(vm: Subject): SheetTable | undefined {
  const path = 'guest.disk';
  const rows = vm.objects(path).flatMap((one, index) => {
    const disk = vm.part(`${path}[${index}]`, one);
    const name = disk.text('diskPath');
    const size = disk.number('capacity');
    const free = disk.number('freeSpace');
    if (name === undefined || size === undefined || free === undefined) return [];
    const used = size - free;
    return [
      {
        key: `${index}`,
        cells: [
          { code: name },
          { used, of: size, unit: 'bytes' as const },
          { bytes: free },
          { text: disk.text('filesystemType') ?? '' },
        ],
        from: [disk.from('')],
        ...(size > 0 && free / size < 0.1 && { tone: 'warning' as const }),
      },
    ];
  });
  return table(
    'sheet.fileSystems',
    ['sheet.fileSystem', 'column.used', '#column.free', 'column.type'],
    rows,
    [vm.from(path)],
  );
}
