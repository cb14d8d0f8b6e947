import type { OperationInput } from '#shared/model/operation.ts';
import { entry, flag, text } from '../map/read.ts';
import { defaultStorage, hostOptions, storageOptions } from './choices.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { allowedRefusal, isMachine, isTemplate, vmRefusal } from './refusals.ts';

function nameInput(initial: string): OperationInput {
  return { name: 'name', label: 'Name', type: 'text', required: true, initial };
}

function storageInput({ lookup }: Subject): OperationInput {
  const options = storageOptions(lookup);
  const initial = options.find(({ value }) => value === defaultStorage(lookup)) ?? options[0];
  return {
    name: 'storage',
    label: 'Storage',
    type: 'choice',
    required: true,
    options,
    ...(initial === undefined ? {} : { initial: initial.value }),
  };
}

const isOwn = ({ object }: Subject): boolean => !flag(object, 'is_control_domain');

/** What makes new VMs of old ones, and what moves them. */
export const copyOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.create',
    label: 'New virtual machine from template',
    group: 'create',
    icon: 'add',
    types: ['VM'],
    messages: ['VM.clone', 'VM.provision'],
    exists: ({ object }) => isTemplate(object),
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: (subject) => [
      nameInput(`${subject.name} (1)`),
      ...(needsDisks(subject) ? [storageInput(subject)] : []),
    ],
    run: createFromTemplate,
  },
  {
    id: 'vm.clone',
    label: 'Clone',
    group: 'create',
    icon: 'copy',
    types: ['VM'],
    messages: ['VM.clone'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: ({ name }) => [nameInput(`${name} clone`)],
    run: ({ self, start, text }) => start('VM', 'clone', [self, text('name')]),
  },
  {
    id: 'vm.copy',
    label: 'Copy',
    group: 'create',
    types: ['VM'],
    messages: ['VM.copy'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'copy'),
    inputs: (subject) => [nameInput(`${subject.name} copy`), storageInput(subject)],
    run: ({ self, start, text, chosen }) =>
      start('VM', 'copy', [self, text('name'), chosen('storage')]),
  },
  {
    id: 'vm.migrate',
    label: 'Migrate',
    group: 'manage',
    types: ['VM'],
    messages: ['VM.pool_migrate'],
    exists: ({ object }) => isMachine(object) && !flag(object, 'is_control_domain'),
    refusal: ({ object, lookup }) =>
      hostOptions(object, lookup).length === 0
        ? 'No other host in service sees all of its storage.'
        : vmRefusal(object, 'pool_migrate', ['Running', 'Paused', 'Suspended']),
    inputs: ({ object, lookup }) => [
      {
        name: 'host',
        label: 'To host',
        type: 'choice',
        required: true,
        options: hostOptions(object, lookup),
      },
    ],
    run: ({ self, start, chosen }) =>
      start('VM', 'pool_migrate', [self, chosen('host'), { live: 'true' }]),
  },
  {
    id: 'vm.toTemplate',
    label: 'Convert to template',
    group: 'manage',
    types: ['VM'],
    messages: ['VM.set_is_a_template'],
    exists: ({ object }) => isMachine(object) && !flag(object, 'is_control_domain'),
    refusal: ({ object }) =>
      text(object, 'power_state') === 'Halted'
        ? allowedRefusal(object, 'make_into_template')
        : 'The virtual machine has to be powered off first.',
    confirm: ({ name }) => `Convert ${name} to a template? A template cannot be started.`,
    run: async ({ self, call }) => {
      await call('VM', 'set_is_a_template', [self, true]);
      return null;
    },
  },
];

/** Templates of the product describe their disks as XML in other_config, with the storage left open. */
function needsDisks({ object }: Subject): boolean {
  return entry(object, 'other_config', 'disks') !== undefined;
}

async function createFromTemplate(work: Work): Promise<string> {
  const { self, object, lookup, call, start } = work;
  const vm = await call('VM', 'clone', [self, work.text('name')]);
  const disks = entry(object, 'other_config', 'disks');
  if (disks !== undefined) {
    const [storage] = [...lookup.ofType('SR')].filter((ref) => ref === work.text('storage'));
    const uuid = storage === undefined ? undefined : text(lookup.get(storage), 'uuid');
    // The server provisions from this description; it names storage by UUID.
    const described = disks.replaceAll(/\bsr=(["'])[^"']*\1/g, `sr="${uuid ?? ''}"`);
    await call('VM', 'remove_from_other_config', [vm, 'disks']);
    await call('VM', 'add_to_other_config', [vm, 'disks', described]);
  }
  return start('VM', 'provision', [vm]);
}
