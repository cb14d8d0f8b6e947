import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { mapRow } from './map-row.ts';

const to = (type: string, value: string) => ({ $type: 'ManagedObjectReference', type, value });
const nothing = { get: () => undefined, ofType: () => [] };
const row = (ref: string, properties: Properties) =>
  spoken(mapRow(ref as Ref, properties, nothing));

const webServer: Properties = {
  name: 'fra-web-014',
  parent: to('Folder', 'group-v3'),
  resourcePool: to('ResourcePool', 'resgroup-8'),
  overallStatus: 'green',
  'runtime.powerState': 'poweredOn',
  'runtime.connectionState': 'connected',
  'runtime.host': to('HostSystem', 'host-20'),
  'config.template': false,
  'summary.config.guestFullName': 'Ubuntu Linux (64-bit)',
  'summary.config.numCpu': 4,
  'summary.config.memorySizeMB': 8192,
  'summary.config.uuid': '4221a9d7-0000-0000-0000-000000000014',
  'summary.quickStats.overallCpuUsage': 312,
  'summary.quickStats.guestMemoryUsage': 2048,
  'guest.toolsRunningStatus': 'guestToolsRunning',
  'guest.hostName': 'fra-web-014.example.org',
  'guest.ipAddress': '10.1.4.14',
};

describe('virtual machines', () => {
  it('maps what lists show', () => {
    expect(row('VirtualMachine:vm-62', webServer)).toEqual({
      ref: 'VirtualMachine:vm-62',
      kind: 'vm',
      name: 'fra-web-014',
      state: 'on',
      health: 'ok',
      parent: 'ResourcePool:resgroup-8',
      otherParents: ['HostSystem:host-20', 'Folder:group-v3'],
      places: {
        machines: {
          parent: 'Folder:group-v3',
          otherParents: ['ResourcePool:resgroup-8', 'HostSystem:host-20'],
        },
      },
      facts: {
        host: 'HostSystem:host-20',
        guestOs: 'Ubuntu Linux (64-bit)',
        hostName: 'fra-web-014.example.org',
        ipAddress: '10.1.4.14',
        cpus: 4,
        memoryMiB: 8192,
        cpuMHz: 312,
        memoryUsedMiB: 2048,
        tools: 'running',
        uuid: '4221a9d7-0000-0000-0000-000000000014',
      },
    });
  });

  it.each([
    ['poweredOff', 'connected', 'off'],
    ['suspended', 'connected', 'suspended'],
    ['poweredOn', 'disconnected', 'disconnected'],
    ['poweredOn', 'orphaned', 'inaccessible'],
    ['poweredOff', 'inaccessible', 'inaccessible'],
    ['poweredOff', 'invalid', 'inaccessible'],
    ['somethingNew', 'connected', 'unknown'],
  ])('%s, %s: %s', (powerState, connectionState, state) => {
    const properties = {
      ...webServer,
      'runtime.powerState': powerState,
      'runtime.connectionState': connectionState,
    };
    expect(row('VirtualMachine:vm-62', properties).state).toBe(state);
  });

  it('places a template below its host', () => {
    const { resourcePool: _none, ...properties }: Properties = {
      ...webServer,
      'config.template': true,
    };
    expect(row('VirtualMachine:vm-9', properties)).toMatchObject({
      kind: 'template',
      parent: 'HostSystem:host-20',
    });
  });

  it('says that a question waits', () => {
    const question = { $type: 'VirtualMachineQuestionInfo', id: '1', text: 'msg.uuid' };
    expect(
      row('VirtualMachine:vm-62', { ...webServer, 'runtime.question': question }).facts.note,
    ).toBe('Waiting for an answer');
  });

  it.each([
    ['guestToolsNotRunning', 'guestToolsCurrent', 'not running'],
    ['guestToolsNotRunning', 'guestToolsNotInstalled', 'not installed'],
    ['guestToolsExecutingScripts', 'guestToolsCurrent', 'starting'],
    ['guestToolsRunning', 'guestToolsUnmanaged', 'running'],
    ['guestToolsRunning', 'guestToolsNeedUpgrade', 'old'],
    ['guestToolsRunning', 'guestToolsSupportedOld', 'old'],
    ['guestToolsNotRunning', 'guestToolsTooOld', 'not running'],
  ])('tools %s, %s: %s', (running, version, tools) => {
    const properties = {
      ...webServer,
      'guest.toolsRunningStatus': running,
      'guest.toolsVersionStatus2': version,
    };
    expect(row('VirtualMachine:vm-62', properties).facts.tools).toBe(tools);
  });

  it('survives an object of which nothing is readable', () => {
    expect(row('VirtualMachine:vm-1', {})).toEqual({
      ref: 'VirtualMachine:vm-1',
      kind: 'vm',
      name: 'vm-1',
      state: 'unknown',
      health: 'unknown',
      parent: null,
      places: { machines: { parent: null } },
      facts: {},
    });
  });
});

describe('names', () => {
  it.each([
    ['a%2fb', 'a/b'],
    ['a%2Fb%5c%25', 'a/b\\%'],
    ['100%', '100%'],
    ['%252f', '%2f'],
    ['%41', '%41'],
  ])('%s is shown as %s', (name, shown) =>
    expect(row('Datacenter:datacenter-2', { name }).name).toBe(shown),
  );
});

describe('hosts', () => {
  it.each([
    ['connected', 'poweredOn', false, 'on'],
    ['connected', 'poweredOn', true, 'maintenance'],
    ['disconnected', 'unknown', true, 'disconnected'],
    ['notResponding', 'unknown', false, 'disconnected'],
    ['connected', 'standBy', false, 'standby'],
  ])('%s, %s, maintenance %s: %s', (connection, power, maintenance, state) => {
    const properties = {
      'runtime.connectionState': connection,
      'runtime.powerState': power,
      'runtime.inMaintenanceMode': maintenance,
    };
    expect(row('HostSystem:host-20', properties).state).toBe(state);
  });

  it('reads 64-bit memory sizes', () => {
    const properties = { 'summary.hardware.memorySize': 549_755_813_888n };
    expect(row('HostSystem:host-20', properties).facts.memoryMiB).toBe(524_288);
  });
});

describe('what does not stand in the tree of hosts and clusters', () => {
  const folder = (parent: Properties[string], ...childType: string[]) =>
    row('Folder:group-1', { name: 'x', ...(parent !== null && { parent }), childType });

  it.each([
    ['the root folder', folder(null, 'Folder', 'Datacenter')],
    [
      'the host folder of a data center',
      folder(to('Datacenter', 'datacenter-2'), 'Folder', 'ComputeResource'),
    ],
    ['folders of virtual machines', folder(to('Folder', 'group-v3'), 'Folder', 'VirtualMachine')],
    [
      'the root pool',
      row('ResourcePool:resgroup-8', { parent: to('ClusterComputeResource', 'domain-c7') }),
    ],
    ['a standalone compute resource', row('ComputeResource:domain-s9', {})],
  ])('%s', (_, mapped) => expect(mapped.hidden).toBe(true));

  it('has the host stand for its compute resource', () => {
    const properties = { host: [to('HostSystem', 'host-30')] };
    expect(row('ComputeResource:domain-s9', properties).standIn).toBe(
      makeRef('HostSystem', 'host-30'),
    );
  });

  it.each([
    ['a folder of hosts', folder(to('Folder', 'group-h4'), 'Folder', 'ComputeResource'), 'x'],
    ['a folder of data centers', folder(to('Folder', 'group-d1'), 'Folder', 'Datacenter'), 'x'],
    [
      'datastores of a data center',
      folder(to('Datacenter', 'datacenter-2'), 'Folder', 'Datastore'),
      'Storage',
    ],
    [
      'networks of a data center',
      folder(to('Datacenter', 'datacenter-2'), 'Folder', 'Network'),
      'Networks',
    ],
  ])('but %s does', (_, mapped, name) => {
    expect(mapped.hidden).toBeUndefined();
    expect(mapped.name).toBe(name);
  });
});

it('shows a type that it does not know', () => {
  expect(row('SupervisorZone:zone-1', { name: 'edge', overallStatus: 'red' })).toMatchObject({
    kind: 'other',
    name: 'edge',
    health: 'error',
  });
});

it('shows a datastore with its space and whether it can be reached', () => {
  expect(
    row('Datastore:datastore-5', {
      name: 'vsan-01',
      'summary.accessible': true,
      'summary.maintenanceMode': 'normal',
      'summary.capacity': 1000n,
      'summary.freeSpace': 400,
    }),
  ).toMatchObject({ state: 'none', facts: { capacityBytes: 1000, freeBytes: 400 } });
  expect(row('Datastore:datastore-5', { 'summary.accessible': false }).state).toBe('inaccessible');
});
