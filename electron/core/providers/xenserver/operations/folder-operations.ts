import type { LookupInput, OperationInput } from '#shared/model/operation.ts';
import { folderChoices } from './choices/folders.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { emptyFolders, isIn, knownFolders, normalFolder, objectsInFolders } from './folders.ts';
import { putOtherConfig } from './setting.ts';

const folderInput = (label: string): LookupInput => ({
  name: 'folder',
  label,
  type: 'lookup',
  required: true,
  accepts: ['folder'],
});

const nameInput: OperationInput = { name: 'name', label: 'Name', type: 'text', required: true };

const choices = {
  folder: ({ lookup }: Subject) => folderChoices(lookup, '').filter(({ value }) => value !== '/'),
};

/** The folders themselves. They are the pool's, as no object stands for one. */
export const folderOperations: readonly OperationDefinition[] = [
  {
    id: 'folder.create',
    label: 'New folder',
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config/key:empty_folders'],
    inputs: () => [
      nameInput,
      { ...folderInput('In the folder'), required: false, initial: '/', initialLabel: 'The top' },
    ],
    choices: { folder: ({ lookup }) => folderChoices(lookup, 'The top') },
    steps: (work) => [
      `Makes the folder ${normalFolder(`${work.text('folder')}/${work.text('name')}`)}.`,
    ],
    run: async (work) => {
      const path = normalFolder(`${work.text('folder')}/${work.text('name')}`);
      if (path === '' || knownFolders(work.lookup).has(path)) return null;
      await putEmpty(work, [...emptyFolders(work.lookup).filter((one) => !isIn(path, one)), path]);
      return null;
    },
  },
  {
    id: 'folder.rename',
    label: 'Rename folder',
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config', 'VM.add_to_other_config'],
    inputs: () => [folderInput('Folder'), { ...nameInput, label: 'New name' }],
    choices,
    steps: (work) => {
      const [from, to] = renamed(work.text('folder'), work.text('name'));
      const count = objectsInFolders(work.lookup, from).length;
      return [`Renames the folder ${from} to ${to}, with ${count} objects in it.`];
    },
    run: (work) => moveAll(work, ...renamed(work.text('folder'), work.text('name'))),
  },
  {
    id: 'folder.delete',
    label: 'Delete folder',
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config', 'VM.add_to_other_config'],
    confirm: () => 'Delete the folder? What is in it stays, in the folder above.',
    inputs: () => [folderInput('Folder')],
    choices,
    steps: (work) => {
      const from = normalFolder(work.text('folder'));
      const count = objectsInFolders(work.lookup, from).length;
      return [
        `Deletes the folder ${from}.`,
        ...(count === 0 ? [] : [`Moves ${count} objects to the folder above.`]),
      ];
    },
    run: (work) => {
      const from = normalFolder(work.text('folder'));
      return moveAll(work, from, above(from));
    },
  },
];

function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function renamed(folder: string, name: string): readonly [from: string, to: string] {
  const from = normalFolder(folder);
  return [from, normalFolder(`${above(from)}/${name.replaceAll('/', '_')}`)];
}

/** Everything below a folder goes below another. */
async function moveAll(work: Work, from: string, to: string): Promise<null> {
  if (from === '' || from === to) return null;
  const moved = (path: string): string => `${to}${path.slice(from.length)}`;
  for (const { ref, folder } of objectsInFolders(work.lookup, from))
    await putOtherConfig(work, 'folder', moved(folder), ref);
  const empty = emptyFolders(work.lookup).map((path) => (isIn(path, from) ? moved(path) : path));
  await putEmpty(work, [...new Set(empty.filter((path) => path !== ''))]);
  return null;
}

async function putEmpty(work: Work, folders: readonly string[]): Promise<void> {
  await putOtherConfig(work, 'EMPTY_FOLDERS', folders.join(';'));
}
