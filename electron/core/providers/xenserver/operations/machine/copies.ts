import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { flag, nameOf, text } from '../../map/read.ts';
import { isDefaultTemplate } from '../../map/vm.ts';
import { storageOf } from '../choices/hosts.ts';
import { defaultStorage, storageChoices } from '../choices/storage.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { protectedRefusal } from '../licence.ts';
import { allowedRefusal, isMachine, isTemplate } from '../refusals.ts';

function nameInput(initial: Text): OperationInput {
  return { name: 'name', label: say('input.name'), type: 'text', required: true, initial };
}

/** It may name several machines, which are made in one run. */
function namesInput(initial: Text): OperationInput {
  return {
    name: 'name',
    label: say('input.name'),
    type: 'text',
    required: true,
    pattern: true,
    help: say('input.name.pattern'),
    initial,
  };
}

const storageInput = {
  name: 'storage',
  label: say('input.storage'),
  type: 'lookup',
  accepts: ['datastore'],
} as const;

const choices = {
  storage: ({ lookup, object }: Subject) =>
    storageChoices(lookup, { present: storageOf(object, lookup) }),
};

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
    label: say('operation.vm.clone.label'),
    group: 'create',
    icon: 'copy',
    types: ['VM'],
    messages: ['VM.clone'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: ({ name }) => [
      namesInput(say('initial.clone', { name })),
      {
        ...storageInput,
        required: false,
        help: say('input.storage.cloneHelp'),
      },
    ],
    choices,
    steps: (work) => [
      work.picked('storage') === undefined
        ? say('step.clone.fast', { copy: work.text('name'), name: work.name })
        : say('step.clone.full', {
            copy: work.text('name'),
            name: work.name,
            storage: work.pickedName('storage'),
          }),
    ],
    run: ({ self, start, text: input, chosen, picked }) =>
      picked('storage') === undefined
        ? start('VM', 'clone', [self, input('name')])
        : start('VM', 'copy', [self, input('name'), chosen('storage')]),
  },
  {
    id: 'vm.copy',
    label: say('operation.vm.copy.label'),
    group: 'create',
    types: ['VM'],
    messages: ['VM.copy'],
    exists: isOwn,
    refusal: ({ object }) => allowedRefusal(object, 'copy'),
    inputs: ({ name, lookup }) => {
      const initial = defaultStorage(lookup);
      return [
        namesInput(say('initial.copy', { name })),
        {
          ...storageInput,
          required: true,
          ...(initial !== undefined && {
            initial,
            initialLabel: nameOf(initial, lookup.get(initial)),
          }),
        },
      ];
    },
    choices,
    steps: (work) => [
      say('step.clone.full', {
        copy: work.text('name'),
        name: work.name,
        storage: work.pickedName('storage'),
      }),
    ],
    run: ({ self, start, text: input, chosen }) =>
      start('VM', 'copy', [self, input('name'), chosen('storage')]),
  },
  {
    id: 'snapshot.toTemplate',
    label: say('operation.snapshot.toTemplate.label'),
    group: 'create',
    types: ['VM'],
    messages: ['VM.clone'],
    exists: ({ object }) => flag(object, 'is_a_snapshot'),
    refusal: ({ object }) => allowedRefusal(object, 'clone'),
    inputs: ({ name }) => [nameInput(say('initial.template', { name }))],
    steps: (work) => [
      say('step.snapshot.toTemplate', { template: work.text('name'), name: work.name }),
    ],
    // The clone of a snapshot is a template until it is provisioned.
    run: ({ self, start, text: input }) => start('VM', 'clone', [self, input('name')]),
  },
  {
    id: 'vm.toTemplate',
    label: say('operation.vm.toTemplate.label'),
    group: 'manage',
    types: ['VM'],
    messages: ['VM.set_is_a_template'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) =>
      text(subject.object, 'power_state') === 'Halted'
        ? (allowedRefusal(subject.object, 'make_into_template') ?? protectedRefusal(subject))
        : say('refusal.powerOffFirst'),
    confirm: ({ name }) => say('confirm.vm.toTemplate', { name }),
    risk: () => say('risk.vm.toTemplate'),
    steps: ({ name }) => [say('step.vm.toTemplate', { name })],
    run: (work) => setIsTemplate(work, true),
  },
  {
    id: 'vm.fromTemplate',
    label: say('operation.vm.fromTemplate.label'),
    group: 'manage',
    types: ['VM'],
    messages: ['VM.set_is_a_template'],
    exists: ({ object }) => isTemplate(object) && !isDefaultTemplate(object),
    steps: ({ name }) => [say('step.vm.fromTemplate', { name })],
    run: (work) => setIsTemplate(work, false),
  },
];
