import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { VirtualDeviceConfigSpec } from '../../vim25/types.gen.ts';
import { change, devicesOf, type Device } from './devices.ts';

/** Where a new disk is plugged in. */
export interface DiskSlot {
  readonly controllerKey: number;
  readonly unitNumber: number;
  /** A controller that has to come first. */
  readonly additions: readonly VirtualDeviceConfigSpec[];
  /** What is done first, for the VM of that name. */
  readonly steps: (name: string) => readonly Text[];
}

interface ControllerType {
  readonly type: string;
  readonly units: number;
  /** The controller sits on its own bus, too. */
  readonly own?: number;
}

/** Best first: unit 7 of a SCSI bus is the controller itself (VirtualSCSIController.scsiCtlrUnitNumber). */
const types: readonly ControllerType[] = [
  { type: 'VirtualSCSIController', units: 16, own: 7 },
  { type: 'VirtualNVMEController', units: 15 },
  { type: 'VirtualSATAController', units: 30 },
  { type: 'VirtualIDEController', units: 2 },
];

/** A temporary key, as all new devices have one below zero. */
const newControllerKey = -101;

/** The first free place for a disk; a SCSI controller is added where there is none. @throws MorefException `conflict` */
export function controllerFor(devices: readonly Device[]): DiskSlot {
  for (const { type, units, own } of types) {
    const controllers = devicesOf(devices, type);
    for (const { key } of controllers) {
      const taken = new Set(
        devices
          .filter(({ controllerKey }) => controllerKey === key)
          .map(({ unitNumber }) => unitNumber),
      );
      for (let unit = 0; unit < units; unit += 1) {
        if (unit !== own && !taken.has(unit))
          return { controllerKey: key, unitNumber: unit, additions: [], steps: () => [] };
      }
    }
    // Up to four SCSI buses: a new one is better than a disk on IDE.
    if (type === 'VirtualSCSIController' && controllers.length < 4) {
      const bus = freeBus(controllers);
      if (controllers.length === 0 && hasOther(devices)) continue;
      return {
        controllerKey: newControllerKey,
        unitNumber: 0,
        additions: [change('add', scsiController(newControllerKey, bus))],
        steps: (name) => [say('step.disk.addController', { name })],
      };
    }
  }
  const message = say('error.noController');
  throw new MorefException({ kind: 'conflict', message });
}

export function scsiController(key: number, busNumber: number, type = 'ParaVirtualSCSIController') {
  return { $type: type, key, busNumber, sharedBus: 'noSharing' } as const;
}

function freeBus(controllers: readonly Device[]): number {
  const taken = new Set(controllers.map((one) => one['busNumber']));
  return [0, 1, 2, 3].find((bus) => !taken.has(bus)) ?? 0;
}

/** A VM that boots from NVMe or SATA goes on with it: its guest may lack the SCSI driver. */
function hasOther(devices: readonly Device[]): boolean {
  return ['VirtualNVMEController', 'VirtualSATAController'].some((type) =>
    devicesOf(devices, type).some(({ key }) =>
      devicesOf(devices, 'VirtualDisk').some(({ controllerKey }) => controllerKey === key),
    ),
  );
}
