import type { OperationInput } from '#shared/model/operation.ts';
import { entry, flag, nameOf, number, poolOf, text, texts, toMiB } from '../map/read.ts';
import {
  addDefinition,
  customFieldKey,
  customFields,
  customFieldsOf,
  definitionsKey,
} from './custom-fields.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { foldersAfterMove, normalFolder } from './folders.ts';
import { isMachine, underWay } from './refusals.ts';

const named = ['pool', 'host', 'VM', 'SR', 'network', 'VDI'] as const;
const bytesPerMiB = 1024 * 1024;

function ownerOf({ ref }: Subject): string {
  return ref.slice(0, ref.indexOf(':'));
}

/** Messages are called on the subject's own class; `*` stands for it. */
async function set(work: Work, message: string, ...values: readonly unknown[]): Promise<null> {
  await work.call(ownerOf(work), message, [work.self, ...values]);
  return null;
}

/** Puts a key of a map, or takes it away; there is no message that replaces one. */
export async function putOtherConfig(work: Work, key: string, value: string): Promise<void> {
  const owner = ownerOf(work);
  await work.call(owner, 'remove_from_other_config', [work.self, key]);
  if (value !== '') await work.call(owner, 'add_to_other_config', [work.self, key, value]);
}

export const settingOperations: readonly OperationDefinition[] = [
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
    run: (work) => set(work, 'set_name_label', work.text('name')),
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
    run: (work) => set(work, 'set_name_description', work.text('description')),
  },
  {
    id: 'tags',
    label: 'Edit tags',
    group: 'edit',
    types: named,
    messages: ['*.set_tags'],
    inputs: ({ object }) => [
      {
        name: 'tags',
        label: 'Tags',
        type: 'text',
        required: false,
        initial: [...texts(object, 'tags')].sort().join(', '),
        help: 'Separated by commas.',
      },
    ],
    run: (work) => {
      const tags = work
        .text('tags')
        .split(',')
        .map((tag) => tag.trim());
      return set(work, 'set_tags', [...new Set(tags.filter((tag) => tag !== ''))]);
    },
  },
  {
    id: 'folder',
    label: 'Move to folder',
    group: 'edit',
    types: named,
    messages: ['*.add_to_other_config/key:folder'],
    inputs: ({ object }) => [
      {
        name: 'folder',
        label: 'Folder',
        type: 'text',
        required: false,
        initial: entry(object, 'other_config', 'folder') ?? '',
        help: 'As /production/web. Empty: in no folder.',
      },
    ],
    run: moveToFolder,
  },
  {
    id: 'customFields',
    label: 'Edit custom fields',
    group: 'edit',
    types: ['pool', 'host', 'VM', 'SR'],
    messages: ['*.add_to_other_config'],
    exists: ({ lookup }) => customFields(lookup).length > 0,
    inputs: ({ object, lookup }) => customFieldsOf(object, customFields(lookup)),
    run: async (work) => {
      for (const { name } of customFields(work.lookup)) {
        const key = customFieldKey(name);
        const value = work.text(name);
        if (value !== (entry(work.object, 'other_config', key) ?? ''))
          await putOtherConfig(work, key, value);
      }
      return null;
    },
  },
  {
    id: 'customFields.define',
    label: 'New custom field',
    group: 'edit',
    types: ['pool'],
    messages: ['pool.add_to_gui_config'],
    inputs: () => [
      { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 80 },
      {
        name: 'type',
        label: 'Type',
        type: 'choice',
        required: true,
        initial: 'String',
        options: [
          { value: 'String', label: 'Text' },
          { value: 'Date', label: 'Date and time' },
        ],
      },
    ],
    run: async (work) => {
      const xml = addDefinition(entry(work.object, 'gui_config', definitionsKey), {
        name: work.text('name').trim(),
        type: work.text('type') === 'Date' ? 'Date' : 'String',
      });
      await work.call('pool', 'remove_from_gui_config', [work.self, definitionsKey]);
      await work.call('pool', 'add_to_gui_config', [work.self, definitionsKey, xml]);
      return null;
    },
  },
  {
    id: 'vm.memory',
    label: 'Change memory',
    group: 'edit',
    types: ['VM'],
    messages: ['VM.set_memory_limits'],
    exists: ({ object }) => isMachine(object),
    refusal: ({ object }) =>
      text(object, 'power_state') === 'Suspended' || text(object, 'power_state') === 'Paused'
        ? 'The virtual machine has to run, or to be powered off.'
        : underWay(object),
    inputs: memoryInputs,
    run: setMemory,
  },
  {
    id: 'vm.cpus',
    label: 'Change vCPUs',
    group: 'edit',
    types: ['VM'],
    messages: ['VM.set_VCPUs_at_startup'],
    exists: ({ object }) => isMachine(object),
    refusal: ({ object }) =>
      text(object, 'power_state') === 'Suspended' || text(object, 'power_state') === 'Paused'
        ? 'The virtual machine has to run, or to be powered off.'
        : underWay(object),
    inputs: ({ object }) => {
      const running = text(object, 'power_state') === 'Running';
      const most = number(object, 'VCPUs_max') ?? 1;
      return [
        {
          name: 'cpus',
          label: 'vCPUs',
          type: 'number',
          required: true,
          integer: true,
          initial: number(object, 'VCPUs_at_startup') ?? 1,
          min: 1,
          max: running ? most : 254,
          ...(running ? { help: `While it runs, at most ${most}.` } : {}),
        },
      ];
    },
    run: setCpus,
  },
];

function memoryInputs({ object }: Subject): readonly OperationInput[] {
  const most = toMiB(number(object, 'memory_static_max')) ?? 0;
  const least = toMiB(number(object, 'memory_static_min')) ?? 0;
  const halted = text(object, 'power_state') === 'Halted';
  const field = (name: string, label: string, path: string): OperationInput => ({
    name,
    label,
    type: 'number',
    required: true,
    integer: true,
    unit: 'MiB',
    min: Math.max(least, 1),
    ...(halted ? {} : { max: most }),
    initial: toMiB(number(object, path)) ?? 0,
  });
  return [
    field('minimum', 'Dynamic minimum', 'memory_dynamic_min'),
    field('maximum', 'Dynamic maximum', 'memory_dynamic_max'),
    ...(halted ? [field('limit', 'Static maximum', 'memory_static_max')] : []),
  ];
}

async function setMemory(work: Work): Promise<null> {
  const bytes = (input: string): number => (work.number(input) ?? 0) * bytesPerMiB;
  const { self, call, object } = work;
  if (text(object, 'power_state') !== 'Halted') {
    await call('VM', 'set_memory_dynamic_range', [self, bytes('minimum'), bytes('maximum')]);
    return null;
  }
  const least = object['memory_static_min'] ?? 0;
  const limit = Math.max(bytes('limit'), bytes('maximum'));
  await call('VM', 'set_memory_limits', [self, least, limit, bytes('minimum'), bytes('maximum')]);
  return null;
}

async function setCpus({ self, call, object, number: given }: Work): Promise<null> {
  const cpus = given('cpus') ?? 1;
  if (text(object, 'power_state') === 'Running') {
    await call('VM', 'set_VCPUs_number_live', [self, cpus]);
    return null;
  }
  // The number at startup may never be above the most, on the way neither.
  if (cpus > (number(object, 'VCPUs_max') ?? 1)) await call('VM', 'set_VCPUs_max', [self, cpus]);
  await call('VM', 'set_VCPUs_at_startup', [self, cpus]);
  return null;
}

/** As XenCenter does: the path on the object, and the folders that are left empty on the pool. */
async function moveToFolder(work: Work): Promise<null> {
  const folder = normalFolder(work.text('folder'));
  await putOtherConfig(work, 'folder', folder);
  const pool = poolOf(work.lookup);
  if (pool === undefined) return null;
  const before = entry(work.lookup.get(pool), 'other_config', 'EMPTY_FOLDERS') ?? '';
  const after = foldersAfterMove(work, folder, before);
  if (after === before) return null;
  const self = work.opaque(pool);
  await work.call('pool', 'remove_from_other_config', [self, 'EMPTY_FOLDERS']);
  if (after !== '') await work.call('pool', 'add_to_other_config', [self, 'EMPTY_FOLDERS', after]);
  return null;
}

export const hostOperations: readonly OperationDefinition[] = [
  {
    id: 'host.disable',
    label: 'Disable',
    group: 'manage',
    types: ['host'],
    messages: ['host.disable'],
    refusal: ({ object }) =>
      flag(object, 'enabled') ? undefined : 'The host is disabled already.',
    confirm: ({ name }) => `Disable ${name}? No virtual machine is started on it any more.`,
    run: ({ self, start }) => start('host', 'disable', [self]),
  },
  {
    id: 'host.enable',
    label: 'Enable',
    group: 'manage',
    types: ['host'],
    messages: ['host.enable'],
    refusal: ({ object }) => (flag(object, 'enabled') ? 'The host is enabled already.' : undefined),
    run: async (work) => {
      // XenCenter's mark of its maintenance mode would outlive it.
      if (entry(work.object, 'other_config', 'MAINTENANCE_MODE') !== undefined)
        await putOtherConfig(work, 'MAINTENANCE_MODE', '');
      return work.start('host', 'enable', [work.self]);
    },
  },
  {
    id: 'host.evacuate',
    label: 'Evacuate',
    group: 'manage',
    types: ['host'],
    messages: ['host.evacuate'],
    refusal: ({ object, lookup }) => {
      if ([...lookup.ofType('host')].length < 2) return 'There is no other host in the pool.';
      return underWay(object);
    },
    confirm: ({ name }) =>
      `Move all virtual machines off ${name}? The host is disabled first, so that none comes back.`,
    run: async ({ self, object, call, start }) => {
      if (flag(object, 'enabled')) await call('host', 'disable', [self]);
      return start('host', 'evacuate', [self]);
    },
  },
];
