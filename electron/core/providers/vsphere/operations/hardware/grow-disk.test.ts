import { describe, expect, it } from 'vitest';
import { inEnglish } from '#shared/i18n/english.ts';
import type { Device } from './devices.ts';
import { growRefusal } from './grow-disk.ts';

const ide: Device = { $type: 'VirtualIDEController', key: 200 };
const scsi: Device = { $type: 'ParaVirtualSCSIController', key: 1000 };
const disk = (controllerKey: number, backing: object = {}): Device => ({
  $type: 'VirtualDisk',
  key: 2000,
  controllerKey,
  backing: { $type: 'VirtualDiskFlatVer2BackingInfo', ...backing },
});
const why = (state: string, one: Device): string => {
  const refused = growRefusal({ object: { 'runtime.powerState': state } }, one, [ide, scsi, one]);
  return refused === undefined ? '' : inEnglish(refused);
};

describe('a disk grows', () => {
  it('on SCSI, and on IDE while its machine is off', () => {
    expect(why('poweredOn', disk(1000))).toBe('');
    expect(why('poweredOff', disk(200))).toBe('');
  });

  it('not on IDE while its machine runs', () => {
    expect(why('poweredOn', disk(200))).toMatch(/IDE/);
  });

  it('not where it stands on another disk', () => {
    const parent = { $type: 'VirtualDiskFlatVer2BackingInfo', fileName: '[ds] base/base.vmdk' };
    expect(why('poweredOff', disk(1000, { parent }))).toMatch(/linked clone/);
  });
});
