import { describe, expect, it } from 'vitest';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { humanise, isOpenable, plainText } from './humanise.ts';

const text = (path: string, value: PropertyValue | undefined) => humanise(path, value).text;

describe('values as people read them', () => {
  it('take their unit from the name of the field, and keep the exact number', () => {
    expect(humanise('summary.config.memorySizeMB', 16384)).toEqual({
      text: '16 GiB',
      exact: '16384',
    });
    expect(text('summary.quickStats.overallCpuUsage', 1234)).toBe('1,234 MHz');
    expect(text('summary.quickStats.guestMemoryUsage', 512)).toBe('512 MiB');
    expect(text('summary.quickStats.uptimeSeconds', 93_784)).toBe('1 d 2 h');
    expect(text('summary.storage.committed', 53_687_091_200)).toBe('50 GiB');
    expect(text('config.hardware.device[2000].capacityInKB', 41_943_040)).toBe('40 GiB');
    expect(text('summary.hardware.cpuMhz', 2600)).toBe('2,600 MHz');
    expect(text('config.hardware.numCPU', 4)).toBe('4');
  });

  it('do not give a size to -1, which stands for no limit', () => {
    expect(text('config.memoryAllocation.limitMB', -1)).toBe('-1');
  });

  it('keep every digit of a 64-bit integer', () => {
    expect(humanise('config.locationId', 9_223_372_036_854_775_807n).exact).toBe(
      '9223372036854775807',
    );
  });

  it('show what is not of its declared type as it came, and mark it', () => {
    const odd = { $type: 'unreadable', declared: 'int', value: 'NaN' } as const;
    expect(humanise('config.hardware.numCPU', odd)).toEqual({
      text: 'NaN',
      mark: 'not readable as int',
    });
    expect(plainText(odd)).toBe('NaN');
    expect(isOpenable(odd)).toBe(false);
    expect(isOpenable({ ...odd, value: { $type: 'DataObject', a: '1' } })).toBe(true);
    for (const damaged of ['a\ufffdb', '\u0001', 'a\ud800'])
      expect(humanise('config.annotation', damaged)).toEqual({
        text: damaged,
        mark: 'holds what is no text',
      });
    expect(humanise('config.annotation', 'two\r\nlines\tand 🦊').mark).toBeUndefined();
  });

  it('show times in local form, with UTC and the text that was sent', () => {
    const ms = Date.UTC(2026, 10, 21, 8, 25, 39, 123);
    const value = { $type: 'dateTime', text: '2026-11-21T08:25:39.123456Z', ms } as const;
    expect(humanise('runtime.bootTime', value).exact).toBe(
      '2026-11-21 08:25:39.123 UTC\n2026-11-21T08:25:39.123456Z',
    );
    expect(plainText(value)).toBe('2026-11-21T08:25:39.123456Z');
  });

  it('name objects by what distinguishes them, and count lists', () => {
    const disk = {
      $type: 'VirtualDisk',
      key: 2000,
      deviceInfo: { $type: 'Description', label: 'Hard disk 1', summary: '40 GB' },
    };
    expect(text('config.hardware.device[2000]', disk)).toBe('VirtualDisk · Hard disk 1');
    expect(text('config.hardware.device', [disk])).toBe('1 item');
    expect(text('guest.ipAddress', ['10.0.0.1', 'fe80::1'])).toBe('2 items: 10.0.0.1, fe80::1');
    expect([isOpenable(disk), isOpenable([]), isOpenable(5)]).toEqual([true, false, false]);
  });

  it('tell unset, empty and false apart', () => {
    expect([text('a', undefined), text('a', ''), text('a', []), text('a', false)]).toEqual([
      'unset',
      'empty text',
      'empty list',
      'No',
    ]);
  });

  it('show the entries of a map, which has no type of its own', () => {
    const map = (more: object) => text('other_config', { $type: 'map', ...more });
    expect(map({})).toBe('empty map');
    expect(map({ folder: '/Sales' })).toBe('folder: /Sales');
    expect(map({ a: '1', b: '2' })).toBe('2 entries: a, b');
    expect(map(Object.fromEntries('abcdef'.split('').map((key) => [key, ''])))).toBe(
      '6 entries: a, b, c, d, e, …',
    );
  });

  it('copy as text that holds everything', () => {
    expect(plainText({ $type: 'X', big: 5n, list: [1] })).toBe(
      JSON.stringify({ $type: 'X', big: '5', list: [1] }, null, 2),
    );
    expect(plainText({ $type: 'base64Binary', base64: 'AAE=' })).toBe('AAE=');
    expect(text('x', { $type: 'base64Binary', base64: 'AAE=' })).toBe('2 bytes');
  });
});
