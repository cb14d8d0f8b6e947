import { useEffect, useState, type RefObject } from 'react';

export interface FullScreen {
  readonly on: boolean;
  readonly toggle: () => void;
}

/** Keys that a browser or the system would take for itself can be kept from them only in full screen, and not in all browsers. */
interface KeyboardWithLock {
  readonly lock?: () => Promise<void>;
  readonly unlock?: () => void;
}

/** An element over the whole screen. */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = (): void =>
      setOn(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [element]);
  useEffect(() => {
    if (!on) return;
    const { keyboard } = navigator as Navigator & { readonly keyboard?: KeyboardWithLock };
    keyboard?.lock?.().catch(() => undefined);
    return () => keyboard?.unlock?.();
  }, [on]);
  return {
    on,
    toggle: () => {
      // Where a browser refuses, the console stays where it is.
      if (on) document.exitFullscreen().catch(() => undefined);
      else element.current?.requestFullscreen().catch(() => undefined);
    },
  };
}
