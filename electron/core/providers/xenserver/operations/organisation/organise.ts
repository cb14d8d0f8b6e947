import { text as say } from '#shared/i18n/make-text.ts';
import type { Ref } from '#shared/model/reference.ts';
import { entry, poolOf } from '../../map/read.ts';
import { folderChoices } from '../choices/folders.ts';
import {
  addDefinition,
  customFieldKey,
  customFields,
  customFieldsOf,
  definitionsKey,
  fieldText,
  removeDefinition,
} from './custom-fields.ts';
import type { Given, OperationDefinition, Work } from '../definition.ts';
import { foldersAfterMove, normalFolder } from './folders.ts';
import { named, putEntry, putOtherConfig, type Entry } from './setting.ts';

function folderOf(work: Given): string {
  return normalFolder(`${work.text('folder')}/${work.text('newFolder')}`);
}

/** Folders and custom fields, as XenCenter keeps them. */
export const organiseOperations: readonly OperationDefinition[] = [
  {
    id: 'folder',
    label: say('operation.folder.label'),
    group: 'organise',
    types: named,
    messages: ['*.add_to_other_config/key:folder'],
    inputs: ({ object }) => {
      const folder = entry(object, 'other_config', 'folder') ?? '/';
      return [
        {
          name: 'folder',
          label: say('input.folder'),
          type: 'lookup',
          required: false,
          accepts: ['folder'],
          initial: folder,
          initialLabel: folder === '/' ? say('input.folder.none') : folder,
        },
        {
          name: 'newFolder',
          label: say('input.folder.new'),
          type: 'text',
          required: false,
          help: say('input.folder.new.help'),
        },
      ];
    },
    choices: { folder: ({ lookup }) => folderChoices(lookup, say('input.folder.none')) },
    steps: (work) => [
      folderOf(work) === ''
        ? say('step.folder.leave', { name: work.name })
        : say('step.folder.move', { name: work.name, folder: folderOf(work) }),
    ],
    run: moveToFolder,
  },
  {
    id: 'customFields',
    label: say('operation.customFields.label'),
    group: 'organise',
    types: ['pool', 'host', 'VM', 'SR'],
    messages: ['*.add_to_other_config/key:XenCenter.CustomFields.*'],
    exists: ({ lookup }) => customFields(lookup).length > 0,
    inputs: ({ object, lookup }) => customFieldsOf(object, customFields(lookup)),
    steps: (work) =>
      changedFields(work).map(([name, text]) =>
        text === ''
          ? say('step.customFields.clear', { field: name, name: work.name })
          : say('step.customFields.set', { field: name, name: work.name, value: text }),
      ),
    run: async (work) => {
      for (const [name, text] of changedFields(work))
        await putOtherConfig(work, customFieldKey(name), text);
      return null;
    },
  },
  {
    id: 'customFields.define',
    label: say('operation.customFields.define.label'),
    group: 'organise',
    types: ['pool'],
    messages: ['pool.add_to_gui_config'],
    inputs: () => [
      { name: 'name', label: say('input.name'), type: 'text', required: true, maxLength: 80 },
      {
        name: 'type',
        label: say('input.field.type'),
        type: 'choice',
        required: true,
        initial: 'String',
        options: [
          { value: 'String', label: say('input.field.text') },
          { value: 'Date', label: say('input.field.date') },
        ],
      },
    ],
    steps: (work) => [
      say('step.customFields.define', { field: work.text('name'), name: work.name }),
    ],
    run: async (work) => {
      const xml = addDefinition(entry(work.object, 'gui_config', definitionsKey), {
        name: work.text('name'),
        type: work.text('type') === 'Date' ? 'Date' : 'String',
      });
      await putEntry(work, definitionsOf(work), xml);
      return null;
    },
  },
  {
    id: 'customFields.remove',
    label: say('operation.customFields.remove.label'),
    group: 'organise',
    types: ['pool'],
    messages: [
      'pool.add_to_gui_config',
      'VM.remove_from_other_config/key:XenCenter.CustomFields.*',
    ],
    exists: ({ lookup }) => customFields(lookup).length > 0,
    confirm: ({ name }) => say('confirm.customFields.remove', { name }),
    risk: () => say('risk.customFields.remove'),
    inputs: ({ lookup }) => [
      {
        name: 'field',
        label: say('input.field'),
        type: 'choice',
        required: true,
        options: customFields(lookup).map(({ name }) => ({ value: name, label: name })),
      },
    ],
    steps: (work) => {
      const count = holders(work).length;
      return [
        say('step.customFields.remove', { field: work.text('field'), name: work.name }),
        ...(count === 0 ? [] : [say('step.customFields.removeValues', { count })]),
      ];
    },
    run: async (work) => {
      const before = entry(work.object, 'gui_config', definitionsKey);
      const xml = removeDefinition(before, work.text('field'));
      await putEntry(work, definitionsOf(work), xml);
      // As XenCenter does: a field of that name that is made later begins empty.
      for (const ref of holders(work))
        await putOtherConfig(work, customFieldKey(work.text('field')), '', ref);
      return null;
    },
  },
];

/** Where the pool keeps the definitions of its custom fields. */
function definitionsOf({ ref }: Given): Entry {
  return { of: ref, map: 'gui_config', key: definitionsKey };
}

/** Objects that have a value for the field. */
function holders(work: Given): readonly Ref[] {
  const key = customFieldKey(work.text('field'));
  return ['pool', 'host', 'VM', 'SR'].flatMap((type) =>
    [...work.lookup.ofType(type)].filter(
      (ref) => entry(work.lookup.get(ref), 'other_config', key) !== undefined,
    ),
  );
}

/** What was typed anew, as it is kept; what nobody touched stays as it is. @throws MorefException `invalid` */
function changedFields(work: Given): readonly (readonly [name: string, text: string])[] {
  return customFields(work.lookup)
    .filter(({ name }) => work.text(name) !== valueOf(work, name))
    .map((field) => [field.name, fieldText(field, work.text(field.name))] as const)
    .filter(([name, text]) => text !== valueOf(work, name));
}

function valueOf({ object }: Given, name: string): string {
  return entry(object, 'other_config', customFieldKey(name)) ?? '';
}

/** As XenCenter does: the path on the object, and the folders that are left empty on the pool. */
async function moveToFolder(work: Work): Promise<null> {
  const folder = folderOf(work);
  if (folder === (entry(work.object, 'other_config', 'folder') ?? '')) return null;
  await putOtherConfig(work, 'folder', folder);
  const pool = poolOf(work.lookup);
  if (pool === undefined) return null;
  const before = entry(work.lookup.get(pool), 'other_config', 'EMPTY_FOLDERS') ?? '';
  await putOtherConfig(work, 'EMPTY_FOLDERS', foldersAfterMove(work, folder, before), pool);
  return null;
}
