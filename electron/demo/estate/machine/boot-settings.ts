import { invalidArgument, VimFault } from '../../wire/fault.ts';
import type { BootDevice, BootSettings, PowerState, VmConfig } from './vm-parts.ts';

/** How a VM boots: `firmware` and `bootOptions` of a configuration. */

export interface BootSpec {
  readonly firmware?: string;
  readonly bootOptions?: {
    readonly bootDelay?: bigint;
    readonly enterBIOSSetup?: boolean;
    readonly efiSecureBootEnabled?: boolean;
    readonly bootRetryEnabled?: boolean;
    readonly bootRetryDelay?: bigint;
    readonly bootOrder?: readonly BootDevice[];
    readonly networkBootProtocol?: string;
  };
}

/** Of a machine that nobody has said anything about. */
export const plainBoot: BootSettings = {
  firmware: 'bios',
  secure: false,
  delay: 0,
  enterSetup: false,
  retry: false,
  retryDelay: 10_000,
  order: [],
  protocol: 'ipv4',
};

/** As vCenter's own forms make new machines. */
export const efiBoot: BootSettings = { ...plainBoot, firmware: 'efi', secure: true };

/** What a device of the boot order has to be. */
const listOf: Readonly<Record<string, (config: VmConfig) => readonly { readonly key: number }[]>> =
  {
    VirtualMachineBootOptionsBootableDiskDevice: ({ disks }) => disks,
    VirtualMachineBootOptionsBootableEthernetDevice: ({ nics }) => nics,
  };

/** @throws VimFault InvalidArgument for a device that is not there */
function orderOf(wanted: readonly BootDevice[], config: VmConfig): readonly BootDevice[] {
  const named = wanted.filter(({ $type }) => $type !== 'VirtualMachineBootOptionsBootableDevice');
  for (const { $type, deviceKey } of named) {
    const list = listOf[$type]?.(config);
    if (list !== undefined && !list.some(({ key }) => key === deviceKey))
      throw invalidArgument('configSpec.bootOptions.bootOrder');
  }
  // An entry of the base type alone, or none at all, takes the order away
  return named;
}

function firmwareOf({ firmware }: BootSpec, before: BootSettings): BootSettings['firmware'] {
  if (firmware === undefined || firmware === '') return before.firmware;
  if (firmware !== 'bios' && firmware !== 'efi') throw invalidArgument('configSpec.firmware');
  return firmware;
}

/** @throws VimFault InvalidArgument, InvalidVmConfig, InvalidPowerState for another firmware of what runs */
export function bootWith(
  spec: BootSpec,
  vm: { readonly power: PowerState },
  config: VmConfig,
): BootSettings {
  const before = config.boot;
  const { bootOptions: options = {} } = spec;
  const firmware = firmwareOf(spec, before);
  const secure = options.efiSecureBootEnabled ?? (firmware === 'efi' && before.secure);
  if (secure && firmware !== 'efi') {
    throw new VimFault('InvalidVmConfig', 'Secure boot needs the firmware EFI.', {
      property: 'configSpec.bootOptions.efiSecureBootEnabled',
    });
  }
  if (vm.power !== 'poweredOff' && (firmware !== before.firmware || secure !== before.secure)) {
    throw new VimFault(
      'InvalidPowerState',
      'The attempted operation cannot be performed in the current state (Powered on).',
      { requestedState: 'poweredOff', existingState: vm.power },
    );
  }
  return {
    firmware,
    secure,
    delay: Number(options.bootDelay ?? before.delay),
    enterSetup: options.enterBIOSSetup ?? before.enterSetup,
    retry: options.bootRetryEnabled ?? before.retry,
    retryDelay: Number(options.bootRetryDelay ?? before.retryDelay),
    order: options.bootOrder === undefined ? before.order : orderOf(options.bootOrder, config),
    protocol: options.networkBootProtocol ?? before.protocol,
  };
}
