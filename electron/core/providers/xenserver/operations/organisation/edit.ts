import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { nameOf, text, texts } from '../../map/read.ts';
import { already } from '../../../operations/refusal.ts';
import type { Given, OperationDefinition, Work } from '../definition.ts';
import { left } from '../left.ts';
import { named, set } from './setting.ts';

const tagsInput = (initial: string, required: boolean): OperationInput => ({
  name: 'tags',
  label: say('input.tags'),
  type: 'text',
  required,
  initial,
  help: say('input.tags.help'),
});

function tagsOf(work: Given): readonly string[] {
  const tags = work.text('tags').split(',');
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

/** Adding a tag that is there, and removing one that is not, changes nothing. */
async function changeTag(work: Work, change: 'add_tags' | 'remove_tags', tag: string) {
  const back = change === 'add_tags' ? 'remove_tags' : 'add_tags';
  work.onFailure({ left: left.tag(work.name, tag), undo: () => set(work, back, tag) });
  await set(work, change, tag);
}

/** Names, descriptions and tags of whatever has them. */
export const editOperations: readonly OperationDefinition[] = [
  {
    id: 'rename',
    label: say('operation.rename.label'),
    group: 'edit',
    icon: 'rename',
    types: named,
    messages: ['*.set_name_label'],
    inputs: ({ ref, object }) => [
      {
        name: 'name',
        label: say('input.name.new'),
        type: 'text',
        required: true,
        initial: nameOf(ref, object),
      },
    ],
    steps: (work) => [say('step.rename', { name: work.name, newName: work.text('name') })],
    run: async (work) =>
      work.text('name') === text(work.object, 'name_label')
        ? null
        : set(work, 'set_name_label', work.text('name')),
  },
  {
    id: 'describe',
    label: say('operation.describe.label'),
    group: 'edit',
    types: named,
    messages: ['*.set_name_description'],
    inputs: ({ object }) => [
      {
        name: 'description',
        label: say('input.description'),
        type: 'text',
        required: false,
        multiline: true,
        initial: text(object, 'name_description') ?? '',
      },
    ],
    steps: (work) => [
      work.text('description') === ''
        ? say('step.description.remove', { name: work.name })
        : say('step.description.change', { name: work.name }),
    ],
    run: async (work) =>
      work.text('description') === (text(work.object, 'name_description') ?? '')
        ? null
        : set(work, 'set_name_description', work.text('description')),
  },
  {
    id: 'tags',
    label: say('operation.tags.label'),
    group: 'organise',
    types: named,
    messages: ['*.set_tags'],
    inputs: ({ object }) => [tagsInput([...texts(object, 'tags')].sort().join(', '), false)],
    steps: (work) => [
      tagsOf(work).length === 0
        ? say('step.tags.clear', { name: work.name })
        : say('step.tags.set', { name: work.name, tags: tagsOf(work).join(', ') }),
    ],
    run: async (work) => {
      const before = new Set(texts(work.object, 'tags'));
      const after = tagsOf(work);
      const same = after.length === before.size && after.every((tag) => before.has(tag));
      return same ? null : set(work, 'set_tags', after);
    },
  },
  {
    id: 'tags.add',
    label: say('operation.tags.add.several'),
    group: 'organise',
    types: named,
    messages: ['*.add_tags'],
    inputs: () => [tagsInput('', true)],
    steps: (work) => [
      say('step.tags.addSeveral', { name: work.name, tags: tagsOf(work).join(', ') }),
    ],
    run: async (work) => {
      const before = texts(work.object, 'tags');
      for (const tag of tagsOf(work))
        if (!before.includes(tag)) await changeTag(work, 'add_tags', tag);
      return null;
    },
  },
  {
    id: 'tags.remove',
    label: say('operation.tags.remove.several'),
    group: 'organise',
    types: named,
    messages: ['*.remove_tags'],
    refusal: ({ object }) =>
      texts(object, 'tags').length === 0 ? already(say('refusal.noTags')) : undefined,
    inputs: () => [tagsInput('', true)],
    steps: (work) => [
      say('step.tags.removeSeveral', { name: work.name, tags: tagsOf(work).join(', ') }),
    ],
    run: async (work) => {
      const before = texts(work.object, 'tags');
      for (const tag of tagsOf(work))
        if (before.includes(tag)) await changeTag(work, 'remove_tags', tag);
      return null;
    },
  },
];
