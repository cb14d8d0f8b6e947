import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { flag, nameOf, number, references, text, toMiB } from '../../map/read.ts';
import type { XapiValue } from '../../xapi/values.ts';
import { imageChoices } from '../choices/disks.ts';
import { hostChoices } from '../choices/hosts.ts';
import { networkChoices } from '../choices/networks.ts';
import { defaultStorage, storageChoices } from '../choices/storage.ts';
import { templateChoices } from '../choices/templates.ts';
import { createInputs, describedDisks } from './create-inputs.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { createAdapter, createPlace } from '../hardware/devices.ts';
import { drives } from '../hardware/drives.ts';
import { left } from '../left.ts';
import { making } from './making.ts';
import { refuseUndivided, setProcessorsOf } from '../hardware/processors.ts';
import { allowedRefusal, isTemplate } from '../refusals.ts';
import { unmaking } from './unmaking.ts';

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
    inputs: createInputs,
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
  refuseNoStorage(work, object);
  refuseUndivided(work, object);
  const vm = await making(work, () => copyOf(work, ref, object), {
    left: left.machine(work.text('name')),
    ...unmaking(work, work.text('name')),
  });
  work.made(vm);
  await configure(work, vm, object);
  await work.step('VM', 'provision', [vm]);
  await addDevices(work, vm, object);
  work.keep(left.whole(work.text('name')));
  if (work.flag('start')) await work.step('VM', 'start', [vm, false, false]);
  return null;
}

/** The server has to know where the disks are to be that the template describes. @throws MorefException `invalid` */
function refuseNoStorage(work: Work, template: Properties): void {
  if (describedDisks(template) === undefined || work.picked('storage') !== undefined) return;
  if (defaultStorage(work.lookup) !== undefined) return;
  const message = say('error.noDefaultStorage', { name: work.text('name') });
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
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
  await setProcessorsOf(work, vm, template);
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
    await createAdapter(work, vm, { network: work.chosen('network'), address: () => '' });
  if (work.picked('image') !== undefined)
    await createPlace(work, vm, { disk: work.chosen('image'), mode: 'RO', type: 'CD' });
}
