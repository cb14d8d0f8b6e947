import { describe, expect, it } from 'vitest';
import type { VirtualMachineConfigSpec } from '../../vim25/types.gen.ts';
import type { Device } from '../hardware/devices.ts';
import { mergedSpec } from './merge.ts';

const card: Device = {
  $type: 'VirtualVmxnet3',
  key: 4000,
  backing: { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName: 'one' },
  connectable: { $type: 'VirtualDeviceConnectInfo', connected: false },
};

function changing(operation: 'add' | 'edit' | 'remove', ...devices: readonly object[]) {
  return {
    $type: 'VirtualMachineConfigSpec',
    deviceChange: devices.map((device) => ({
      $type: 'VirtualDeviceConfigSpec',
      operation,
      device,
    })),
  } as unknown as VirtualMachineConfigSpec;
}

describe('specs as one', () => {
  it('have the fields of all', () => {
    const spec = mergedSpec(
      [
        { $type: 'VirtualMachineConfigSpec', numCPUs: 2 },
        { $type: 'VirtualMachineConfigSpec', annotation: 'x' },
      ],
      [],
    );
    expect(spec).toEqual({ $type: 'VirtualMachineConfigSpec', numCPUs: 2, annotation: 'x' });
    expect(mergedSpec([], [])).toBeUndefined();
  });

  it('edit a device once, with all that differs from it', () => {
    const backing = { ...card.backing, deviceName: 'two' };
    const connectable = { ...card.connectable, connected: true };
    const spec = mergedSpec(
      [changing('edit', { ...card, backing }), changing('edit', { ...card, connectable })],
      [card],
    );
    expect(spec?.deviceChange).toEqual([
      expect.objectContaining({ operation: 'edit', device: { ...card, backing, connectable } }),
    ]);
  });

  it('do not edit what is removed', () => {
    const edit = changing('edit', { ...card, wakeOnLanEnabled: false });
    for (const specs of [
      [edit, changing('remove', card)],
      [changing('remove', card), edit],
    ])
      expect(mergedSpec(specs, [card])?.deviceChange?.map(({ operation }) => operation)).toEqual([
        'remove',
      ]);
  });

  it('tell new devices apart, and keep each at its own controller', () => {
    const spec = mergedSpec(
      [
        changing('add', { $type: 'VirtualVmxnet3', key: -1 }),
        changing(
          'add',
          { $type: 'ParaVirtualSCSIController', key: -101 },
          { $type: 'VirtualDisk', key: -1, controllerKey: -101 },
        ),
      ],
      [],
    );
    const devices = (spec?.deviceChange ?? []).map(({ device }) => device);
    expect(new Set(devices.map(({ key }) => key)).size).toBe(3);
    expect(devices[2]?.controllerKey).toBe(devices[1]?.key);
  });
});
