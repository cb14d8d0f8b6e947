import { useEffect, useRef, type RefObject } from 'react';

/** Hears the keys that are pressed anywhere inside an element, before the window does. */
export function useKeys(onKey: (event: KeyboardEvent) => void): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const { current } = element;
    const listener = (event: KeyboardEvent): void => latest.current(event);
    current?.addEventListener('keydown', listener);
    return () => current?.removeEventListener('keydown', listener);
  }, []);
  return element;
}
