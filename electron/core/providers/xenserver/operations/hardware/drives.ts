import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { ChoiceInput, ChoiceOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, follow, list, nameOf, number, reference, references, text } from '../../map/read.ts';
import { hasTools } from '../../map/vm.ts';
import type { Given, Subject } from '../definition.ts';

/** A place of a VM with what is in it. */
export interface Drive {
  readonly ref: Ref;
  readonly vbd: Properties;
  readonly disk: Ref | undefined;
}

export const hasDevices = ({ object }: Subject): boolean =>
  !flag(object, 'is_a_snapshot') && !flag(object, 'is_control_domain');

/** Why a machine takes no device while it runs: its guest has neither the tools nor says that it can (xapi_vbd_helpers.ml). */
export function plugRefusal(
  { object, lookup }: Pick<Subject, 'object' | 'lookup'>,
  device: 'vbd' | 'vif',
): Text | undefined {
  if (text(object, 'power_state') !== 'Running' || text(object, 'domain_type') === 'pv')
    return undefined;
  const guest = follow(lookup, object, 'guest_metrics');
  const says = text(guest, `can_use_hotplug_${device}`);
  if (says === 'yes' || (says !== 'no' && hasTools(guest))) return undefined;
  return say('refusal.toolsDoNotRun');
}

/** The memory of a suspended machine knows its CDs and its disks: none comes or goes. */
export const suspendedRefusal = ({ object }: Subject): Text | undefined =>
  text(object, 'power_state') === 'Suspended' ? say('refusal.suspended') : undefined;

export function drives({ object, lookup }: Subject, type: 'CD' | 'Disk'): readonly Drive[] {
  return references(object, 'VBDs').flatMap((ref) => {
    const vbd = lookup.get(ref);
    return vbd === undefined || (text(vbd, 'type') ?? 'Disk') !== type
      ? []
      : [{ ref, vbd, disk: reference(vbd['VDI']) }];
  });
}

/** The disks of a VM to choose from: few, and known. */
export function driveInput(subject: Subject): ChoiceInput {
  return {
    name: 'disk',
    label: say('input.disk'),
    type: 'choice',
    required: true,
    options: drives(subject, 'Disk').map((drive) => option(drive, subject)),
  };
}

function option({ ref, vbd, disk }: Drive, { lookup }: Subject): ChoiceOption {
  const vdi = disk === undefined ? undefined : lookup.get(disk);
  const device = text(vbd, 'device') ?? text(vbd, 'userdevice') ?? '';
  const bytes = number(vdi, 'virtual_size');
  return {
    value: ref,
    label: optionLabel(device, disk === undefined ? undefined : nameOf(disk, vdi), bytes),
  };
}

function optionLabel(device: string, disk: string | undefined, size: number | undefined): Text {
  if (disk === undefined) return say('input.disk.optionEmpty', { device });
  return size === undefined
    ? say('input.disk.option', { device, disk })
    : say('input.disk.optionSized', { device, disk, size });
}

/** The drive that was chosen. */
export function chosenDrive(work: Given): Drive | undefined {
  const picked = work.picked('disk');
  return drives(work, 'Disk').find(({ ref }) => ref === picked);
}

export function driveName(work: Given, drive: Drive | undefined): Text {
  return drive?.disk === undefined
    ? say('part.aDisk')
    : nameOf(drive.disk, work.lookup.get(drive.disk));
}

/** The disks that only this VM uses; CDs belong to nobody. */
export function ownDisks(subject: Subject): readonly Ref[] {
  return drives(subject, 'Disk').flatMap(({ disk }) =>
    disk === undefined || list(subject.lookup.get(disk), 'VBDs').length > 1 ? [] : [disk],
  );
}

/** Every disk that a place of the VM holds, whoever has it too; CDs are none. */
export function mappedDisks({ object, lookup }: Subject): readonly Ref[] {
  const disks = references(object, 'VBDs').flatMap((ref) => {
    const vbd = lookup.get(ref);
    return vbd === undefined || text(vbd, 'type') === 'CD' || flag(vbd, 'empty')
      ? []
      : (reference(vbd['VDI']) ?? []);
  });
  return [...new Set(disks)];
}

/** The disks of the VM's snapshots. */
export function snapshotDisks({ object, ...subject }: Subject): readonly Ref[] {
  return references(object, 'snapshots').flatMap((ref) =>
    mappedDisks({ ...subject, ref, object: subject.lookup.get(ref) ?? {} }),
  );
}
