import { enumValues } from '../../api/model.ts';
import { guests } from '../../generate/catalog.ts';
import { invalidArgument } from '../../wire/fault.ts';
import type { GuestOs } from '../entity.ts';

/** The guest operating systems that a VM can be made for. */

const extra: readonly GuestOs[] = [
  ['debian11_64Guest', 'Debian GNU/Linux 11 (64-bit)', 'linuxGuest'] as const,
  ['oracleLinux9_64Guest', 'Oracle Linux 9 (64-bit)', 'linuxGuest'] as const,
  ['rockylinux_64Guest', 'Rocky Linux (64-bit)', 'linuxGuest'] as const,
  ['almalinux_64Guest', 'AlmaLinux (64-bit)', 'linuxGuest'] as const,
  ['other5xLinux64Guest', 'Other 5.x or later Linux (64-bit)', 'linuxGuest'] as const,
  ['otherLinux64Guest', 'Other Linux (64-bit)', 'linuxGuest'] as const,
  ['windows9_64Guest', 'Microsoft Windows 10 (64-bit)', 'windowsGuest'] as const,
  ['windows2022srvNext_64Guest', 'Microsoft Windows Server 2025 (64-bit)', 'windowsGuest'] as const,
  ['otherGuest64', 'Other (64-bit)', 'otherGuest'] as const,
  ['otherGuest', 'Other (32-bit)', 'otherGuest'] as const,
].map(([guestId, fullName, family]) => ({ guestId, fullName, family, detail: '' }));

/** What a new VM is offered, as QueryConfigOption lists it. */
export const offeredGuests: readonly GuestOs[] = [...Object.values(guests), ...extra];

const byId = new Map(offeredGuests.map((guest) => [guest.guestId, guest]));

/**
 * The system of a guest id; ids that the catalog lacks but the API knows are named by themselves.
 *
 * @throws VimFault InvalidArgument
 */
export function guestOs(guestId: string): GuestOs {
  const known = byId.get(guestId);
  if (known !== undefined) {
    return known;
  }
  if (!enumValues('VirtualMachineGuestOsIdentifier').includes(guestId)) {
    throw invalidArgument('configSpec.guestId');
  }
  const family = guestId.startsWith('win')
    ? 'windowsGuest'
    : /linux|rhel|sles|ubuntu|debian|centos|fedora|suse|photon/i.test(guestId)
      ? 'linuxGuest'
      : 'otherGuest';
  const made: GuestOs = { guestId, fullName: guestId, family, detail: '' };
  byId.set(guestId, made);
  return made;
}
