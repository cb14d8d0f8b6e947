import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { initialWorkspace, useWorkspace } from '../state/workspace/workspace.ts';
import { appActions, usualAppActions } from './app-actions.ts';
import { isTaken, keyOf, resetKey, setKey, shortcutOf } from './bindings.ts';
import { operationShortcuts } from './operation-action.ts';
import { matchesShortcut, type KeyPress } from './shortcut.ts';

beforeEach(() => useWorkspace.setState(initialWorkspace));

const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(97 + at));
/** Keys as keyboards report them: what a letter or a digit makes, and where it is. */
const anyKey = fc.oneof(
  fc.constantFrom(...letters).map((key) => ({ key, code: `Key${key.toUpperCase()}` })),
  fc.constantFrom(...letters).map((key) => ({ key: key.toUpperCase(), code: 'KeyA' })),
  fc.constantFrom(...letters).map((key) => ({ key: 'å', code: `Key${key.toUpperCase()}` })),
  fc.nat(9).map((digit) => ({ key: '!"§$%&/()='[digit] ?? '', code: `Digit${digit}` })),
  fc
    .constantFrom('F1', 'F12', 'ArrowLeft', 'ArrowUp', 'PageDown', 'Home', 'Delete', 'Insert', '?')
    .map((key) => ({ key, code: key })),
);
const anyPress: fc.Arbitrary<KeyPress> = fc
  .tuple(
    anyKey,
    fc.record({
      ctrlKey: fc.boolean(),
      metaKey: fc.constant(false),
      shiftKey: fc.boolean(),
      altKey: fc.boolean(),
    }),
  )
  .map(([key, held]) => ({ ...key, ...held }));

describe('the keys of actions', () => {
  it('are known again by what they were written as', () => {
    fc.assert(
      fc.property(anyPress, (press) => {
        const shortcut = shortcutOf(press);
        if (shortcut === undefined) throw new Error(`${press.key} is a key.`);
        expect(matchesShortcut(press, shortcut)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('mean one thing each, and nothing that lists and fields need', () => {
    const usual = [
      ...usualAppActions().flatMap(({ shortcut }) => shortcut ?? []),
      ...Object.values(operationShortcuts),
    ];
    expect(new Set(usual).size).toBe(usual.length);
    for (const shortcut of usual) expect(isTaken(shortcut), shortcut).toBe(false);
  });

  it('are what the user has chosen, or none, or the usual ones again', () => {
    const palette = () => appActions().find(({ id }) => id === 'app.palette')?.shortcut;
    setKey('app.palette', 'Ctrl+P');
    expect(palette()).toBe('Ctrl+P');
    setKey('app.palette', '');
    expect(palette()).toBeUndefined();
    resetKey('app.palette');
    expect(palette()).toBe('Ctrl+K');
    expect(keyOf('toString', 'F2')).toBe('F2');
  });

  it.each(['Control', 'Shift', 'Dead'])('%s alone is none', (key) => {
    const none = { code: key, ctrlKey: true, metaKey: false, shiftKey: false, altKey: false };
    expect(shortcutOf({ key, ...none })).toBeUndefined();
  });
});
