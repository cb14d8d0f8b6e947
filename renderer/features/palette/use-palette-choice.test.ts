// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import type { KeyboardEvent } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { PaletteLine } from './palette-line.ts';
import { usePaletteChoice } from './use-palette-choice.ts';

const lineOf = (label: string): PaletteLine => ({
  kind: 'action',
  key: `action ${label}`,
  action: { id: label, label, group: 'edit', run: () => undefined },
});
const before = [lineOf('Power on')];
const meant = [lineOf('Copy link')];
const enter = { key: 'Enter', preventDefault: () => undefined } as KeyboardEvent;

function choice() {
  const chosen = vi.fn<(line: PaletteLine | undefined) => void>();
  const hook = renderHook(
    ({ lines, areCurrent }: { lines: readonly PaletteLine[]; areCurrent: boolean }) =>
      usePaletteChoice(lines, areCurrent, 10, chosen),
    { initialProps: { lines: before, areCurrent: false } },
  );
  const press = (): void => act(() => hook.result.current.press(enter));
  return { ...hook, press, chosen };
}

describe('the choice of the palette', () => {
  it('never does by Enter what an earlier text meant: it waits for what is written', () => {
    const { press, rerender, chosen } = choice();
    press();
    expect(chosen).not.toHaveBeenCalled();
    rerender({ lines: meant, areCurrent: true });
    expect(chosen.mock.calls).toEqual([[meant[0]]]);
  });

  it('takes an Enter back that waits, where something else is written', () => {
    const { press, rerender, result, chosen } = choice();
    press();
    act(() => result.current.reset());
    rerender({ lines: meant, areCurrent: true });
    expect(chosen).not.toHaveBeenCalled();
    press();
    expect(chosen).toHaveBeenCalledTimes(1);
  });
});
