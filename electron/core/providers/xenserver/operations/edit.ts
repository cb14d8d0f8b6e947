import type { OperationInput } from '#shared/model/operation.ts';
import { nameOf, text, texts } from '../map/read.ts';
import type { Given, OperationDefinition, Work } from './definition.ts';
import { left } from './left.ts';
import { named, set } from './setting.ts';

const tagsInput = (initial: string, required: boolean): OperationInput => ({
  name: 'tags',
  label: 'Tags',
  type: 'text',
  required,
  initial,
  help: 'Separated by commas.',
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
    label: 'Rename',
    group: 'edit',
    icon: 'rename',
    types: named,
    messages: ['*.set_name_label'],
    inputs: ({ ref, object }) => [
      {
        name: 'name',
        label: 'New name',
        type: 'text',
        required: true,
        initial: nameOf(ref, object),
      },
    ],
    steps: (work) => [`Renames ${work.name} to ${work.text('name')}.`],
    run: async (work) =>
      work.text('name') === text(work.object, 'name_label')
        ? null
        : set(work, 'set_name_label', work.text('name')),
  },
  {
    id: 'describe',
    label: 'Edit description',
    group: 'edit',
    types: named,
    messages: ['*.set_name_description'],
    inputs: ({ object }) => [
      {
        name: 'description',
        label: 'Description',
        type: 'text',
        required: false,
        multiline: true,
        initial: text(object, 'name_description') ?? '',
      },
    ],
    steps: (work) => [
      work.text('description') === ''
        ? `Removes the description of ${work.name}.`
        : `Changes the description of ${work.name}.`,
    ],
    run: async (work) =>
      work.text('description') === (text(work.object, 'name_description') ?? '')
        ? null
        : set(work, 'set_name_description', work.text('description')),
  },
  {
    id: 'tags',
    label: 'Edit tags',
    group: 'organise',
    types: named,
    messages: ['*.set_tags'],
    inputs: ({ object }) => [tagsInput([...texts(object, 'tags')].sort().join(', '), false)],
    steps: (work) => [
      tagsOf(work).length === 0
        ? `Removes all tags of ${work.name}.`
        : `Gives ${work.name} the tags ${tagsOf(work).join(', ')}, and no others.`,
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
    label: 'Add tags',
    group: 'organise',
    types: named,
    messages: ['*.add_tags'],
    inputs: () => [tagsInput('', true)],
    steps: (work) => [`Adds the tags ${tagsOf(work).join(', ')} to ${work.name}.`],
    run: async (work) => {
      const before = texts(work.object, 'tags');
      for (const tag of tagsOf(work))
        if (!before.includes(tag)) await changeTag(work, 'add_tags', tag);
      return null;
    },
  },
  {
    id: 'tags.remove',
    label: 'Remove tags',
    group: 'organise',
    types: named,
    messages: ['*.remove_tags'],
    done: ({ object }) =>
      texts(object, 'tags').length === 0 ? 'The object has no tags.' : undefined,
    inputs: () => [tagsInput('', true)],
    steps: (work) => [`Removes the tags ${tagsOf(work).join(', ')} from ${work.name}.`],
    run: async (work) => {
      const before = texts(work.object, 'tags');
      for (const tag of tagsOf(work))
        if (before.includes(tag)) await changeTag(work, 'remove_tags', tag);
      return null;
    },
  },
];
