import { describe, expect, it } from 'vitest';
import type { Properties } from './object-update.ts';
import { valueAtPath } from './value-at-path.ts';

const properties: Properties = {
  name: 'web-01',
  'config.hardware': {
    $type: 'VirtualHardware',
    numCPU: 4,
    device: [
      { $type: 'VirtualDisk', key: 2000, backing: { $type: 'Backing', fileName: '[a] b.vmdk' } },
      { $type: 'VirtualE1000', key: 4000 },
    ],
  },
  other_config: { $type: 'map', 'XenCenter.CustomFields.owner': 'Ada', $$type: 'an entry' },
  'guest.disk': [{ $type: 'GuestDiskInfo', diskPath: '/' }],
};

describe('the value at a native path', () => {
  it.each([
    ['name', 'web-01'],
    ['config.hardware.numCPU', 4],
    ['config.hardware.device[2000].backing.fileName', '[a] b.vmdk'],
    ['other_config.XenCenter.CustomFields.owner', 'Ada'],
    ['other_config.$type', 'an entry'],
    ['guest.disk[0].diskPath', '/'],
  ])('%s is found from whichever of its beginnings is there', (path, value) => {
    expect(valueAtPath(properties, path)).toBe(value);
  });

  it.each(['', 'config', 'config.hardware.device[1].key.x', 'other_config.owner', 'guest.disk[1]'])(
    '%s is nothing',
    (path) => {
      expect(valueAtPath(properties, path)).toBeUndefined();
    },
  );
});
