import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MorefException } from '#shared/model/error.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { doneSomewhere } from '../testing/operation-table.ts';
import { Operator } from '../testing/operator.ts';
import { list, reference } from '../map/read.ts';
import { catalog } from './catalog.ts';

/**
 * Every operation of vim25 stands in a table: one that is run by no test, or refused to nobody, fails the run. Each is refused to an
 * account that may only look: by its offer, which names the privilege, or by the server, where no privilege is known beforehand.
 */
let demo: DemoVcenter;
let reader: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 30, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  reader = await Operator.connect({
    url: demo.url,
    user: 'readonly@vsphere.local',
    password: 'demo',
  });
  await reader.until('the alarms', () => reader.all('AlarmState').length > 0);
}, 60_000);

afterAll(async () => {
  await reader.close();
  await demo.close();
});

const types = [
  'VirtualMachine',
  'HostSystem',
  'ClusterComputeResource',
  'ResourcePool',
  'Folder',
  'Datacenter',
  'Datastore',
  'AlarmState',
] as const;
const ids = [...new Set(catalog.all.map(({ id }) => id))];

/** No privilege is known beforehand: which one it takes depends on the object, or on what is asked for. */
const byServer: Readonly<Record<string, (vm: Ref) => InputValues>> = {
  rename: () => ({ name: 'never' }),
  'customFields.define': () => ({ name: 'never', type: 'all' }),
  folder: (vm) => ({
    folder: reader.find(
      'Folder',
      (one, ref) =>
        list(one, 'childType').includes('VirtualMachine') &&
        reference(reader.at(vm)['parent']) !== ref,
    ),
  }),
};

it('has a test that runs each operation, and no other', () => {
  expect([...doneSomewhere].sort()).toEqual([...ids].sort());
});

/** Settings are offered whatever can be changed: each says by itself why it cannot. */
const refusable = ids.filter(
  (id) => !(id in byServer) && catalog.all.some((one) => one.id === id && one.edits !== true),
);

describe('an account that may only look', { timeout: 40_000 }, () => {
  it.each(refusable)('is refused %s, with the privilege', (operation) => {
    const refusals = types
      .flatMap((type) => reader.all(type))
      .flatMap((ref) => reader.offers(ref).find(({ id }) => id === operation)?.refused ?? [])
      .map(spoken);
    expect(refusals).toContainEqual(
      expect.stringMatching(/^Your account lacks the privilege [A-Z]\w+(\.\w+)+\.$/),
    );
  });

  it('is shown every setting, with the privilege that it takes', () => {
    const vm = reader.find(
      'VirtualMachine',
      (one) => one['config.template'] === false && one['runtime.connectionState'] === 'connected',
    );
    const settings = reader.offers(vm).find(({ id }) => id === 'settings');
    const refusals = spoken(settings?.inputs ?? [])
      .filter(({ hidden }) => hidden !== true)
      .map(({ refused }) => refused);
    expect(refusals.length).toBeGreaterThan(8);
    expect(refusals).not.toContain(undefined);
    expect(refusals).toContain('Your account lacks the privilege VirtualMachine.Config.Rename.');
  });

  it.each(Object.entries(byServer))('is refused %s by the server', async (operation, inputs) => {
    const vm = reader.find(
      'VirtualMachine',
      (_, ref) => reader.offers(ref).find(({ id }) => id === operation)?.refused === undefined,
    );
    const error = await reader.run(vm, operation, inputs(vm)).then(
      (task) => task?.error,
      (thrown: unknown) => (thrown as MorefException).data,
    );
    expect(error).toMatchObject({ kind: 'denied' });
  });
});
