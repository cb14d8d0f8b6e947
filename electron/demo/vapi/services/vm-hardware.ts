import { on } from '../server/call.ts';
import type { Call, Handler, Service } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';
import { readableVm } from './find.ts';
import { readData } from './vim-values.ts';
import type { VimValue } from './vim-values.ts';
import { devicesOf } from './vm-devices.ts';
import type { DeviceKind } from './vm-devices.ts';
import { bootInfo, cpuInfo, hardwareInfo, memoryInfo } from './vm-info.ts';

/** `com.vmware.vcenter.vm.hardware` and what is below it, for reading. */

interface ByVm {
  readonly vm: string;
}

/** A part of a VM's configuration. */
function fromConfig(describe: (config: VimValue) => object): Handler {
  return on(({ vm: id }: ByVm, call) => describe(readData(call, readableVm(call, id), 'config')));
}

export const hardware: Service = { get: fromConfig(hardwareInfo) };
export const boot: Service = { get: fromConfig(bootInfo) };
export const bootDevice: Service = { get: fromConfig(() => []) };
export const cpu: Service = { get: fromConfig(cpuInfo) };
export const memory: Service = { get: fromConfig(memoryInfo) };

function findDevice(call: Call, options: { vm: string; key: string; kind: DeviceKind }): object {
  const { vm, key, kind } = options;
  const device = devicesOf(call, readableVm(call, vm), kind).get(key);
  if (device === undefined) {
    throw new VapiError('not_found', [
      message(
        'com.vmware.api.vcenter.vm.hardware.device_not_found',
        `Virtual device with identifier '${key}' does not exist.`,
        [key],
      ),
    ]);
  }
  return device;
}

/**
 * The service of one kind of devices.
 *
 * @param parameter what the operations call a device's identifier
 */
function deviceService(kind: DeviceKind, parameter: string): Service {
  return {
    list: on(({ vm: id }: ByVm, call) =>
      [...devicesOf(call, readableVm(call, id), kind).keys()].map((key) => ({ [parameter]: key })),
    ),
    get: on((input: Readonly<Record<string, string>>, call) =>
      findDevice(call, { vm: input.vm ?? '', key: input[parameter] ?? '', kind }),
    ),
  };
}

/** Services of devices, by the names that follow `com.vmware.vcenter.vm.hardware.`. */
export const deviceServices: Readonly<Record<string, Service>> = {
  disk: deviceService('disks', 'disk'),
  ethernet: deviceService('nics', 'nic'),
  cdrom: deviceService('cdroms', 'cdrom'),
  floppy: deviceService('floppies', 'floppy'),
  parallel: deviceService('parallel_ports', 'port'),
  serial: deviceService('serial_ports', 'port'),
  'adapter.scsi': deviceService('scsi_adapters', 'adapter'),
  'adapter.sata': deviceService('sata_adapters', 'adapter'),
  'adapter.nvme': deviceService('nvme_adapters', 'adapter'),
};
