import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { LiveConsole } from './use-console-line.ts';
import type { TypingControl } from './use-typing.ts';

/** Clicks and keys on the screen of a console, before noVNC has them. */
export function useScreenEvents(
  target: RefObject<HTMLElement | null>,
  { screen, used }: LiveConsole,
  { typing, start, onKey }: TypingControl,
): void {
  const clicked = useEffectEvent(() => {
    used();
    if (screen !== null && typing === 'off') start();
  });
  // The click that begins is none of the machine's: noVNC, which keeps the pointer from a press on, does not hear of it.
  const touched = useEffectEvent((event: MouseEvent) => {
    used();
    if (typing === 'on') return;
    event.stopPropagation();
    event.preventDefault();
  });
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (typing === 'on') return onKey(event);
    if (event.key !== 'Enter' || event.type !== 'keydown' || screen === null) return;
    event.preventDefault();
    event.stopPropagation();
    start();
  });
  useEffect(() => {
    const element = target.current;
    if (element === null) return undefined;
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('mousedown', (event) => touched(event), { capture: true, signal });
    element.addEventListener('click', () => clicked(), { capture: true, signal });
    for (const type of ['keydown', 'keyup'] as const)
      element.addEventListener(type, (event) => pressed(event), { capture: true, signal });
    return () => stop.abort();
  }, [target]);
}
