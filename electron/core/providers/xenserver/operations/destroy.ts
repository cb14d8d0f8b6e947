import type { Ref } from '#shared/model/reference.ts';
import { flag, list, reference, references, text } from '../map/read.ts';
import type { OperationDefinition, Subject, Work } from './definition.ts';
import { allowedRefusal } from './refusals.ts';

/** The disks that only this VM uses; CDs belong to nobody. */
export function ownDisks({ object, lookup }: Subject): readonly Ref[] {
  return references(object, 'VBDs').flatMap((ref) => {
    const vbd = lookup.get(ref);
    if (vbd === undefined || text(vbd, 'type') === 'CD') return [];
    const disk = reference(vbd['VDI']);
    const shared = disk !== undefined && list(lookup.get(disk), 'VBDs').length > 1;
    return disk === undefined || shared ? [] : [disk];
  });
}

/** Destroys a VM, then disks. The last step is the task that is followed. */
export async function destroyWithDisks(work: Work, disks: readonly Ref[]): Promise<string | null> {
  const { self, call, start, opaque } = work;
  const doomed = disks.map((ref) => opaque(ref));
  const last = doomed.pop();
  if (last === undefined) return start('VM', 'destroy', [self]);
  await call('VM', 'destroy', [self]);
  for (const disk of doomed) await call('VDI', 'destroy', [disk]);
  return start('VDI', 'destroy', [last]);
}

export const destroyOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.delete',
    label: 'Delete',
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: ({ object }) => !flag(object, 'is_a_snapshot') && !flag(object, 'is_control_domain'),
    refusal: ({ object }) =>
      flag(object, 'is_default_template')
        ? 'This template belongs to the product.'
        : text(object, 'power_state') === 'Halted'
          ? allowedRefusal(object, 'destroy')
          : 'The virtual machine has to be powered off first.',
    confirm: ({ name }) => `Delete ${name}? This cannot be undone.`,
    inputs: (subject) => {
      const count = ownDisks(subject).length;
      const disks = count === 1 ? 'its disk' : `its ${count} disks`;
      return count === 0
        ? []
        : [
            {
              name: 'disks',
              label: `Delete ${disks}, too`,
              type: 'boolean',
              required: false,
              initial: true,
              help: 'Disks that are not deleted stay on their storage.',
            },
          ];
    },
    run: (work) => destroyWithDisks(work, work.flag('disks') ? ownDisks(work) : []),
  },
  {
    id: 'disk.delete',
    label: 'Delete',
    group: 'delete',
    icon: 'trash',
    types: ['VDI'],
    messages: ['VDI.destroy'],
    refusal: ({ object }) =>
      list(object, 'VBDs').length > 0 && !flag(object, 'is_a_snapshot')
        ? 'The disk belongs to a virtual machine. Detach it there first.'
        : allowedRefusal(object, 'destroy'),
    confirm: ({ name }) => `Delete the disk ${name}? All data on it is lost.`,
    run: ({ self, start }) => start('VDI', 'destroy', [self]),
  },
];
