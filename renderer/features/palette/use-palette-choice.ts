import { useMemo, useState, type KeyboardEvent } from 'react';
import { useEnter } from '../../ui/use-enter.ts';
import { firstChoice } from './careful.ts';
import type { PaletteLine } from './palette-line.ts';

export interface PaletteChoice {
  /** The line that Enter means; −1 for none. */
  readonly active: number;
  /** The pointer is on a line. */
  readonly point: (line: number) => void;
  /** Something else is asked for: back to the first choice. */
  readonly reset: () => void;
  /** The keys that move, and Enter. */
  readonly press: (event: KeyboardEvent) => void;
}

/**
 * Which line of the palette is meant: until the user has moved, the first that neither destroys nor disconnects.
 *
 * @param areCurrent the lines are those of what is written now; Enter waits for them, so that it never does what an earlier text meant
 */
export function usePaletteChoice(
  lines: readonly PaletteLine[],
  areCurrent: boolean,
  page: number,
  onChoose: (line: PaletteLine | undefined) => void,
): PaletteChoice {
  const choices = useMemo(
    () => lines.flatMap((line, index) => (line.kind === 'heading' ? [] : [index])),
    [lines],
  );
  const [moved, setMoved] = useState<number>();
  const last = choices.length - 1;
  const chosen = Math.min(moved ?? choices.indexOf(firstChoice(lines)), last);
  const active = choices[chosen] ?? -1;
  const enter = useEnter(areCurrent, () => onChoose(lines[active]));
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
  };
  return {
    active,
    point: (line) => setMoved(choices.indexOf(line)),
    reset: () => {
      setMoved(undefined);
      enter.forget();
    },
    press: (event) => {
      const step = steps[event.key];
      if (step !== undefined) setMoved(Math.max(0, Math.min(last, chosen + step)));
      else if (event.key === 'Enter') enter.press();
      else return;
      event.preventDefault();
    },
  };
}
