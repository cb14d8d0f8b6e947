import { byLabel } from '../../operations/words.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Subject } from '../../operations/definition.ts';
import { govc, powercli, powershellString } from '../../operations/commands/quote.ts';
import { type AutomationCall, type AutomationOperation, textOf } from '../operations/definition.ts';
import { make } from '../../../operations/compensation.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { isVapiError, VapiError } from '../../vapi/errors.ts';
import { catalogOf, catalogRef, type TagCatalog } from './tag-catalog.ts';
import { taggable } from './taggable.ts';

/** Stands for a category that is made along with the tag. */
const newCategory = '+';

/** A new tag, in a category of its own if wanted. */
export const createTag: AutomationOperation = {
  id: 'tags.create',
  label: say('operation.tags.create.label'),
  group: 'organise',
  types: taggable,
  privileges: ['InventoryService.Tagging.CreateTag'],
  exists: ({ lookup }) => lookup.get(catalogRef) !== undefined,
  inputs: () => [
    { name: 'name', label: say('input.tag.name'), type: 'text', required: true, maxLength: 255 },
    { name: 'description', label: say('input.description'), type: 'text', required: false },
    { name: 'category', label: say('input.tag.category'), type: 'lookup', required: true },
    {
      name: 'categoryName',
      label: say('input.tag.categoryName'),
      type: 'text',
      required: true,
      maxLength: 255,
      when: { input: 'category', is: [newCategory] },
    },
    {
      name: 'single',
      label: say('input.tag.single'),
      type: 'boolean',
      required: false,
      initial: false,
      when: { input: 'category', is: [newCategory] },
    },
  ],
  choices: {
    category: (subject) => [
      { value: newCategory, label: say('input.tag.newCategory') },
      ...[...categories(subject).values()]
        .map(({ id, name, description }) => ({
          value: id,
          label: name,
          ...(description !== '' && { detail: description }),
        }))
        .sort(byLabel),
    ],
  },
  steps: (subject, given) => [
    ...(isNew(given)
      ? [say('step.tags.createCategory', { category: textOf(given, 'categoryName') })]
      : []),
    say('step.tags.create', { tag: textOf(given, 'name'), category: categoryName(subject, given) }),
  ],
  calls: (_subjects, given) => [
    ...(isNew(given) ? [categoryCall(given)] : []),
    tagCall(given, isNew(given) ? '<id of the new category>' : textOf(given, 'category')),
  ],
  commands: (subject, given) => {
    const category = categoryName(subject, given);
    const name = textOf(given, 'name');
    return [
      ...(isNew(given)
        ? [govc('tags.category.create', ...(given['single'] === true ? [] : ['-m']), category)]
        : []),
      govc('tags.create', '-c', category, '-d', textOf(given, 'description'), name),
      powercli(
        `New-Tag -Category ${powershellString(category)} -Name ${powershellString(name)} -Description ${powershellString(textOf(given, 'description'))}`,
      ),
    ];
  },
  run: async ({ client, given, signal, subjects, compensation }) => {
    let category = textOf(given, 'category');
    if (isNew(given)) {
      const { input } = categoryCall(given);
      const left = say('left.category', { category: textOf(given, 'categoryName') });
      category = await make(
        (effect) => compensation.add(effect),
        () => client.call(CATEGORY, 'create', input, { signal }),
        {
          left,
          undo: (made) => deleteCategory(client, made, signal),
          refused: (thrown) => thrown instanceof VapiError,
        },
      );
    }
    await client.call(TAG, 'create', tagCall(given, category).input, { signal });
    return subjects.map(() => ({}));
  },
};

/** One that is gone already is as good. */
async function deleteCategory(client: VapiClient, id: string, signal: AbortSignal): Promise<void> {
  try {
    await client.call(CATEGORY, 'delete', { category_id: id }, { signal });
  } catch (error) {
    if (!isVapiError(error, 'not_found')) throw error;
  }
}

const CATEGORY = 'com.vmware.cis.tagging.category';
const TAG = 'com.vmware.cis.tagging.tag';

function isNew(given: InputValues): boolean {
  return textOf(given, 'category') === newCategory;
}

function categories({ lookup }: Subject): TagCatalog['categories'] {
  return catalogOf(lookup.get(catalogRef))?.categories ?? new Map();
}

function categoryName(subject: Subject, given: InputValues): string {
  if (isNew(given)) return textOf(given, 'categoryName');
  const id = textOf(given, 'category');
  return categories(subject).get(id)?.name ?? id;
}

function categoryCall(given: InputValues) {
  return {
    service: CATEGORY,
    operation: 'create',
    input: {
      create_spec: {
        name: textOf(given, 'categoryName'),
        description: '',
        cardinality: given['single'] === true ? 'SINGLE' : 'MULTIPLE',
        associable_types: [],
      },
    },
  } as const satisfies AutomationCall;
}

function tagCall(given: InputValues, category: string) {
  const name = textOf(given, 'name');
  const create_spec = { category_id: category, name, description: textOf(given, 'description') };
  return { service: TAG, operation: 'create', input: { create_spec } } satisfies AutomationCall;
}
