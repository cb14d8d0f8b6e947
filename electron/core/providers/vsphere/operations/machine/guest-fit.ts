import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { GuestOsDescriptor, VirtualMachineConfigSpec } from '../../vim25/types.gen.ts';
import { guestDescriptors } from '../choices/guests.ts';
import type { Work } from '../definition.ts';

type Guest = GuestOsDescriptor | undefined;

/**
 * Firmware as it was chosen, else as it is recommended for the guest, and secure boot, which is a matter of EFI.
 * @throws MorefException `invalid` for what the guest does not boot by (GuestOsDescriptor.supportedFirmware, supportsSecureBoot)
 */
export function firmwareOf(
  work: Work,
  guest: Guest,
): Pick<VirtualMachineConfigSpec, 'firmware' | 'bootOptions'> {
  const firmware = wantedFirmware(work, guest);
  const supported = guest?.supportedFirmware ?? [];
  const system = guest?.fullName ?? work.text('guest');
  if (firmware !== undefined && supported.length > 0 && !supported.includes(firmware))
    throw invalid(work, say('error.firmware', { guest: system, firmware: firmware.toUpperCase() }));
  const secure = work.flag('secureBoot');
  if (secure && (firmware !== 'efi' || guest?.supportsSecureBoot === false))
    throw invalid(work, say('error.secureBoot', { guest: system }));
  return {
    ...onlyDefined({ firmware }),
    ...(secure && {
      bootOptions: { $type: 'VirtualMachineBootOptions', efiSecureBootEnabled: true },
    }),
  };
}

function wantedFirmware(work: Work, guest: Guest): string | undefined {
  const chosen = work.text('firmware');
  return chosen === 'bios' || chosen === 'efi' ? chosen : guest?.recommendedFirmware;
}

/** What the guest can make no use of, or cannot start with. The server makes the machine all the same. */
export async function guestFindings(work: Work): Promise<readonly PlanFinding[]> {
  const guest = (await guestDescriptors(work)).find(({ id }) => id === work.text('guest'));
  if (guest === undefined) return [];
  const { fullName, supportedMaxCPUs: cpus, supportedMinMemMB: least } = guest;
  const warning = (message: Text): PlanFinding => ({ severity: 'warning', message });
  const memory = work.number('memoryMiB') ?? 0;
  return [
    ...(cpus > 0 && (work.number('cpus') ?? 1) > cpus
      ? [warning(say('finding.guestCpus', { guest: fullName, most: cpus }))]
      : []),
    ...(least > memory
      ? [warning(say('finding.guestMemory', { guest: fullName, least: least * 1024 ** 2 }))]
      : []),
  ];
}

function invalid({ ref }: Work, message: Text): MorefException {
  return new MorefException({ kind: 'invalid', message, ref });
}
