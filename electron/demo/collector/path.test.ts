import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePath, follow, isBelow } from './path.ts';

test('paths are checked against the model, keys included', () => {
  expect(
    compilePath('VirtualMachine', 'config.hardware.device[4000].deviceInfo.label').spec.type,
  ).toBe('string');
  expect(compilePath('VirtualMachine', 'config.hardware.device').spec).toMatchObject({
    type: 'VirtualDevice',
    isArray: true,
  });
  expect(compilePath('Datastore', 'host["host-12"].mountInfo').spec.type).toBe('HostMountInfo');
  // A field of a subtype: what config.hardware.device[2000] really is
  expect(compilePath('VirtualMachine', 'config.hardware.device[2000].capacityInKB').spec.type).toBe(
    'long',
  );
});

test.each([
  '',
  '.',
  'nonsense',
  'runtime.',
  'runtime..host',
  'runtime[1]',
  'config.hardware.device["4000"]',
  'host[host-12]',
  'config.hardware.device.key',
  'host.name',
  'config.extraConfig["a',
])('InvalidProperty: %j', (text) => {
  expect(() => compilePath('VirtualMachine', text)).toThrow('property name');
});

test('any key of extraConfig is found again', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const quoted = key.replace(/["\\]/g, (c) => `\\${c}`);
      const path = compilePath('VirtualMachine', `config.extraConfig["${quoted}"].value`);
      const config = {
        extraConfig: [
          { key: `${key}x`, value: 'other' },
          { key, value: 'mine' },
        ],
      };
      expect(follow(path, () => config)).toEqual({ value: 'mine', parentUnset: false });
    }),
  );
});

test('an unset parent is distinguished from an unset leaf', () => {
  const path = compilePath('VirtualMachine', 'config.cpuAffinity.affinitySet');
  expect(follow(path, () => ({})).parentUnset).toBe(true);
  expect(follow(path, () => ({ cpuAffinity: {} })).parentUnset).toBe(false);
});

test('a path lies below itself, its parents and arrays, and not below a neighbour', () => {
  expect(isBelow('runtime.host', 'runtime')).toBe(true);
  expect(isBelow('vm["vm-1"]', 'vm')).toBe(true);
  expect(isBelow('runtimeX', 'runtime')).toBe(false);
});
