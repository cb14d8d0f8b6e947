import type { VirtualMachine } from '../../estate/entity.ts';
import type { Call } from '../server/call.ts';
import { powerStates } from './states.ts';
import { number, part, readData, text } from './vim-values.ts';
import type { VimValue } from './vim-values.ts';
import { allDevices } from './vm-devices.ts';

/** What `com.vmware.vcenter.VM.get` and the services of its parts tell, from the VM's vim25 configuration. */

const guestNames: Readonly<Record<string, string>> = {
  windows2019srv_64Guest: 'WINDOWS_SERVER_2019',
  windows2019srvNext_64Guest: 'WINDOWS_SERVER_2021',
  windows2022srvNext_64Guest: 'WINDOWS_SERVER_2025',
  vmwarePhoton64Guest: 'VMWARE_PHOTON_64',
  windows9Server64Guest: 'WINDOWS_9_SERVER_64',
  windows11_64Guest: 'WINDOWS_11_64',
  ubuntu64Guest: 'UBUNTU_64',
  otherGuest64: 'OTHER_64',
  otherLinux64Guest: 'OTHER_LINUX_64',
};

/** `com.vmware.vcenter.vm.guest_OS`: `rhel9_64Guest` is RHEL_9_64. */
export function guestName(guestId: string): string {
  const regular = /^([a-z]+)(\d+)_64Guest$/.exec(guestId);
  const derived = regular === null ? 'OTHER_64' : `${regular[1]?.toUpperCase()}_${regular[2]}_64`;
  return guestNames[guestId] ?? derived;
}

export function hardwareInfo(config: VimValue): object {
  return {
    version: `VMX_${text(config, 'version').replace('vmx-', '').padStart(2, '0')}`,
    upgrade_policy: 'NEVER',
    upgrade_status: 'NONE',
  };
}

export function bootInfo(config: VimValue): object {
  const options = part(config, 'bootOptions');
  const isEfi = text(config, 'firmware') === 'efi';
  return {
    type: isEfi ? 'EFI' : 'BIOS',
    efi_legacy_boot: isEfi ? false : undefined,
    network_protocol: isEfi ? 'IPV4' : undefined,
    delay: number(options, 'bootDelay'),
    retry: options.bootRetryEnabled === true,
    retry_delay: number(options, 'bootRetryDelay'),
    enter_setup_mode: options.enterBIOSSetup === true,
  };
}

export function cpuInfo(config: VimValue): object {
  const hardware = part(config, 'hardware');
  return {
    count: number(hardware, 'numCPU'),
    cores_per_socket: number(hardware, 'numCoresPerSocket'),
    hot_add_enabled: config.cpuHotAddEnabled === true,
    hot_remove_enabled: config.cpuHotRemoveEnabled === true,
  };
}

export function memoryInfo(config: VimValue): object {
  const isHot = config.memoryHotAddEnabled === true;
  return {
    size_MiB: number(part(config, 'hardware'), 'memoryMB'),
    hot_add_enabled: isHot,
    hot_add_increment_size_MiB: isHot ? number(config, 'hotPlugMemoryIncrementSize') : undefined,
    hot_add_limit_MiB: isHot ? number(config, 'hotPlugMemoryLimit') : undefined,
  };
}

export function vmInfo(call: Call, vm: VirtualMachine): object {
  const config = readData(call, vm, 'config');
  return {
    guest_OS: guestName(text(config, 'guestId')),
    name: vm.name,
    identity: {
      name: vm.name,
      bios_uuid: text(config, 'uuid'),
      instance_uuid: text(config, 'instanceUuid'),
    },
    power_state: powerStates[vm.power],
    instant_clone_frozen: false,
    hardware: hardwareInfo(config),
    boot: bootInfo(config),
    boot_devices: [],
    cpu: cpuInfo(config),
    memory: memoryInfo(config),
    ...allDevices(call, vm),
  };
}
