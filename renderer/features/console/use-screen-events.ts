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
    element.addEventListener('click', () => clicked(), { signal });
    for (const type of ['keydown', 'keyup'] as const)
      element.addEventListener(type, (event) => pressed(event), { capture: true, signal });
    return () => stop.abort();
  }, [target]);
}
