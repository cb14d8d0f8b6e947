import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { relations } from './relations.ts';

const to = (ref: string): PropertyValue => ({
  $type: 'ManagedObjectReference',
  type: refType(ref as Ref),
  value: refId(ref as Ref),
});

const objects: Record<string, Properties> = {
  'VirtualMachine:vm-1': {
    name: 'web-01',
    'runtime.host': to('HostSystem:host-1'),
    datastore: [to('Datastore:ds-1'), to('Datastore:gone')],
    network: [to('Network:net-1')],
  },
  'VirtualMachine:vm-2': { name: 'db-01', datastore: [to('Datastore:ds-1')] },
  'HostSystem:host-1': { name: 'esx-01', datastore: [to('Datastore:ds-1')] },
  'Datastore:ds-1': { name: 'fast', 'summary.type': 'VMFS', 'summary.capacity': 10 },
  'Network:net-1': { name: 'VM Network' },
};

const lookup = {
  get: (ref: Ref) => objects[ref],
  ofType: (type: string) => (Object.keys(objects) as Ref[]).filter((ref) => refType(ref) === type),
};

const of = (ref: string) =>
  relations(ref as Ref, objects[ref] ?? {}, lookup).map(({ id, entries }) => [
    id,
    entries.map(({ name }) => name),
  ]);

describe('relations', () => {
  it('lead from a VM to what it needs', () => {
    expect(of('VirtualMachine:vm-1')).toEqual([
      ['hosts', ['esx-01']],
      ['datastores', ['fast']],
      ['networks', ['VM Network']],
    ]);
  });

  it('and back from there', () => {
    expect(of('HostSystem:host-1')).toEqual([
      ['vms', ['web-01']],
      ['datastores', ['fast']],
    ]);
    expect(of('Datastore:ds-1')).toEqual([
      ['hosts', ['esx-01']],
      ['vms', ['web-01', 'db-01']],
    ]);
    expect(of('Network:net-1')).toEqual([['vms', ['web-01']]]);
  });

  it('say what a datastore holds, in bytes', () => {
    const [, datastores] = relations(
      'VirtualMachine:vm-1' as Ref,
      objects['VirtualMachine:vm-1'] ?? {},
      lookup,
    );
    expect(datastores?.entries[0]?.cells).toEqual([{ text: 'VMFS' }, { bytes: 10 }, { text: '' }]);
  });
});
