import { describe, expect, it, vi } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Action } from './action.ts';
import { isTypingKey, matchesShortcut, runShortcut, type KeyPress } from './shortcut.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  };
}

describe('a shortcut', () => {
  it('matches its key with exactly its modifiers', () => {
    expect(matchesShortcut(press('F2'), 'F2')).toBe(true);
    expect(matchesShortcut(press('F2', { shiftKey: true }), 'F2')).toBe(false);
    expect(matchesShortcut(press('S', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+S')).toBe(
      true,
    );
    expect(matchesShortcut(press('s', { ctrlKey: true }), 'Ctrl+Shift+S')).toBe(false);
    expect(matchesShortcut(press('Delete', { ctrlKey: true }), 'Delete')).toBe(false);
    expect(matchesShortcut(press('ArrowLeft', { altKey: true }), 'Alt+←')).toBe(true);
  });

  it('takes Cmd for Ctrl, and a sign however it is made', () => {
    expect(matchesShortcut(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesShortcut(press('^', { code: 'Backquote', ctrlKey: true }), 'Ctrl+`')).toBe(true);
  });

  it('leaves keys to whoever types text', () => {
    expect([press('Delete'), press('a')].map(isTypingKey)).toEqual([true, true]);
    expect([press('F2'), press('b', { ctrlKey: true })].map(isTypingKey)).toEqual([false, false]);
  });
});

describe('running a shortcut', () => {
  const action = (refused?: string): Action => ({
    id: 'rename',
    label: 'Rename',
    group: 'edit',
    shortcut: 'F2',
    ...onlyDefined({ refused }),
    run: vi.fn(),
  });

  it('runs what it stands for, once', () => {
    const one = action();
    expect(runShortcut(press('F2'), [one], () => undefined)).toBe(true);
    expect(one.run).toHaveBeenCalledOnce();
    expect(runShortcut(press('F3'), [one], () => undefined)).toBe(false);
  });

  it('says why it does not', () => {
    const one = action('The server is read-only.');
    const refused = vi.fn();
    expect(runShortcut(press('F2'), [one], refused)).toBe(true);
    expect(one.run).not.toHaveBeenCalled();
    expect(refused).toHaveBeenCalledWith(one, 'The server is read-only.');
  });
});
