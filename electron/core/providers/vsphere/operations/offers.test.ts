import { describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { offers } from './offers.ts';

const running = {
  name: 'sql-01',
  'runtime.powerState': 'poweredOn',
  'runtime.connectionState': 'connected',
  'guest.toolsRunningStatus': 'guestToolsRunning',
};
const possible = (ref: string, properties: Parameters<typeof offers>[1]) =>
  offers(ref as Ref, properties)
    .filter(({ refused }) => refused === undefined)
    .map(({ id }) => id);

describe('offers', () => {
  it.each([
    [
      'a running VM',
      running,
      ['power.off', 'power.suspend', 'power.reset', 'guest.shutdown', 'guest.reboot', 'rename'],
    ],
    [
      'a running VM without tools',
      { ...running, 'guest.toolsRunningStatus': 'guestToolsNotRunning' },
      ['power.off', 'power.suspend', 'power.reset', 'rename'],
    ],
    [
      'a VM that is off',
      { ...running, 'runtime.powerState': 'poweredOff' },
      ['power.on', 'rename'],
    ],
    [
      'a suspended VM',
      { ...running, 'runtime.powerState': 'suspended' },
      ['power.on', 'power.off', 'rename'],
    ],
    [
      'a template',
      { ...running, 'config.template': true, 'runtime.powerState': 'poweredOff' },
      ['rename'],
    ],
    ['a VM on a lost host', { ...running, 'runtime.connectionState': 'disconnected' }, []],
    ['an orphan', { ...running, 'runtime.connectionState': 'orphaned' }, []],
  ])('%s', (_, properties, expected) =>
    expect(possible('VirtualMachine:vm-1', properties)).toEqual(expected),
  );

  it('gives a sentence for what is refused', () => {
    for (const { id, refused } of offers('VirtualMachine:vm-1' as Ref, {
      ...running,
      'config.template': true,
    }))
      if (id !== 'rename') expect(refused).toMatch(/^[A-Z].+\.$/);
  });

  it('asks before anything that can lose data', () => {
    const asked = offers('VirtualMachine:vm-1' as Ref, running).filter(({ confirm }) =>
      confirm?.includes('sql-01'),
    );
    expect(asked.map(({ id }) => id)).toEqual([
      'power.off',
      'power.suspend',
      'power.reset',
      'guest.shutdown',
      'guest.reboot',
    ]);
  });

  it('offers any entity a new name, starting from the old', () => {
    expect(offers('Datacenter:datacenter-2' as Ref, { name: 'Frankfurt%2f1' })).toMatchObject([
      { id: 'rename', inputs: [{ name: 'newName', initial: 'Frankfurt/1', required: true }] },
    ]);
  });
});
