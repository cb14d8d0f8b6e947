import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupInput, OperationInput } from '#shared/model/operation.ts';
import { folderChoices } from '../choices/folders.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { emptyFolders, isIn, knownFolders, normalFolder, objectsInFolders } from './folders.ts';
import { putOtherConfig } from './setting.ts';

const folderInput = (label: Text): LookupInput => ({
  name: 'folder',
  label,
  type: 'lookup',
  required: true,
  accepts: ['folder'],
});

const nameInput: OperationInput = {
  name: 'name',
  label: say('input.name'),
  type: 'text',
  required: true,
};

const choices = {
  folder: ({ lookup }: Subject) => folderChoices(lookup, '').filter(({ value }) => value !== '/'),
};

/** The folders themselves. They are the pool's, as no object stands for one. */
export const folderOperations: readonly OperationDefinition[] = [
  {
    id: 'folder.create',
    label: say('operation.folder.create.label'),
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config/key:EMPTY_FOLDERS'],
    inputs: () => [
      nameInput,
      {
        ...folderInput(say('input.folder.in')),
        required: false,
        initial: '/',
        initialLabel: say('input.folder.top'),
      },
    ],
    choices: { folder: ({ lookup }) => folderChoices(lookup, say('input.folder.top')) },
    steps: (work) => [
      say('step.folder.createPath', {
        folder: normalFolder(`${work.text('folder')}/${work.text('name')}`),
      }),
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
    label: say('operation.folder.rename.label'),
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config/key:EMPTY_FOLDERS', 'VM.add_to_other_config/key:folder'],
    inputs: () => [
      folderInput(say('input.folder')),
      { ...nameInput, label: say('input.name.new') },
    ],
    choices,
    steps: (work) => {
      const [from, to] = renamed(work.text('folder'), work.text('name'));
      const count = objectsInFolders(work.lookup, from).length;
      return [say('step.folder.rename', { from, to, count })];
    },
    run: (work) => moveAll(work, ...renamed(work.text('folder'), work.text('name'))),
  },
  {
    id: 'folder.delete',
    label: say('operation.folder.delete.label'),
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_other_config/key:EMPTY_FOLDERS', 'VM.add_to_other_config/key:folder'],
    confirm: () => say('confirm.folder.deleteChosen'),
    risk: () => say('risk.folder.contents'),
    inputs: () => [folderInput(say('input.folder'))],
    choices,
    steps: (work) => {
      const from = normalFolder(work.text('folder'));
      const count = objectsInFolders(work.lookup, from).length;
      return [
        say('step.folder.delete', { name: from }),
        ...(count === 0 ? [] : [say('step.folder.moveUp', { count })]),
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
