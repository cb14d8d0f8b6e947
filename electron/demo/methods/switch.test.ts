import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DistributedSwitch, Managed, Network } from '../estate/entity.ts';
import { usualLab } from '../generate/lab.ts';
import { all, first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

let bench: OperationsBench;
let folder: Managed;

beforeAll(async () => {
  bench = await OperationsBench.start({ lab: usualLab });
  folder = named('Folder', 'network');
});

afterAll(() => bench.close());

function named(type: string, name: string): Managed {
  for (const object of bench.demo.estate.objects.values())
    if (object.type === type && 'name' in object && object.name === name) return object;
  throw new Error(`There is no ${type} ${name}.`);
}

const dvsNamed = (name: string) => named(dvsType, name) as DistributedSwitch;
const groupNamed = (name: string) => named(groupType, name) as Network;

const dvsType = 'VmwareDistributedVirtualSwitch';
const groupType = 'DistributedVirtualPortgroup';

const createSwitch = async (name: string) =>
  (
    await bench.run(
      'CreateDVS_Task',
      ['Folder', folder.id],
      `<spec><configSpec xsi:type="VMwareDVSConfigSpec"><name>${name}</name><maxMtu>1500</maxMtu></configSpec><productInfo><version>6.6.0</version></productInfo></spec>`,
    )
  ).fault;

const member = (operation: string, id: string): string =>
  `<spec xsi:type="VMwareDVSConfigSpec"><host><operation>${operation}</operation><host type="HostSystem">${id}</host></host></spec>`;

const addGroup = async (dvs: DistributedSwitch, name: string, more = '<type>earlyBinding</type>') =>
  (
    await bench.run(
      'AddDVPortgroup_Task',
      [dvsType, dvs.id],
      `<spec><name>${name}</name>${more}</spec>`,
    )
  ).fault;

test('a switch is made with its uplinks, takes hosts, and gives its groups to them', async () => {
  expect(await createSwitch('DVS1')).toBeUndefined();
  expect(await createSwitch('DVS1')).toBe('DuplicateName');
  const dvs = dvsNamed('DVS1');
  expect([...dvs.portgroups].map(({ isUplink }) => isUplink)).toEqual([true]);
  const config = await bench.read([dvsType, dvs.id], 'config');
  expect([textOf(config, 'maxMtu'), textOf(config, 'version')]).toEqual(['1500', '6.6.0']);
  const [host] = bench.demo.estate.hosts;
  const change = async (operation: string) =>
    (await bench.run('ReconfigureDvs_Task', [dvsType, dvs.id], member(operation, host?.id ?? '')))
      .fault;
  expect(await change('add')).toBeUndefined();
  expect(await change('add')).toBe('AlreadyExists');
  expect(await addGroup(dvs, 'web')).toBeUndefined();
  expect(await addGroup(dvs, 'web')).toBe('DuplicateName');
  expect(host?.networks.has(groupNamed('web'))).toBe(true);
  expect(await change('remove')).toBeUndefined();
  expect(await change('remove')).toBe('NotFound');
  expect(host?.networks.has(groupNamed('web'))).toBe(false);
});

test('a group has the ports that it was made with, and a VLAN that can be changed', async () => {
  const dvs = dvsNamed('DVS0');
  const vlan = (id: number): string =>
    `<defaultPortConfig xsi:type="VMwareDVSPortSetting"><vlan xsi:type="VmwareDistributedVirtualSwitchVlanIdSpec"><inherited>false</inherited><vlanId>${id}</vlanId></vlan></defaultPortConfig>`;
  const ports = `<numPorts>16</numPorts>${vlan(10)}<type>earlyBinding</type>`;
  expect(await addGroup(dvs, 'sixteen', ports)).toBeUndefined();
  const group = groupNamed('sixteen');
  const fetch = async () =>
    (
      await bench.call(
        'FetchDVPorts',
        [dvsType, dvs.id],
        `<criteria><portgroupKey>${group.id}</portgroupKey><inside>true</inside></criteria>`,
      )
    ).body;
  expect(all(await fetch(), 'returnval')).toHaveLength(16);
  const reconfigure = async (spec: string) =>
    (await bench.run('ReconfigureDVPortgroup_Task', [groupType, group.id], `<spec>${spec}</spec>`))
      .fault;
  expect(await reconfigure(vlan(20))).toBeUndefined();
  expect(await reconfigure(vlan(5000))).toBe('InvalidArgument');
  expect(textOf(first(await fetch(), 'setting'), 'vlanId')).toBe('20');
});

test('what machines use stays, and a switch goes with its groups', async () => {
  const destroy = async (type: string, { id }: { readonly id: string }) =>
    (await bench.run('Destroy_Task', [type, id])).fault;
  const used = groupNamed('DC0_DVPG0');
  expect(await destroy(groupType, used)).toBe('ResourceInUse');
  expect(await destroy(dvsType, dvsNamed('DVS0'))).toBe('ResourceInUse');
  const dvs = dvsNamed('DVS1');
  const groups = [...dvs.portgroups];
  expect(await destroy(groupType, groups.find(({ isUplink }) => isUplink) ?? used)).toBe(
    'ResourceInUse',
  );
  expect(await destroy(dvsType, dvs)).toBeUndefined();
  expect([dvs, ...groups].map(({ id }) => bench.demo.estate.get(id))).toEqual(
    [dvs, ...groups].map(() => undefined),
  );
});
