import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { texts } from '../../map/read.ts';
import { able, plain } from '../testing/machines.ts';
import { PoolUnderTest } from '../testing/pool-under-test.ts';

/** Hosts that cannot be emptied: nothing is done, or it is done whole. */
const on = new PoolUnderTest();

beforeAll(() => on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] }), 30_000);
afterAll(() => on.close());

const guestsOf = (host: Ref): readonly Ref[] =>
  on.many(host, 'resident_VMs').filter((ref) => plain(on.at(ref)));
const allows = (ref: Ref, operation: string): boolean =>
  texts(on.at(ref), 'allowed_operations').includes(operation);
const master = (): Ref =>
  on.to(
    on.find('pool', () => true),
    'master',
  ) as Ref;

/** A host with a guest that is paused. */
async function withPaused(): Promise<readonly [Ref, Ref]> {
  const host = on.find(
    'host',
    (one, ref) =>
      one['enabled'] === true &&
      ref !== master() &&
      guestsOf(ref).filter((guest) => able(on.at(guest))).length > 1,
  );
  const paused = guestsOf(host).find((guest) => on.at(guest)['power_state'] === 'Paused');
  if (paused !== undefined) return [host, paused];
  const guest = guestsOf(host).find((one) => able(on.at(one))) as Ref;
  await on.run(guest, 'power.pause');
  await on.until('it is paused', () => on.at(guest)['power_state'] === 'Paused');
  return [host, guest];
}

async function fails(host: Ref, operation: string, guests?: string): Promise<string> {
  const more = guests === undefined ? {} : { guests };
  const task = await on
    .operate(host, operation, on.inputs(host, operation, more))
    .catch((thrown: unknown) => (thrown instanceof Error ? thrown : null));
  if (task instanceof Error) return task.message;
  if (task === null) return '';
  return String(spoken((await on.ended(task)).error?.message));
}

describe('a host with a guest that cannot leave it', { timeout: 30_000 }, () => {
  it.each([
    ['host.reboot', 'move'],
    ['host.reboot', 'shutdown'],
    ['host.shutdown', 'move'],
    ['host.shutdown', 'shutdown'],
    ['host.evacuate', undefined],
  ])('%s, guests %s: nothing is done, and the guest is named', async (operation, guests) => {
    const [host, guest] = await withPaused();
    const before = guestsOf(host).map((ref) => on.at(ref)['power_state']);
    const sent: string[] = [];
    const stop = on.pool.misbehave.watchChanges({
      before: ({ method }) => void sent.push(method),
    });
    const said = await fails(host, operation, guests);
    stop();
    expect(said).toContain(on.nameOf(guest));
    expect(said).toContain('nothing was done');
    expect(sent).toEqual([]);
    expect(guestsOf(host).map((ref) => on.at(ref)['power_state'])).toEqual(before);
    expect(on.at(host)['enabled']).toBe(true);
  });

  it('enables it again where the first guest refuses', async () => {
    const [host] = await withPaused();
    const stop = on.pool.misbehave.failOperations({
      message: 'VM.clean_shutdown',
      error: ['VM_SHUTDOWN_TIMEOUT', 'OpaqueRef:x', '300'],
    });
    const said = await fails(host, 'host.reboot', 'off');
    stop();
    expect(said).toContain('failed');
    await on.until('it is in service', () => on.at(host)['enabled'] === true);
  });

  it('says per guest what becomes of it, and does it', async () => {
    const [host, guest] = await withPaused();
    const inputs = on.inputs(host, 'host.shutdown', { guests: 'off' });
    const { steps } = await on.plan(host, 'host.shutdown', inputs);
    const guests = guestsOf(host);
    for (const one of guests)
      expect(steps).toContain(
        allows(one, 'clean_shutdown')
          ? `Shuts down ${on.nameOf(one)}.`
          : `Powers off ${on.nameOf(one)} without shutting down its guest.`,
      );
    await on.run(host, 'host.shutdown', { guests: 'off' });
    await on.until('all are off', () =>
      guests.every((ref) => on.at(ref)['power_state'] === 'Halted'),
    );
    expect(on.at(guest)['power_state']).toBe('Halted');
    await on.until('it is down', () => on.follow(host, 'metrics')['live'] === false);
  });
});
