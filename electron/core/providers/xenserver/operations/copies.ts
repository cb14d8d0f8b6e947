import type { OperationInput } from '#shared/model/operation.ts';
import { flag, nameOf, text } from '../map/read.ts';
import { isDefaultTemplate } from '../map/vm.ts';
import { defaultStorage, storageChoices } from './choices/storage.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { allowedRefusal, isMachine, isTemplate } from './refusals.ts';

function nameInput(initial: string): OperationInput {
  return { name: 'name', label: 'Name', type: 'text', required: true, initial };
}

const storageInput = {
  name: 'storage',
  label: 'Storage',
  type: 'lookup',
  accepts: ['datastore'],
} as const;

const choices = { storage: ({ lookup }: Subject) => storageChoices(lookup) };

const isOwn = ({ object }: Subject): boolean =>
  !flag(object, 'is_control_domain') && !flag(object, 'is_a_snapshot');

async function setIsTemplate({ self, call }: Work, value: boolean): Promise<null> {
  await call('VM', 'set_is_a_template', [self, value]);
  return null;
}

/** What makes new VMs and templates of old ones. */
export const copyOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.clone',
    label: 'Clone',
    group: 'create',
    icon: 'copy',
    types: ['VM'],
    messages: ['VM.clone'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: ({ name }) => [
      nameInput(`${name} clone`),
      {
        ...storageInput,
        required: false,
        help: 'Empty: beside the original, of which the clone is a fast copy on write. With storage it is a full copy.',
      },
    ],
    choices,
    steps: (work) => [
      work.picked('storage') === undefined
        ? `Makes ${work.text('name')} as a clone of ${work.name}, on the same storage.`
        : `Makes ${work.text('name')} as a full copy of ${work.name} on ${work.pickedName('storage')}.`,
    ],
    run: ({ self, start, text: input, chosen, picked }) =>
      picked('storage') === undefined
        ? start('VM', 'clone', [self, input('name')])
        : start('VM', 'copy', [self, input('name'), chosen('storage')]),
  },
  {
    id: 'vm.copy',
    label: 'Copy',
    group: 'create',
    types: ['VM'],
    messages: ['VM.copy'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'copy'),
    inputs: ({ name, lookup }) => {
      const initial = defaultStorage(lookup);
      return [
        nameInput(`${name} copy`),
        {
          ...storageInput,
          required: true,
          ...(initial === undefined
            ? {}
            : { initial, initialLabel: nameOf(initial, lookup.get(initial)) }),
        },
      ];
    },
    choices,
    steps: (work) => [
      `Makes ${work.text('name')} as a full copy of ${work.name} on ${work.pickedName('storage')}.`,
    ],
    run: ({ self, start, text: input, chosen }) =>
      start('VM', 'copy', [self, input('name'), chosen('storage')]),
  },
  {
    id: 'snapshot.toTemplate',
    label: 'New template from snapshot',
    group: 'create',
    types: ['VM'],
    messages: ['VM.clone'],
    exists: ({ object }) => flag(object, 'is_a_snapshot'),
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: ({ name }) => [nameInput(`${name} template`)],
    steps: (work) => [`Makes the template ${work.text('name')} of the snapshot ${work.name}.`],
    // The clone of a snapshot is a template until it is provisioned.
    run: ({ self, start, text: input }) => start('VM', 'clone', [self, input('name')]),
  },
  {
    id: 'vm.toTemplate',
    label: 'Convert to template',
    group: 'manage',
    types: ['VM'],
    messages: ['VM.set_is_a_template'],
    exists: ({ object }) => isMachine(object),
    refusal: ({ object }) =>
      text(object, 'power_state') === 'Halted'
        ? allowedRefusal(object, 'make_into_template')
        : 'The virtual machine has to be powered off first.',
    confirm: ({ name }) => `Convert ${name} to a template? A template cannot be started.`,
    steps: ({ name }) => [`Converts ${name} to a template.`],
    run: (work) => setIsTemplate(work, true),
  },
  {
    id: 'vm.fromTemplate',
    label: 'Convert to virtual machine',
    group: 'manage',
    types: ['VM'],
    messages: ['VM.set_is_a_template'],
    exists: ({ object }) => isTemplate(object) && !isDefaultTemplate(object),
    steps: ({ name }) => [`Converts the template ${name} to a virtual machine.`],
    run: (work) => setIsTemplate(work, false),
  },
];
