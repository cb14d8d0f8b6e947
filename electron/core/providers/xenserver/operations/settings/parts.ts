import { text as say } from '#shared/i18n/make-text.ts';
import { refType } from '#shared/model/reference.ts';
import { text } from '../../map/read.ts';
import { existsFor } from '../../../operations/definition.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { hardwareOperations } from '../hardware/hardware.ts';
import { editOperations } from '../organisation/edit.ts';
import { organiseOperations } from '../organisation/organise.ts';
import { adapterParts, diskParts, driveParts } from './device-parts.ts';
import { fixed, operationNamed, type PartAbout } from '../../../operations/setting-parts.ts';
import { partOf, type Part } from './part.ts';
import { boot, priority, start } from './start.ts';

const pages = {
  general: say('page.general'),
  compute: say('sheet.compute'),
  boot: say('page.boot'),
  options: say('page.options'),
  notes: say('page.notes'),
  tags: say('page.tags'),
  fields: say('page.fields'),
} as const;

/** What can be changed of an object, by pages. */
export function settingsParts(subject: Subject): readonly Part[] {
  const isVm = refType(subject.ref) === 'VM';
  return [
    general(subject),
    ...(isVm ? machine(subject) : []),
    ...known(subject, operationNamed(editOperations, 'describe'), { page: pages.notes }),
    ...known(subject, operationNamed(editOperations, 'tags'), { page: pages.tags }),
    ...known(subject, operationNamed(organiseOperations, 'folder'), {
      page: pages.tags,
      section: say('input.folder'),
    }),
    ...known(subject, operationNamed(organiseOperations, 'customFields'), { page: pages.fields }),
  ].filter(({ inputs }) => inputs.length > 0);
}

/** The part of an operation, where the object has it. */
function known(
  subject: Subject,
  definition: OperationDefinition,
  about: PartAbout,
): readonly Part[] {
  return definition.types.includes(refType(subject.ref)) && existsFor(definition, subject)
    ? [partOf(subject, definition, about)]
    : [];
}

function general(subject: Subject): Part {
  const part = partOf(subject, operationNamed(editOperations, 'rename'), { page: pages.general });
  const uuid = fixed(
    'uuid',
    say('summary.uuid'),
    text(subject.object, 'uuid'),
    say('setting.fixed.made'),
  );
  return {
    ...part,
    inputs: [...part.inputs.map((input) => ({ ...input, label: say('input.name') })), ...uuid].map(
      (input) => ({ ...input, own: true as const }),
    ),
  };
}

function machine(subject: Subject): readonly Part[] {
  const page = pages.compute;
  const cpu = { page, section: say('summary.cpu') };
  return [
    ...known(subject, operationNamed(hardwareOperations, 'vm.cpus'), cpu),
    ...known(subject, priority, cpu),
    ...known(subject, operationNamed(hardwareOperations, 'vm.memory'), {
      page,
      section: say('summary.memory'),
    }),
    ...diskParts(subject),
    ...adapterParts(subject),
    ...driveParts(subject),
    ...known(subject, boot, { page: pages.boot }),
    ...known(subject, start, { page: pages.options, section: say('setting.start') }),
  ];
}
