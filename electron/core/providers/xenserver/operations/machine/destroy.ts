import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, reference, references, text } from '../../map/read.ts';
import { isDefaultTemplate } from '../../map/vm.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { ownDisks } from '../hardware/drives.ts';
import { left } from '../left.ts';
import { forGood, unlessGone } from './making.ts';
import { allowedRefusal } from '../refusals.ts';

/** Destroys a VM, a template or a snapshot, and then disks of its own where they are not to stay. Within a sequence. */
export async function destroyMachine(
  work: Work,
  ref: Ref,
  { disks }: { readonly disks: boolean },
): Promise<void> {
  const object = work.lookup.get(ref) ?? {};
  const name = nameOf(ref, object);
  const image = reference(object['suspend_VDI']);
  const doomed = [
    ...(disks ? ownDisks({ ...work, ref, object }) : []),
    ...(image === undefined ? [] : [image]),
  ].map((disk) => ({ opaque: work.opaque(disk), name: nameOf(disk, work.lookup.get(disk)) }));
  await forGood(work, left.deleted(name), () => work.step('VM', 'destroy', [work.opaque(ref)]));
  const staying = doomed.map((disk) => work.onFailure({ left: left.diskOf(disk.name, name) }));
  for (const [index, { opaque }] of doomed.entries()) {
    // Some versions of the server take the memory image with the machine.
    await unlessGone(() => work.step('VDI', 'destroy', [opaque]));
    staying[index]?.();
  }
}

function snapshots({ object }: Subject): readonly Ref[] {
  return references(object, 'snapshots');
}

function alsoInputs(subject: Subject): readonly OperationInput[] {
  const disks = ownDisks(subject).length;
  const taken = snapshots(subject).length;
  return [
    ...(disks === 0
      ? []
      : [
          {
            name: 'disks',
            label: say('input.deleteDisks', { count: disks }),
            type: 'boolean',
            required: false,
            initial: true,
            help: say('input.deleteDisks.help'),
          } as const,
        ]),
    ...(taken === 0
      ? []
      : [
          {
            name: 'snapshots',
            label: say('input.deleteSnapshots', { count: taken }),
            type: 'boolean',
            required: false,
            initial: true,
            help: say('input.deleteSnapshots.help'),
          } as const,
        ]),
  ];
}

function deleteSteps(work: Given): readonly Text[] {
  const named = (ref: Ref): string => nameOf(ref, work.lookup.get(ref));
  return [
    ...(work.flag('snapshots')
      ? snapshots(work).map((ref) => say('step.snapshot.deleteWithDisks', { snapshot: named(ref) }))
      : []),
    say('step.vm.deleteAlone', { name: work.name }),
    ...(work.flag('disks')
      ? ownDisks(work).map((ref) => say('step.disk.delete', { disk: named(ref) }))
      : []),
  ];
}

export const destroyOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.delete',
    label: say('operation.vm.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VM'],
    destructive: true,
    messages: ['VM.destroy', 'VDI.destroy'],
    exists: ({ object }) => !flag(object, 'is_a_snapshot') && !flag(object, 'is_control_domain'),
    refusal: ({ object }) =>
      isDefaultTemplate(object)
        ? say('refusal.productTemplate')
        : text(object, 'power_state') === 'Halted'
          ? allowedRefusal(object, 'destroy')
          : say('refusal.powerOffFirst'),
    confirm: ({ name }) => say('confirm.vm.deleteAlone', { name }),
    risk: () => say('risk.irreversible'),
    inputs: alsoInputs,
    steps: deleteSteps,
    run: async (work) => {
      if (work.flag('snapshots'))
        for (const ref of snapshots(work)) await destroyMachine(work, ref, { disks: true });
      await destroyMachine(work, work.ref, { disks: work.flag('disks') });
      return null;
    },
  },
];
