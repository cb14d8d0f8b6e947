import type { ChoiceOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, reference, references, text } from '../map/read.ts';
import { freeDiskOptions, imageOptions, storageOptions } from './choices.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';

interface Drive {
  readonly ref: Ref;
  readonly vbd: Properties;
}

function drives({ object, lookup }: Subject, type: 'CD' | 'Disk'): readonly Drive[] {
  return references(object, 'VBDs').flatMap((ref) => {
    const vbd = lookup.get(ref);
    return vbd === undefined || (text(vbd, 'type') ?? 'Disk') !== type ? [] : [{ ref, vbd }];
  });
}

function label({ ref, vbd }: Drive, { lookup }: Subject): ChoiceOption {
  const disk = reference(vbd['VDI']);
  const what = disk === undefined ? 'empty' : nameOf(disk, lookup.get(disk));
  const device = text(vbd, 'device') ?? text(vbd, 'userdevice') ?? '';
  return { value: ref, label: `${device}: ${what}` };
}

const hasDisks = ({ object }: Subject): boolean =>
  !flag(object, 'is_a_snapshot') && !flag(object, 'is_control_domain');

export const diskOperations: readonly OperationDefinition[] = [
  {
    id: 'cd.insert',
    label: 'Insert CD',
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.insert'],
    exists: hasDisks,
    refusal: (subject) => {
      if (drives(subject, 'CD').length === 0) return 'The virtual machine has no CD drive.';
      if (imageOptions(subject.lookup).length === 0)
        return 'No ISO library of the pool holds an image.';
      return undefined;
    },
    inputs: (subject) => [
      {
        name: 'image',
        label: 'Image',
        type: 'choice',
        required: true,
        options: imageOptions(subject.lookup),
      },
    ],
    run: async (work) => {
      const [drive] = drives(work, 'CD');
      if (drive === undefined) return null;
      const vbd = work.opaque(drive.ref);
      // A drive takes one CD at a time.
      if (!flag(drive.vbd, 'empty')) await work.call('VBD', 'eject', [vbd]);
      return work.start('VBD', 'insert', [vbd, work.chosen('image')]);
    },
  },
  {
    id: 'cd.eject',
    label: 'Eject CD',
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.eject'],
    exists: hasDisks,
    refusal: (subject) =>
      fullDrive(subject) === undefined ? 'There is no CD in the virtual machine.' : undefined,
    run: async (work) => {
      const drive = fullDrive(work);
      return drive === undefined ? null : work.start('VBD', 'eject', [work.opaque(drive.ref)]);
    },
  },
  {
    id: 'disk.attach',
    label: 'Attach disk',
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.create', 'VBD.plug'],
    exists: hasDisks,
    refusal: ({ lookup }) =>
      freeDiskOptions(lookup).length === 0 ? 'There is no disk that is free.' : undefined,
    inputs: ({ lookup }) => [
      {
        name: 'disk',
        label: 'Disk',
        type: 'choice',
        required: true,
        options: freeDiskOptions(lookup),
      },
      { name: 'readOnly', label: 'Read only', type: 'boolean', required: false },
    ],
    run: (work) => attach(work, work.chosen('disk')),
  },
  {
    id: 'disk.create',
    label: 'New disk',
    group: 'disk',
    icon: 'add',
    types: ['VM'],
    messages: ['VDI.create', 'VBD.create', 'VBD.plug'],
    exists: hasDisks,
    refusal: ({ lookup }) =>
      storageOptions(lookup).length === 0 ? 'The pool has no storage for disks.' : undefined,
    inputs: ({ name, lookup }) => [
      { name: 'name', label: 'Name', type: 'text', required: true, initial: `${name} disk` },
      {
        name: 'size',
        label: 'Size',
        type: 'number',
        required: true,
        initial: 10,
        min: 1,
        max: 65_536,
        unit: 'GiB',
      },
      {
        name: 'storage',
        label: 'Storage',
        type: 'choice',
        required: true,
        options: storageOptions(lookup),
      },
    ],
    run: async (work) => {
      const disk = await work.call('VDI', 'create', [
        {
          name_label: work.text('name'),
          name_description: '',
          SR: work.chosen('storage'),
          virtual_size: Math.round((work.number('size') ?? 0) * 1024 ** 3),
          type: 'user',
          sharable: false,
          read_only: false,
          other_config: {},
          xenstore_data: {},
          sm_config: {},
          tags: [],
        },
      ]);
      return attach(work, typeof disk === 'string' ? disk : '');
    },
  },
  {
    id: 'disk.detach',
    label: 'Detach disk',
    group: 'disk',
    types: ['VM'],
    messages: ['VBD.unplug', 'VBD.destroy'],
    exists: hasDisks,
    refusal: (subject) =>
      drives(subject, 'Disk').length === 0 ? 'The virtual machine has no disks.' : undefined,
    confirm: ({ name }) =>
      `Detach a disk of ${name}? The guest loses it at once; the disk itself stays on its storage.`,
    inputs: (subject) => [
      {
        name: 'drive',
        label: 'Disk',
        type: 'choice',
        required: true,
        options: drives(subject, 'Disk').map((drive) => label(drive, subject)),
      },
    ],
    run: async (work) => {
      const vbd = work.chosen('drive');
      const drive = drives(work, 'Disk').find(({ ref }) => ref === work.text('drive'));
      if (flag(drive?.vbd, 'currently_attached')) await work.call('VBD', 'unplug', [vbd]);
      return work.start('VBD', 'destroy', [vbd]);
    },
  },
];

function fullDrive(subject: Subject): Drive | undefined {
  return drives(subject, 'CD').find(({ vbd }) => !flag(vbd, 'empty'));
}

/** Makes the place in the VM; a running one gets the disk at once. */
async function attach(work: Work, disk: string): Promise<string | null> {
  const free = await work.call('VM', 'get_allowed_VBD_devices', [work.self]);
  const userdevice = Array.isArray(free) ? String(free[0] ?? 'autodetect') : 'autodetect';
  const vbd = await work.call('VBD', 'create', [
    {
      VM: work.self,
      VDI: disk,
      userdevice,
      bootable: false,
      mode: work.flag('readOnly') ? 'RO' : 'RW',
      type: 'Disk',
      unpluggable: true,
      empty: false,
      other_config: {},
      qos_algorithm_type: '',
      qos_algorithm_params: {},
    },
  ]);
  if (text(work.object, 'power_state') !== 'Running') return null;
  return work.start('VBD', 'plug', [vbd]);
}
