import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import { fact, textFact } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { addresses, hasTools } from '../map/vm.ts';

/** What runs in it, as its agent reports. */
export function guest(vm: Subject): SheetSection | undefined {
  if (vm.flag('is_a_template') === true) return undefined;
  const reported = vm.follow('guest_metrics');
  const isOn = vm.text('power_state') === 'Running';
  return section('sheet.guest', {
    facts: [
      system(reported),
      reported === undefined ? undefined : textFact(reported, 'sheet.kernel', 'os_version.uname'),
      reported === undefined
        ? undefined
        : textFact(reported, 'summary.hostName', 'netbios_name.host_name'),
      reported === undefined || !isOn ? undefined : firstAddress(reported),
      isOn ? tools(vm, reported) : undefined,
      version(reported),
      reported === undefined ? undefined : updated(reported),
      textFact(vm, 'sheet.basedOn', 'reference_label'),
    ],
  });
}

/** Windows writes "Microsoft Windows Server 2022|C:\\Windows|\\Device\\…". */
function system(reported: Subject | undefined): SheetFact | undefined {
  const name = reported?.text('os_version.name');
  if (reported === undefined || name === undefined) return undefined;
  return fact(
    'summary.guestOs',
    { text: name.split('|')[0] ?? name },
    reported.from('os_version.name'),
  );
}

function firstAddress(reported: Subject): SheetFact | undefined {
  const [first] = addresses(reported.properties);
  return fact(
    'summary.ipAddress',
    first === undefined ? undefined : { code: first },
    reported.from('networks'),
  );
}

function tools(vm: Subject, reported: Subject | undefined): SheetFact | undefined {
  if (reported === undefined)
    return fact(
      'summary.tools',
      { text: say('fact.tools.notInstalled') },
      vm.from('guest_metrics'),
      {
        tone: 'warning',
      },
    );
  const runs = hasTools(reported.properties);
  const isOld = runs && reported.flag('PV_drivers_up_to_date') === false;
  return fact(
    'summary.tools',
    {
      text: isOld
        ? say('fact.tools.old')
        : runs
          ? say('fact.tools.running')
          : say('fact.tools.notRunning'),
    },
    [reported.from('PV_drivers_detected'), reported.from('PV_drivers_up_to_date')].filter(
      ({ path }) => reported.value(path) !== undefined,
    ),
    { tone: runs ? undefined : 'warning' },
  );
}

function version(reported: Subject | undefined): SheetFact | undefined {
  if (reported === undefined) return undefined;
  const path = 'PV_drivers_version';
  const parts = ['major', 'minor', 'micro'].flatMap(
    (name) => reported.text(`${path}.${name}`) ?? [],
  );
  const build = reported.text(`${path}.build`);
  return fact(
    'sheet.toolsVersion',
    parts.length === 0
      ? undefined
      : { code: `${parts.join('.')}${build === undefined ? '' : `-${build}`}` },
    reported.from(path),
  );
}

function updated(reported: Subject): SheetFact | undefined {
  const time = reported.time('last_updated');
  return fact(
    'sheet.guestUpdated',
    time === undefined ? undefined : { time },
    reported.from('last_updated'),
  );
}
