import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { usualLab } from '../../../../../demo/generate/lab.ts';
import { reference, references } from '../../map/read.ts';
import { Operator } from '../../testing/operator.ts';

/** What a new machine boots by, and where files have to be seen from. */
let demo: DemoVcenter;
let operator: Operator;

beforeAll(async () => {
  demo = await startDemoVcenter({
    lab: { ...usualLab, datastores: 2, pools: 1, apps: 1 },
    taskSeconds: [0, 0],
    quickStatsSeconds: 0,
  });
  operator = await Operator.connect(demo);
});

afterAll(async () => {
  await operator.close();
  await demo.close();
});

const { signal } = new AbortController();

/** What a new machine at a place is asked for. */
async function wantedIn(place: Ref, more: InputValues): Promise<readonly [Ref, InputValues]> {
  const compute = reference(operator.at(place)['owner']);
  const host =
    compute === undefined ? place : (references(operator.at(compute), 'host')[0] ?? place);
  const [storage] = references(operator.at(host), 'datastore');
  const { options } = await operator.choices(place, 'vm.create', 'guest', { host: place });
  const guest = options[0]?.value ?? '';
  return [place, { host: place, storage: storage ?? '', guest, ...more }];
}

describe('a new machine', { timeout: 60_000 }, () => {
  const wanted = (more: InputValues) => wantedIn(operator.find('HostSystem'), more);
  const made = async (name: string, more: InputValues) => {
    const [host, inputs] = await wanted({ name, ...more });
    await operator.run(host, 'vm.create', inputs);
    await operator.until(name, () => operator.named('VirtualMachine', name) !== undefined);
    const ref = operator.named('VirtualMachine', name) ?? host;
    const { value } = await operator.session.read(ref, 'config', signal);
    return value;
  };

  it('boots by the firmware that was chosen', async () => {
    expect(await made('by bios', { firmware: 'bios' })).toMatchObject({ firmware: 'bios' });
    expect(await made('by efi', { firmware: 'efi', secureBoot: true })).toMatchObject({
      firmware: 'efi',
      bootOptions: { efiSecureBootEnabled: true },
    });
    expect(await made('without', { firmware: 'efi' })).toMatchObject({
      bootOptions: { efiSecureBootEnabled: false },
    });
  });

  it('that the guest has too little memory in is reported', async () => {
    const [host, inputs] = await wanted({ name: 'small', memoryMiB: 64 });
    const { findings } = await operator.plan(host, 'vm.create', inputs, true);
    expect(findings.map(({ message }) => message).join(' ')).toMatch(/of memory at least/);
  });
});

describe('a vApp', { timeout: 60_000 }, () => {
  it('makes its machines itself', async () => {
    const app = operator.find('VirtualApp');
    const [, inputs] = await wantedIn(app, { name: 'of the app' });
    const { steps, requests } = await operator.plan(app, 'vm.create', inputs);
    expect(steps[0]).toMatch(/in the vApp/);
    expect(requests.map(({ method }) => method)).toEqual(['ResourcePool.CreateChildVM_Task']);
    await operator.run(app, 'vm.create', inputs);
    await operator.until('it', () => operator.named('VirtualMachine', 'of the app') !== undefined);
    const ref = operator.named('VirtualMachine', 'of the app') ?? app;
    expect(reference(operator.at(ref)['resourcePool'])).toBe(app);
  });
});

describe('files', { timeout: 60_000 }, () => {
  it('are registered on no host that does not see them', async () => {
    const host = operator.find('HostSystem');
    const [storage = host] = references(operator.at(host), 'datastore');
    const held = [...demo.estate.hosts].find(({ id }) => id === refId(host));
    const store = [...(held?.datastores ?? [])].find(({ id }) => id === refId(storage));
    if (held === undefined || store === undefined) throw new Error('The host has no datastore.');
    const folder = reference(operator.at(operator.find('Datacenter'))['vmFolder']) ?? host;
    const inputs = { host, file: `[${operator.name(storage)}] web/web.vmx` };
    expect((await operator.plan(folder, 'vm.register', inputs)).outcome).toBe('run');
    held.datastores.delete(store);
    demo.estate.memberChanged(held, 'datastore', store, 'remove');
    await operator.until(
      'the host without it',
      () => !references(operator.at(host), 'datastore').includes(storage),
    );
    await expect(operator.plan(folder, 'vm.register', inputs)).rejects.toThrow(/does not have/);
  });
});
