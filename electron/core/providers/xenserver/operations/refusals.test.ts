import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { TestClient } from '../../../../demo/xapi/test-client.ts';
import { partOfSetting } from '#shared/model/setting-name.ts';
import { xenserver } from '../provider.ts';
import { able, count, inState } from './testing/machines.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

/** What cannot be: by what is known of the object, by the plan's questions, and by the server when it is tried. */
const on = new PoolUnderTest();

beforeAll(() => on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] }), 30_000);
afterAll(() => on.close());

const vm = (wanted: (one: Properties, ref: Ref) => boolean) => (): Ref => on.find('VM', wanted);
const withoutTools = (one: Properties): boolean => inState('Running')(one) && !able(one);
/** What the server itself says, by the code of its failure and in words. */
const failures: readonly {
  readonly operation: string;
  readonly subject: () => Ref;
  readonly inputs?: InputValues;
  readonly message: string;
  readonly error?: readonly [string, ...string[]];
  readonly says: RegExp;
}[] = [
  {
    operation: 'power.on',
    subject: vm(inState('Halted')),
    message: 'VM.start',
    says: /failed: the host has not enough free memory\./,
  },
  {
    operation: 'vm.migrate',
    subject: vm(able),
    message: 'VM.pool_migrate',
    error: ['VM_LACKS_FEATURE', 'OpaqueRef:x'],
    says: /failed: the guest of .+ does not support it/,
  },
  {
    operation: 'vm.clone',
    subject: vm(inState('Halted')),
    inputs: { name: 'never' },
    message: 'VM.clone',
    error: ['SR_FULL', '10', '5'],
    says: /failed: the storage is full\./,
  },
  {
    operation: 'rename',
    subject: vm(inState('Halted')),
    inputs: { name: 'never' },
    message: 'VM.set_name_label',
    error: ['OTHER_OPERATION_IN_PROGRESS', 'VM', 'OpaqueRef:x', 'start'],
    says: /something else is under way/,
  },
];

describe('refusals', { timeout: 30_000 }, () => {
  it.each(failures)('$operation: $message fails on request', async (one) => {
    const { operation, subject, message, error, says } = one;
    const ref = subject();
    const stop = on.pool.misbehave.failOperations({
      objects: [on.nameOf(ref)],
      message,
      ...onlyDefined({ error }),
    });
    const inputs = one.inputs ?? {};
    const more = operation === 'vm.migrate' ? { host: otherHost(ref) } : inputs;
    const outcome = await on
      .operate(ref, operation, on.inputs(ref, operation, more))
      .then(async (task) =>
        task === null ? undefined : spoken((await on.ended(task)).error?.message),
      )
      .catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : ''));
    expect(outcome).toMatch(says);
    stop();
  });

  it('are the same as what is already so, where an edit changes nothing', async () => {
    const ref = on.find('VM', inState('Halted'));
    for (const operation of ['rename', 'describe', 'tags', 'vm.memory', 'vm.cpus', 'folder'])
      expect(await on.plan(ref, operation, on.inputs(ref, operation)), operation).toMatchObject({
        outcome: 'done',
        reason: 'Nothing would be changed.',
      });
  });

  it('come from the server, by host, where no host can start a machine', async () => {
    const ref = on.find('VM', inState('Halted'));
    await on.run(ref, 'vm.memory', { memoryMiB: 60_000_000, dynamic: false });
    const plan = await on.plan(ref, 'power.on', {}, true);
    expect(plan.outcome).toBe('run');
    expect(plan.findings.map(({ message }) => message).sort()).toEqual(
      on.all('host').map((host) => expect.stringContaining(`${on.nameOf(host)}: `) as string),
    );
    expect(plan.findings[0]?.message).toContain('not enough free memory');
  });

  it('come with the host that a machine is to go to', async () => {
    const [ref, host] = onLocalStorage();
    const plan = await on.plan(ref, 'vm.migrate', { host }, true);
    expect(plan.findings).toEqual([
      { severity: 'error', message: expect.stringContaining(on.nameOf(host)) as string },
    ]);
    const request = { ref, name: 'it', operation: 'vm.migrate', inputs: {}, input: 'host' };
    const { options } = await on.session.choices(request, new AbortController().signal);
    expect(spoken(options.find(({ value }) => value === host)?.warning)).toMatch(
      /does not see the storage/,
    );
    // With its disks it can go there, to storage that both see.
    const storage = on.find('SR', (sr) => sr['type'] === 'nfs' && sr['shared'] === true);
    const moved = await on.plan(ref, 'vm.migrate', { host, storage }, true);
    expect(moved.findings).toEqual([]);
    await on.run(ref, 'vm.migrate', { host, storage });
    await on.until('it runs there', () => on.to(ref, 'resident_on') === host);
  });

  it('name the machines that keep a host from being emptied', async () => {
    const [ref] = onLocalStorage();
    const host = on.to(ref, 'resident_on') as Ref;
    const plan = await on.plan(host, 'host.evacuate', {}, true);
    expect(plan.findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`${on.nameOf(ref)}: `),
    );
  });

  it('say what a disk cannot be', async () => {
    const ref = on.find('VM', (one) => inState('Halted')(one) && count(one, 'VBDs') > 0);
    const disk = on.many(ref, 'VBDs').find((vbd) => on.at(vbd)['type'] === 'Disk') as Ref;
    const smaller = on.operate(ref, 'disk.grow', { disk, size: 0.01 });
    await expect(smaller).rejects.toThrow(/cannot be made smaller/);
    await expect(on.operate(ref, 'disk.grow', { disk: 'VBD:gone', size: 9 })).rejects.toThrow(
      /not there any more/,
    );
    await expect(on.plan(ref, 'disk.attach', {})).rejects.toThrow(/nothing was chosen/);
  });

  it('say what somebody has blocked, and why', async () => {
    const ref = on.find('VM', inState('Halted'));
    const others = await TestClient.login(on.pool);
    const opaque = await others.call<string>('VM.get_by_uuid', refId(ref));
    const blocked = { start: 'Licence audit until Friday', destroy: 'true', snapshot: '' };
    await others.call('VM.set_blocked_operations', opaque, blocked);
    await on.until('it is blocked', () => on.offerOf(ref, 'power.on').refused !== undefined);
    const refused = (id: string) => on.offerOf(ref, id).refused;
    expect(refused('power.on')).toBe('An administrator has blocked it: Licence audit until Friday');
    expect(refused('vm.delete')).toBe('An administrator has blocked it.');
    expect(refused('snapshot.create')).toBe('An administrator has blocked it.');
    expect(refused('vm.clone')).toBeUndefined();
    await others.call('VM.set_blocked_operations', opaque, {});
    await on.until('it is free', () => on.offerOf(ref, 'power.on').refused === undefined);
  });

  it('leave control domains to their hosts', () => {
    const ref = on.find('VM', (one) => one['is_control_domain'] === true);
    const ids = xenserver.offers(ref, on.at(ref), on.sink.lookup).map(({ id }) => id);
    const harmless = ['rename', 'describe', 'folder', 'tags', 'tags.add', 'tags.remove'];
    const offered = ids.filter((id) => !id.startsWith('customFields.'));
    expect(offered.sort()).toEqual([...harmless, 'customFields', 'settings'].sort());
    const settings = on.offerOf(ref, 'settings').inputs ?? [];
    const parts = new Set(settings.map(({ name }) => partOfSetting(name)?.part));
    expect([...parts].filter((part) => !offered.includes(part ?? ''))).toEqual([]);
  });

  it('of memory in a snapshot are explained where the others are chosen', () => {
    const mode = (ref: Ref) =>
      on.offerOf(ref, 'snapshot.create').inputs?.find(({ name }) => name === 'mode');
    expect(mode(on.find('VM', inState('Halted')))).toMatchObject({
      options: [{ value: 'disk' }],
      help: 'Without its memory. The virtual machine is powered off.',
    });
    expect(mode(on.find('VM', withoutTools))).toMatchObject({
      options: [{ value: 'disk' }],
      help: 'Without its memory. The guest does not run the VM tools, which it takes.',
    });
    const all = mode(on.find('VM', able));
    expect(all).toMatchObject({ options: [{ value: 'disk' }, { value: 'memory' }] });
    expect(all).not.toHaveProperty('help');
  });

  it('tell what the account may not do', () => {
    const ref = on.find('VM', inState('Halted'));
    const permissions = new Set(['vm.set_tags', 'vm.add_to_other_config/key:folder']);
    const offers = xenserver.offers(ref, on.at(ref), { ...on.sink.lookup, permissions });
    const refusedOf = (id: string) => spoken(offers.find((offer) => offer.id === id)?.refused);
    expect(refusedOf('power.on')).toBe('Your account lacks the permission VM.start.');
    expect(refusedOf('vm.clone')).toBe('Your account lacks the permission VM.clone.');
    // What is already so takes none.
    expect(refusedOf('power.off')).toBe('The virtual machine is already powered off.');
    expect(refusedOf('tags')).toBeUndefined();
    expect(refusedOf('folder')).toBeUndefined();
  });
});

function otherHost(ref: Ref): Ref {
  return on.find('host', (_, host) => host !== on.to(ref, 'resident_on'));
}

/** A machine that runs on a disk that only its host sees, and another host. */
function onLocalStorage(): readonly [Ref, Ref] {
  const local = (ref: Ref): boolean =>
    on.many(ref, 'VBDs').some((vbd) => {
      const disk = on.to(vbd, 'VDI');
      const sr = disk === undefined ? undefined : on.to(disk, 'SR');
      return sr !== undefined && on.at(sr)['type'] === 'ext';
    });
  const ref = on.find('VM', (one, vmRef) => inState('Running')(one) && local(vmRef));
  return [ref, otherHost(ref)];
}
