import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupInput, OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { entry, flag, nameOf, number, references, text, toMiB } from '../map/read.ts';
import type { XapiValue } from '../xapi/values.ts';
import { imageChoices } from './choices/disks.ts';
import { hostChoices } from './choices/hosts.ts';
import { networkChoices } from './choices/networks.ts';
import { defaultStorage, storageChoices } from './choices/storage.ts';
import { templateChoices } from './choices/templates.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { createAdapter, createPlace } from './devices.ts';
import { drives } from './drives.ts';
import { left } from './left.ts';
import { making, unlessGone } from './making.ts';
import { allowedRefusal, isTemplate } from './refusals.ts';

const bytesPerMiB = 1024 * 1024;

const isSource = ({ object }: Subject): boolean =>
  isTemplate(object) || flag(object, 'is_a_snapshot');

/** What the VM is made of: the subject, or what was chosen. */
function templateOf(work: Subject & Partial<Given>): {
  readonly ref: Ref;
  readonly object: Properties;
} {
  const ref = refType(work.ref) === 'VM' ? work.ref : work.picked?.('template');
  return ref === undefined
    ? { ref: work.ref, object: {} }
    : { ref, object: work.lookup.get(ref) ?? {} };
}

/** Templates of the product describe their disks as XML in other_config, with the storage left open. */
function describedDisks(template: Properties): string | undefined {
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

function hardwareInputs(template: Properties | undefined): readonly OperationInput[] {
  const cpus = template === undefined ? undefined : (number(template, 'VCPUs_at_startup') ?? 1);
  const memory = toMiB(number(template, 'memory_static_max'));
  const least = toMiB(number(template, 'memory_static_min')) ?? 0;
  const common = {
    type: 'number',
    required: false,
    integer: true,
    step: say('page.hardware'),
  } as const;
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
      name: 'memoryMiB',
      label: say('input.memory'),
      unit: 'MiB',
      min: Math.max(least, 16),
      ...(memory === undefined ? { help } : { initial: memory }),
    },
  ];
}

function storageInput({ lookup }: Subject, required: boolean): OperationInput {
  const preferred = defaultStorage(lookup);
  return {
    ...field('storage', say('input.storage'), say('page.storage')),
    required,
    accepts: ['datastore'],
    ...(required ? {} : { help: say('input.storage.disksAsTemplate') }),
    ...(required && preferred !== undefined
      ? { initial: preferred, initialLabel: nameOf(preferred, lookup.get(preferred)) }
      : {}),
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

function inputs(subject: Subject): readonly OperationInput[] {
  const own = refType(subject.ref) === 'VM';
  const source = own ? subject.object : undefined;
  const isHost = refType(subject.ref) === 'host';
  return [
    ...(own
      ? []
      : [
          {
            ...field('template', say('input.template'), say('page.template')),
            required: true,
            accepts: ['template'],
          } as const,
        ]),
    {
      name: 'name',
      label: say('input.name'),
      type: 'text',
      required: true,
      step: say('page.name'),
      ...(own ? { initial: `${subject.name} (1)` } : {}),
    },
    {
      name: 'description',
      label: say('input.description'),
      type: 'text',
      required: false,
      multiline: true,
      step: say('page.name'),
    },
    ...hardwareInputs(source),
    {
      ...field('host', say('input.homeServer'), say('page.storage')),
      accepts: ['host'],
      help: say('input.homeServer.help'),
      ...(isHost ? { initial: subject.ref, initialLabel: subject.name } : {}),
    },
    storageInput(subject, source !== undefined && describedDisks(source) !== undefined),
    ...deviceInputs(subject, source),
    {
      name: 'start',
      label: say('input.start.xen'),
      type: 'boolean',
      required: false,
      step: say('page.media'),
    },
  ];
}

/** New virtual machines, from a template or a snapshot, or with a template to choose. */
export const createOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.create',
    label: say('operation.vm.create.label'),
    group: 'create',
    icon: 'add',
    types: ['VM', 'pool', 'host'],
    messages: ['VM.clone', 'VM.provision'],
    exists: (subject) => refType(subject.ref) !== 'VM' || isSource(subject),
    refusal: ({ ref, object }) =>
      refType(ref) === 'VM' ? allowedRefusal(object, 'clone') : undefined,
    inputs,
    choices: {
      template: ({ lookup }) => templateChoices(lookup),
      host: ({ lookup }) => hostChoices(undefined, lookup),
      storage: ({ lookup }) => storageChoices(lookup),
      network: ({ lookup }) => networkChoices(lookup),
      image: ({ lookup, under }) => imageChoices(lookup, under),
    },
    steps,
    run: create,
  },
];

function steps(work: Given): readonly Text[] {
  const { ref, object } = templateOf(work);
  const name = work.text('name');
  const where = work.picked('storage') === undefined ? '' : work.pickedName('storage');
  const cpus = work.number('cpus') ?? number(object, 'VCPUs_at_startup') ?? 1;
  const memory = work.number('memoryMiB') ?? toMiB(number(object, 'memory_static_max')) ?? 0;
  return [
    say('step.create.of', { name, template: nameOf(ref, object), storage: where }),
    say('step.create.gives', { cpus, memory }),
    ...(work.picked('host') === undefined
      ? []
      : [say('step.create.homeServer', { host: work.pickedName('host') })]),
    ...(work.picked('network') === undefined
      ? []
      : [say('step.create.adapter', { network: work.pickedName('network') })]),
    ...(work.picked('image') === undefined
      ? []
      : [say('step.create.cdDrive', { image: work.pickedName('image') })]),
    ...(work.flag('start') ? [say('step.create.start', { name })] : []),
  ];
}

async function create(work: Work): Promise<null> {
  const { ref, object } = templateOf(work);
  refuseSecondDrive(work, ref, object);
  const vm = await making(work, () => copyOf(work, ref, object), {
    left: left.machine(work.text('name')),
    undo: unmaking(work),
  });
  await configure(work, vm, object);
  await work.step('VM', 'provision', [vm]);
  await addDevices(work, vm, object);
  work.keep(left.whole(work.text('name')));
  if (work.flag('start')) await work.step('VM', 'start', [vm, false, false]);
  return null;
}

/** Destroys what was made, and the disks that were made with it: to destroy a machine leaves them. */
function unmaking(work: Work): (vm: string) => Promise<void> {
  const { call } = work;
  // Once the machine is gone, nobody else knows them.
  let disks: XapiValue[] | undefined;
  return async (vm) => {
    if (disks === undefined) {
      const found: XapiValue[] = [];
      const places = await call('VM', 'get_VBDs', [vm]);
      for (const vbd of Array.isArray(places) ? places : [])
        if ((await call('VBD', 'get_type', [vbd])) === 'Disk')
          found.push(await call('VBD', 'get_VDI', [vbd]));
      disks = found;
    }
    await unlessGone(() => work.step('VM', 'destroy', [vm]));
    for (const disk of disks) await unlessGone(() => work.step('VDI', 'destroy', [disk]));
  };
}

/** @throws MorefException `invalid` */
function refuseSecondDrive(work: Work, ref: Ref, object: Properties): void {
  if (work.picked('image') === undefined) return;
  if (drives({ ...work, ref, object }, 'CD').length === 0) return;
  const message = say('error.hasCdDrive', { name: nameOf(ref, object) });
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
}

/** A fast clone beside the original, or a full copy where its disks are to be elsewhere. */
async function copyOf(work: Work, ref: Ref, object: Properties): Promise<XapiValue> {
  const self = work.opaque(ref);
  const hasDisks = drives({ ...work, ref, object }, 'Disk').length > 0;
  const elsewhere = hasDisks && work.picked('storage') !== undefined;
  return elsewhere
    ? work.step('VM', 'copy', [self, work.text('name'), work.chosen('storage')])
    : work.step('VM', 'clone', [self, work.text('name')]);
}

async function configure(work: Work, vm: string, template: Properties): Promise<void> {
  const { call } = work;
  const description = work.text('description');
  if (description !== '') await call('VM', 'set_name_description', [vm, description]);
  await setProcessors(work, vm, template);
  const memory = work.number('memoryMiB');
  if (memory !== undefined && memory !== toMiB(number(template, 'memory_static_max'))) {
    const bytes = memory * bytesPerMiB;
    const least = Math.min(number(template, 'memory_static_min') ?? 0, bytes);
    await call('VM', 'set_memory_limits', [vm, least, bytes, bytes, bytes]);
  }
  if (work.picked('host') !== undefined)
    await call('VM', 'set_affinity', [vm, work.chosen('host')]);
  await placeDisks(work, vm, template);
}

async function setProcessors(work: Work, vm: string, template: Properties): Promise<void> {
  const cpus = work.number('cpus');
  if (cpus === undefined || cpus === number(template, 'VCPUs_at_startup')) return;
  if (cpus > (number(template, 'VCPUs_max') ?? 1))
    await work.call('VM', 'set_VCPUs_max', [vm, cpus]);
  await work.call('VM', 'set_VCPUs_at_startup', [vm, cpus]);
}

/** The server provisions from the description; it names storage by UUID. */
async function placeDisks(
  { call, lookup, picked }: Work,
  vm: string,
  template: Properties,
): Promise<void> {
  const disks = describedDisks(template);
  const storage = picked('storage') ?? defaultStorage(lookup);
  if (disks === undefined || storage === undefined) return;
  const uuid = text(lookup.get(storage), 'uuid') ?? '';
  const described = disks.replaceAll(/\bsr=(["'])[^"']*\1/g, `sr="${uuid}"`);
  await call('VM', 'remove_from_other_config', [vm, 'disks']);
  await call('VM', 'add_to_other_config', [vm, 'disks', described]);
}

async function addDevices(work: Work, vm: string, template: Properties): Promise<void> {
  if (work.picked('network') !== undefined && references(template, 'VIFs').length === 0)
    await createAdapter(work, vm, { network: work.chosen('network'), address: '' });
  if (work.picked('image') !== undefined)
    await createPlace(work, vm, { disk: work.chosen('image'), mode: 'RO', type: 'CD' });
}
