import { describe, expect, it } from 'vitest';
import type { Action } from '../../actions/action.ts';
import { destroys, firstChoice, isCareful } from './careful.ts';
import { isCalled, verbsAndObjects } from './verbs.ts';

function action(id: string, label: string, more: Partial<Action> = {}): Action {
  return { id, label, group: 'power', run: () => undefined, ...more };
}

describe('verb and object', () => {
  it('reads both orders', () => {
    expect(verbsAndObjects('restart fra-web')).toEqual([{ verb: ['restart'], object: 'fra-web' }]);
    expect(verbsAndObjects('fra-web restart')).toEqual([{ verb: ['restart'], object: 'fra-web' }]);
    expect(verbsAndObjects('fra web')).toEqual([]);
    expect(verbsAndObjects('Power on  SQL 01')).toContainEqual({
      verb: ['power', 'on'],
      object: 'sql 01',
    });
    expect(verbsAndObjects('fra-web')).toEqual([]);
  });

  it('knows an action by its words, their beginnings, and words of the same meaning', () => {
    const reboot = action('guest.reboot', 'Restart guest');
    expect(
      ['restart', 'rest', 'reboot', 'guest'].filter((verb) => !isCalled(reboot, [verb])),
    ).toEqual([]);
    expect(isCalled(reboot, ['rename'])).toBe(false);
    expect(isCalled(action('vm.migrate', 'Migrate…'), ['vmotion'])).toBe(true);
    expect(isCalled(action('power.on', 'Power on'), ['power', 'off'])).toBe(false);
  });
});

describe('what Enter does first', () => {
  it('never destroys or disconnects', () => {
    const off = action('power.off', 'Power off');
    const gone = action('vm.delete', 'Delete', { danger: true });
    const leave = action('server.disconnect', 'Disconnect');
    expect([off, gone, leave].every(destroys)).toBe(true);
    expect(isCareful(action('guest.shutdown', 'Shut down guest'))).toBe(true);
    const lines = [off, gone, leave].map(
      (one) => ({ kind: 'action', key: one.id, action: one }) as const,
    );
    expect(firstChoice([{ kind: 'heading', key: 'h', label: 'h' }, ...lines])).toBe(-1);
    const rename = { kind: 'action', key: 'rename', action: action('rename', 'Rename…') } as const;
    expect(firstChoice([...lines, rename])).toBe(3);
  });
});
