import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import { fact, textFact } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { addresses, hasTools } from '../map/vm.ts';

/** What runs in it, as its agent reports. */
export function guest(vm: Subject): SheetSection | undefined {
  if (vm.flag('is_a_template') === true) return undefined;
  const told = vm.follow('guest_metrics');
  const isOn = vm.text('power_state') === 'Running';
  return section('sheet.guest', {
    facts: [
      system(told),
      told === undefined ? undefined : textFact(told, 'sheet.kernel', 'os_version.uname'),
      told === undefined ? undefined : textFact(told, 'summary.hostName', 'netbios_name.host_name'),
      told === undefined || !isOn ? undefined : firstAddress(told),
      isOn ? tools(vm, told) : undefined,
      version(told),
      told === undefined ? undefined : updated(told),
      textFact(vm, 'sheet.basedOn', 'reference_label'),
    ],
  });
}

/** Windows writes "Microsoft Windows Server 2022|C:\\Windows|\\Device\\…". */
function system(told: Subject | undefined): SheetFact | undefined {
  const name = told?.text('os_version.name');
  if (told === undefined || name === undefined) return undefined;
  return fact(
    'summary.guestOs',
    { text: name.split('|')[0] ?? name },
    told.from('os_version.name'),
  );
}

function firstAddress(told: Subject): SheetFact | undefined {
  const [first] = addresses(told.properties);
  return fact(
    'summary.ipAddress',
    first === undefined ? undefined : { code: first },
    told.from('networks'),
  );
}

function tools(vm: Subject, told: Subject | undefined): SheetFact | undefined {
  if (told === undefined)
    return fact(
      'summary.tools',
      { text: say('fact.tools.notInstalled') },
      vm.from('guest_metrics'),
      {
        tone: 'warning',
      },
    );
  const runs = hasTools(told.properties);
  const isOld = runs && told.flag('PV_drivers_up_to_date') === false;
  return fact(
    'summary.tools',
    {
      text: isOld
        ? say('fact.tools.old')
        : runs
          ? say('fact.tools.running')
          : say('fact.tools.notRunning'),
    },
    [told.from('PV_drivers_detected'), told.from('PV_drivers_up_to_date')].filter(
      ({ path }) => told.value(path) !== undefined,
    ),
    { tone: runs ? undefined : 'warning' },
  );
}

function version(told: Subject | undefined): SheetFact | undefined {
  if (told === undefined) return undefined;
  const path = 'PV_drivers_version';
  const parts = ['major', 'minor', 'micro'].flatMap((name) => told.text(`${path}.${name}`) ?? []);
  const build = told.text(`${path}.build`);
  return fact(
    'sheet.toolsVersion',
    parts.length === 0
      ? undefined
      : { code: `${parts.join('.')}${build === undefined ? '' : `-${build}`}` },
    told.from(path),
  );
}

function updated(told: Subject): SheetFact | undefined {
  const time = told.time('last_updated');
  return fact(
    'sheet.guestUpdated',
    time === undefined ? undefined : { time },
    told.from('last_updated'),
  );
}
