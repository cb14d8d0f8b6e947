import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualMachine } from '../estate/entity.ts';
import { all, textOf, type Node } from '../test-client.ts';
import { OperationsBench, type TaskResult } from '../test-operations.ts';

/** Devices that few machines have, and how a machine boots. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const target = (vm: VirtualMachine) => ['VirtualMachine', vm.id] as const;
const reconfigure = (vm: VirtualMachine, spec: string): Promise<TaskResult> =>
  bench.run('ReconfigVM_Task', target(vm), `<spec>${spec}</spec>`);
const change = (operation: string, device: string): string =>
  `<deviceChange><operation>${operation}</operation>${device}</deviceChange>`;
const device = (type: string, key: number, more = ''): string =>
  `<device xsi:type="${type}"><key>${key}</key>${more}</device>`;

async function devicesOf(vm: VirtualMachine, type: string): Promise<readonly Node[]> {
  const { children } = await bench.read(target(vm), 'config.hardware.device');
  return children.filter((one) => one.attributes['xsi:type'] === type);
}

const backing = (type: string, content: string): string =>
  `<backing xsi:type="${type}">${content}</backing>`;
const uri = (service: string): string =>
  backing(
    'VirtualSerialPortURIBackingInfo',
    `<serviceURI>${service}</serviceURI><direction>server</direction>`,
  );
const port = (key: number, content: string): string =>
  device('VirtualSerialPort', key, `${content}<yieldOnPoll>true</yieldOnPoll>`);

describe('devices', () => {
  test('a serial port is added, connected with a file, and removed; its controller names it', async () => {
    const vm = bench.off();
    expect((await reconfigure(vm, change('add', port(-1, uri('telnet://:1'))))).state).toBe(
      'success',
    );
    const [added] = await devicesOf(vm, 'VirtualSerialPort');
    expect(textOf(added as Node, 'summary')).toBe('Remote telnet://:1');
    const [sio] = await devicesOf(vm, 'VirtualSIOController');
    expect(textOf(sio as Node, 'device')).toBe('9000');
    const file = `[${vm.disks[0]?.datastore.name ?? ''}] ${vm.fileName}/serial.log`;
    const toFile = backing('VirtualSerialPortFileBackingInfo', `<fileName>${file}</fileName>`);
    expect((await reconfigure(vm, change('edit', port(9000, toFile)))).state).toBe('success');
    const [edited] = await devicesOf(vm, 'VirtualSerialPort');
    expect(textOf(edited as Node, 'summary')).toBe(`File ${file}`);
    expect((await reconfigure(vm, change('remove', port(9000, '')))).state).toBe('success');
    expect(await devicesOf(vm, 'VirtualSerialPort')).toEqual([]);
    expect((await reconfigure(vm, change('remove', port(9000, '')))).fault).toBe(
      'InvalidDeviceSpec',
    );
  });

  test('there is one USB controller of a kind, and no device is added to what runs', async () => {
    const vm = bench.off();
    const usb = change('add', device('VirtualUSBController', -1, '<busNumber>0</busNumber>'));
    expect((await reconfigure(vm, usb)).state).toBe('success');
    expect((await reconfigure(vm, usb)).fault).toBe('TooManyDevices');
    const xhci = change('add', device('VirtualUSBXHCIController', -1, '<busNumber>0</busNumber>'));
    expect((await reconfigure(vm, xhci)).state).toBe('success');
    expect(await devicesOf(vm, 'VirtualUSBXHCIController')).toHaveLength(1);
    expect((await reconfigure(bench.on(), usb)).fault).toBe('DeviceHotPlugNotSupported');
  });

  test('a floppy drive takes an image that is there', async () => {
    const vm = bench.off();
    expect((await reconfigure(vm, change('add', device('VirtualFloppy', -1)))).state).toBe(
      'success',
    );
    const file = `[${vm.disks[0]?.datastore.name ?? ''}] none.flp`;
    const image = backing('VirtualFloppyImageBackingInfo', `<fileName>${file}</fileName>`);
    const insert = change('edit', device('VirtualFloppy', 8000, image));
    expect((await reconfigure(vm, insert)).fault).toBe('FileNotFound');
    const wrong = change('edit', device('VirtualFloppy', 8000, uri('x')));
    expect((await reconfigure(vm, wrong)).fault).toBe('InvalidDeviceBacking');
  });
});

describe('boot', () => {
  const order = (type: string, key?: number): string =>
    `<bootOptions><bootOrder xsi:type="${type}">${key === undefined ? '' : `<deviceKey>${key}</deviceKey>`}</bootOrder></bootOptions>`;
  const orderOf = async (vm: VirtualMachine): Promise<readonly string[]> =>
    all(await bench.read(target(vm), 'config.bootOptions'), 'deviceKey').map(({ text }) => text);

  test('from the devices that are named, until the order is taken away', async () => {
    const vm = bench.off();
    const [{ key } = { key: 0 }] = vm.disks;
    const disk = 'VirtualMachineBootOptionsBootableDiskDevice';
    expect((await reconfigure(vm, order(disk, key))).state).toBe('success');
    expect(await orderOf(vm)).toEqual([String(key)]);
    expect((await reconfigure(vm, order(disk, 1))).fault).toBe('InvalidArgument');
    const none = 'VirtualMachineBootOptionsBootableDevice';
    expect((await reconfigure(vm, order(none))).state).toBe('success');
    expect(await orderOf(vm)).toEqual([]);
  });

  test('secure with EFI only, and by another firmware when it is off only', async () => {
    const vm = bench.off();
    const secure = (on: boolean): string =>
      `<bootOptions><efiSecureBootEnabled>${on}</efiSecureBootEnabled></bootOptions>`;
    const firmware = (name: string): string => `<firmware>${name}</firmware>`;
    expect((await reconfigure(vm, firmware('bios'))).state).toBe('success');
    expect((await bench.read(target(vm), 'config.bootOptions.efiSecureBootEnabled')).text).toBe(
      'false',
    );
    expect((await reconfigure(vm, secure(true))).fault).toBe('InvalidVmConfig');
    expect((await reconfigure(vm, secure(true) + firmware('efi'))).state).toBe('success');
    expect((await bench.read(target(vm), 'config.firmware')).text).toBe('efi');
    expect((await reconfigure(vm, firmware('openfirmware'))).fault).toBe('InvalidArgument');
    const running = bench.on(({ boot }) => boot.firmware === 'efi');
    expect((await reconfigure(running, firmware('bios'))).fault).toBe('InvalidPowerState');
  });
});
