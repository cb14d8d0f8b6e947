import { describe, expect, it } from 'vitest';
import { vsphere } from './vsphere/provider.ts';
import { xenserver } from './xenserver/provider.ts';

const of = (provider: typeof vsphere, path: string) =>
  Object.fromEntries(provider.nativePaths?.(path.split('.')) ?? []);

describe('native paths of vSphere', () => {
  it('are known by type, be they cached or not', () => {
    expect(of(vsphere, 'config.version')).toEqual({ VirtualMachine: {} });
    expect(of(vsphere, 'config.firmware')).toEqual({
      VirtualMachine: { read: 'config.firmware' },
    });
    expect(of(vsphere, 'summary.capacity')['Datastore']).toEqual({});
    expect(Object.keys(of(vsphere, 'name')).length).toBeGreaterThan(10);
  });

  it('lead through lists and into subtypes, as far as a server can be asked', () => {
    expect(of(vsphere, 'config.hardware.device.macAddress')).toEqual({
      VirtualMachine: { read: 'config.hardware.device' },
    });
    expect(of(vsphere, 'config.hardware.device[4000].deviceInfo.label')).toEqual({
      VirtualMachine: { read: 'config.hardware.device' },
    });
    expect(
      of(vsphere, 'config.defaultPortConfig.vlan.vlanId')['DistributedVirtualPortgroup'],
    ).toEqual({ read: 'config.defaultPortConfig' });
  });

  it.each(['config.verison', 'nothing', 'runtime.host.name', 'constructor', 'config.constructor'])(
    '%s is none',
    (path) => {
      expect(of(vsphere, path)).toEqual({});
    },
  );
});

describe('native paths of XenServer', () => {
  it('are fields, keys of maps and what getters answer', () => {
    expect(of(xenserver, 'power_state')).toEqual({ VM: {} });
    expect(of(xenserver, 'platform')['VM']).toEqual({});
    expect(of(xenserver, 'other_config.folder')['VM']).toEqual({});
    expect(of(xenserver, 'allowed_VIF_devices')).toEqual({
      VM: { read: 'allowed_VIF_devices' },
    });
  });

  it.each(['powerstate', 'power_state.x', 'resident_on.name_label'])('%s is none', (path) => {
    expect(of(xenserver, path)).toEqual({});
  });
});
