import { spoken } from '#shared/i18n/testing/spoken.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { describe, expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Lookup } from '../../provider.ts';
import { offers } from './offers.ts';

const roles = [
  { $type: 'AuthorizationRole', roleId: -1, privilege: [] },
  { $type: 'AuthorizationRole', roleId: 5, privilege: ['VirtualMachine.Interact.PowerOff'] },
];
const manager = 'AuthorizationManager:AuthorizationManager' as Ref;
const lookup: Lookup = {
  get: (ref) => (ref === manager ? { roleList: roles } : undefined),
  ofType: (type) => (type === 'AuthorizationManager' ? [manager] : []),
};
const offersOf = (ref: Ref, properties: Properties) => offers(ref, properties, lookup);

const running = {
  name: 'sql-01',
  'runtime.powerState': 'poweredOn',
  'runtime.connectionState': 'connected',
  'guest.toolsRunningStatus': 'guestToolsRunning',
};
/** Groups whose offers follow from the power state alone. */
const early: ReadonlySet<string> = new Set(['power', 'guest']);
const possible = (ref: string, properties: Properties) =>
  offersOf(ref as Ref, properties)
    .filter(({ group, refused }) => refused === undefined && early.has(group))
    .map(({ id }) => id);

describe('offers', () => {
  it.each([
    [
      'a running VM',
      running,
      ['power.off', 'power.suspend', 'power.reset', 'guest.shutdown', 'guest.reboot'],
    ],
    [
      'a running VM without tools',
      { ...running, 'guest.toolsRunningStatus': 'guestToolsNotRunning' },
      ['power.off', 'power.suspend', 'power.reset'],
    ],
    ['a VM that is off', { ...running, 'runtime.powerState': 'poweredOff' }, ['power.on']],
    [
      'a suspended VM',
      { ...running, 'runtime.powerState': 'suspended' },
      ['power.on', 'power.off'],
    ],
    ['a template', { ...running, 'config.template': true, 'runtime.powerState': 'poweredOff' }, []],
    ['a VM on a lost host', { ...running, 'runtime.connectionState': 'disconnected' }, []],
    ['an orphan', { ...running, 'runtime.connectionState': 'orphaned' }, []],
  ])('%s', (_, properties, expected) =>
    expect(possible('VirtualMachine:vm-1', properties)).toEqual(expected),
  );

  it('gives a sentence for what is refused', () => {
    for (const { id, refused } of offersOf('VirtualMachine:vm-1' as Ref, {
      ...running,
      'config.template': true,
    }))
      if (refused !== undefined) expect(inEnglish(refused), id).toMatch(/^[A-Z].+\.$/);
  });

  it('says what is already as it would be', () => {
    const done = offersOf('VirtualMachine:vm-1' as Ref, running).filter((offer) => offer.done);
    expect(done.map(({ id }) => id)).toEqual([
      'power.on',
      'snapshot.consolidate',
      'snapshot.deleteAll',
    ]);
    expect(done.every(({ refused }) => refused !== undefined)).toBe(true);
  });

  it.each([
    ['an administrator', [-1], undefined],
    [
      'who may do nothing else',
      [5],
      'Your account lacks the privilege VirtualMachine.Interact.Suspend.',
    ],
    ['an administrator by one of the roles', [5, -1], undefined],
    ['a role that is not in the list', [77], undefined],
  ])('goes by the roles on the object: %s', (_, effectiveRole, refused) => {
    const all = offersOf('VirtualMachine:vm-1' as Ref, { ...running, effectiveRole });
    const of = (id: string) => all.find((offer) => offer.id === id);
    expect(spoken(of('power.suspend')?.refused)).toBe(refused);
    expect(of('power.off')?.refused).toBeUndefined();
    // What is already so needs no privilege.
    expect(of('power.on')).toMatchObject({ done: true });
  });

  it('asks before anything that can lose data', () => {
    const asked = offersOf('VirtualMachine:vm-1' as Ref, running).filter(
      ({ group, confirm }) => early.has(group) && inEnglish(confirm ?? '').includes('sql-01'),
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
    const all = offersOf('Datacenter:datacenter-2' as Ref, { name: 'Frankfurt%2f1' });
    expect(all.find(({ id }) => id === 'rename')).toMatchObject({
      inputs: [{ name: 'name', initial: 'Frankfurt/1', required: true }],
    });
  });
});
