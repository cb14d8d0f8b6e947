import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationOffer } from '#shared/model/operation.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { serverId, vmRef } from '../testing/objects.ts';
import { aNumber, anOffer } from '../testing/offers.ts';
import { startOperation, type GivenBeforehand } from './run-operation.ts';

const address = { connection: serverId('Berlin'), ref: vmRef('web-01') };

beforeEach(() => {
  useDialogs.setState({ dialog: null });
  useNotices.setState({ list: [] });
});

async function start(
  offer: Partial<OperationOffer>,
  given?: GivenBeforehand,
  core = new FakeCore({ 'operations.run': () => ({ task: null }) }),
): Promise<FakeCore> {
  await core.settled();
  startOperation(core.link, address, 'web-01', anOffer(offer), given);
  await core.settled();
  return core;
}

describe('an operation', () => {
  it('that asks nothing is sent at once', async () => {
    const core = await start({ id: 'power.on' });
    expect(core.asked('operations.run')).toEqual([
      { ...address, operation: 'power.on', inputs: {} },
    ]);
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it.each<{ readonly what: string; readonly offer: Partial<OperationOffer> }>([
    { what: 'may lose something', offer: { confirm: 'Power off?' } },
    { what: 'destroys something', offer: { destructive: true } },
    { what: 'wants a word to be typed', offer: { guard: 'web-01' } },
    { what: 'needs to be told something', offer: { inputs: [aNumber('CPUs')] } },
  ])('that $what asks first', async ({ offer }) => {
    const core = await start(offer);
    expect(core.asked('operations.run')).toEqual([]);
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'operation',
      address,
      objectName: 'web-01',
      offer,
    });
  });

  it('does not ask for what is given beforehand', async () => {
    const given = { preset: { cpus: 4 } };
    const core = await start({ inputs: [aNumber('CPUs')] }, given);
    expect(core.asked('operations.run')).toMatchObject([{ inputs: { cpus: 4 } }]);
    await start({ inputs: [aNumber('CPUs'), aNumber('Cores')] }, given);
    expect(useDialogs.getState().dialog).toMatchObject(given);
  });

  it('that is refused says which, of what, and why', async () => {
    const core = new FakeCore();
    core.refuse('operations.run', { kind: 'conflict', message: 'It is being migrated.' });
    await start({ label: 'Power on' }, {}, core);
    expect(useNotices.getState().list).toMatchObject([
      {
        title: expect.stringMatching(/Power on.*web-01/) as string,
        error: { message: 'It is being migrated.' },
      },
    ]);
  });
});
