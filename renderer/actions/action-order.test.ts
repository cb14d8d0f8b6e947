import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { barActions, inOrderOfUse } from './action-order.ts';

const action = (name: string): Action => {
  const [id = '', group = ''] = name.split('/');
  return { id, group, label: id, run: () => undefined };
};
const ordered = (...names: readonly string[]): readonly string[] =>
  inOrderOfUse(names.map(action)).map(({ id }) => id);

describe('what can be done to an object', () => {
  it('begins with what matters for its kind, and never with its name', () => {
    expect(
      ordered('settings/edit', 'rename/edit', 'vm.create/create', 'host.enterMaintenance/manage'),
    ).toEqual(['host.enterMaintenance', 'vm.create', 'settings', 'rename']);
    expect(ordered('rename/edit', 'settings/edit', 'tags/organise')).toEqual([
      'settings',
      'rename',
      'tags',
    ]);
  });

  it('ends with what takes a host down, and with what destroys', () => {
    expect(
      ordered('host.reboot/power', 'folder.delete/delete', 'rename/edit', 'settings/edit'),
    ).toEqual(['settings', 'rename', 'host.reboot', 'folder.delete']);
  });

  it('stays as it is for machines: they begin with their power', () => {
    const machine = ['power.on/power', 'rename/edit', 'settings/edit', 'vm.create/create'];
    expect(ordered(...machine)).toEqual(['power.on', 'rename', 'settings', 'vm.create']);
  });

  it('has buttons for what is done daily, and none that takes a host down', () => {
    const shown = ['host.reboot/power', 'power.off/power', 'rename/edit', 'vm.migrate/manage'];
    expect(barActions(shown.map(action)).map(({ id }) => id)).toEqual(['power.off', 'vm.migrate']);
    const machine = ['power.on/power', 'vm.create/create', 'settings/edit'].map(action);
    expect(barActions(machine).map(({ id }) => id)).toEqual(['power.on', 'settings']);
  });
});
