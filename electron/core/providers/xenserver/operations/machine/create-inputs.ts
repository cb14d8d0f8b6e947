import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupInput, OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType } from '#shared/model/reference.ts';
import { entry, nameOf, number, references, toMiB } from '../../map/read.ts';
import { defaultStorage } from '../choices/storage.ts';
import type { Subject } from '../definition.ts';
import { drives } from '../hardware/drives.ts';
import { isRestricted, upgradeRefusal } from '../licence.ts';
import { coresPerSocket } from '../hardware/processors.ts';

/** Templates of the product describe their disks as XML in other_config, with the storage left open. */
export function describedDisks(template: Properties): string | undefined {
  return entry(template, 'other_config', 'disks');
}

const field = (
  name: string,
  label: Text,
  step: Text,
): Pick<LookupInput, 'type' | 'name' | 'label' | 'step' | 'required'> => ({
  type: 'lookup',
  name,
  label,
  step,
  required: false,
});

const common = {
  type: 'number',
  required: false,
  integer: true,
  step: say('page.hardware'),
} as const;

function hardwareInputs(
  template: Properties | undefined,
  may: Subject['may'],
): readonly OperationInput[] {
  const cpus = template === undefined ? undefined : (number(template, 'VCPUs_at_startup') ?? 1);
  const help = say('input.asTemplate');
  return [
    {
      ...common,
      name: 'cpus',
      label: say('input.cpus'),
      min: 1,
      max: 254,
      ...(cpus === undefined ? { help } : { initial: cpus }),
    },
    {
      ...common,
      name: 'coresPerSocket',
      label: say('input.coresPerSocket'),
      min: 1,
      max: 254,
      ...(template === undefined ? { help } : { initial: coresPerSocket(template) }),
    },
    ...(may?.('VM.set_memory_limits') === false ? [] : [memoryInput(template)]),
  ];
}

function memoryInput(template: Properties | undefined): OperationInput {
  const memory = toMiB(number(template, 'memory_static_max'));
  const least = toMiB(number(template, 'memory_static_min')) ?? 0;
  return {
    ...common,
    name: 'memoryMiB',
    label: say('input.memory'),
    unit: 'MiB',
    min: Math.max(least, 16),
    ...(memory === undefined ? { help: say('input.asTemplate') } : { initial: memory }),
  };
}

const templateInput: OperationInput = {
  ...field('template', say('input.template'), say('page.template')),
  required: true,
  accepts: ['template'],
};

const nameInput = {
  name: 'name',
  label: say('input.name'),
  type: 'text',
  required: true,
  pattern: true,
  help: say('input.name.pattern'),
  step: say('page.name'),
} as const;

const descriptionInput: OperationInput = {
  name: 'description',
  label: say('input.description'),
  type: 'text',
  required: false,
  multiline: true,
  step: say('page.name'),
};

const startInput: OperationInput = {
  name: 'start',
  label: say('input.start.xen'),
  type: 'boolean',
  required: false,
  step: say('page.media'),
};

function homeServerInput({ ref, name }: Subject): OperationInput {
  return {
    ...field('host', say('input.homeServer'), say('page.storage')),
    accepts: ['host'],
    help: say('input.homeServer.help'),
    ...(refType(ref) === 'host' && { initial: ref, initialLabel: name }),
  };
}

function storageInput({ lookup }: Subject, required: boolean): OperationInput {
  const preferred = defaultStorage(lookup);
  return {
    ...field('storage', say('input.storage'), say('page.storage')),
    required,
    accepts: ['datastore'],
    ...(!required && { help: say('input.storage.disksOfTemplate') }),
    ...(required &&
      preferred !== undefined && {
        initial: preferred,
        initialLabel: nameOf(preferred, lookup.get(preferred)),
      }),
  };
}

/** A source with devices keeps them; what it lacks can be added. */
function deviceInputs(subject: Subject, source: Properties | undefined): readonly OperationInput[] {
  const lacks = (path: string): boolean =>
    source === undefined || references(source, path).length === 0;
  const hasDrive = source !== undefined && drives(subject, 'CD').length > 0;
  return [
    ...(lacks('VIFs')
      ? [
          {
            ...field('network', say('input.network'), say('page.media')),
            accepts: ['network'],
            help: say('input.network.help'),
          } as const,
        ]
      : []),
    ...(hasDrive
      ? []
      : [
          {
            ...field('image', say('input.cdImage'), say('page.media')),
            help: say('input.cdImage.help'),
          } as const,
        ]),
  ];
}

/** What the form of a new machine asks for. */
export function createInputs(subject: Subject): readonly OperationInput[] {
  const own = refType(subject.ref) === 'VM';
  const source = own ? subject.object : undefined;
  return [
    ...(own ? [] : [templateInput]),
    {
      ...nameInput,
      ...(own && { initial: `${subject.name} (1)` }),
    },
    descriptionInput,
    // Processors and memory are changed by what older hosts do not know.
    ...(upgradeRefusal(subject) === undefined ? hardwareInputs(source, subject.may) : []),
    ...(subject.may?.('VM.set_affinity') === false ? [] : [homeServerInput(subject)]),
    storageInput(subject, source !== undefined && describedDisks(source) !== undefined),
    ...deviceInputs(subject, source),
    ...(isRestricted(subject.lookup, 'restrict_vm_start') ? [] : [startInput]),
  ];
}
