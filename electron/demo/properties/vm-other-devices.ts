import type { VirtualMachine } from '../estate/entity.ts';
import type { OtherDevice } from '../estate/machine/vm-parts.ts';
import { data } from '../wire/value.ts';

/** Devices that every machine has the same, and those that few have. */

export const info = (label: string, summary: string): object => ({ label, summary });

export const ps2Controller = data('VirtualPS2Controller', {
  key: 300,
  deviceInfo: info('PS2 controller 0', 'PS2 controller 0'),
  busNumber: 0,
  device: [600, 700],
});

export const keyboard = data('VirtualKeyboard', {
  key: 600,
  deviceInfo: info('Keyboard ', 'Keyboard'),
  controllerKey: 300,
  unitNumber: 0,
});

export const pointingDevice = data('VirtualPointingDevice', {
  key: 700,
  deviceInfo: info('Pointing device', 'Pointing device; Device'),
  backing: data('VirtualPointingDeviceDeviceBackingInfo', {
    deviceName: '',
    useAutoDetect: false,
    hostPointingDevice: 'autodetect',
  }),
  controllerKey: 300,
  unitNumber: 1,
});

const onSio = ['VirtualFloppy', 'VirtualSerialPort'];

export function sioController({ others }: VirtualMachine): object {
  return data('VirtualSIOController', {
    key: 400,
    deviceInfo: info('SIO controller 0', 'SIO controller 0'),
    busNumber: 0,
    device: others.filter(({ deviceType }) => onSio.includes(deviceType)).map(({ key }) => key),
  });
}

/** As vCenter names them; drives and ports are numbered. */
const labels: Readonly<Record<string, string>> = {
  VirtualFloppy: 'Floppy drive',
  VirtualSerialPort: 'Serial port',
  VirtualUSBController: 'USB controller',
  VirtualUSBXHCIController: 'USB xHCI controller',
  VirtualPrecisionClock: 'Precision clock',
};

function labelOf({ deviceType, key }: OtherDevice): string {
  const label = labels[deviceType] ?? deviceType;
  return onSio.includes(deviceType) ? `${label} ${(key % 1000) + 1}` : label;
}

function summaryOf({ deviceType, backing, settings }: OtherDevice): string {
  switch (backing?.$type) {
    case 'VirtualFloppyImageBackingInfo':
      return `Image ${backing.fileName ?? ''}`;
    case 'VirtualSerialPortFileBackingInfo':
      return `File ${backing.fileName ?? ''}`;
    case 'VirtualSerialPortURIBackingInfo':
      return `Remote ${backing.serviceURI ?? ''}`;
    case undefined:
      return deviceType.startsWith('VirtualUSB')
        ? `Auto connect ${settings.autoConnectDevices === true ? 'Enabled' : 'Disabled'}`
        : (labels[deviceType] ?? '');
    default:
      return backing?.deviceName ?? labels[deviceType] ?? '';
  }
}

/** @param connectInfo makes a VirtualDeviceConnectInfo */
export function otherDevice(
  device: OtherDevice,
  connectInfo: (connected: boolean, atStart: boolean) => object,
): object {
  const { key, deviceType, settings, backing, connected, startConnected } = device;
  const isOnSio = onSio.includes(deviceType);
  return data(deviceType, {
    key,
    deviceInfo: info(labelOf(device), summaryOf(device)),
    ...(backing !== undefined && { backing }),
    ...(isOnSio && { connectable: connectInfo(connected, startConnected) }),
    controllerKey: isOnSio ? 400 : 100,
    unitNumber: isOnSio ? key % 1000 : 22 + (key % 7),
    ...(deviceType.startsWith('VirtualUSB') && { busNumber: 0 }),
    ...(deviceType === 'VirtualSerialPort' && { yieldOnPoll: true }),
    ...settings,
  });
}
