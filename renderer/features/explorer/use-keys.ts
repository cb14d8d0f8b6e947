import { useEffect, useRef, type RefObject } from 'react';

/** Hears the keys that are pressed anywhere inside an element, before the window does. */
export function useKeys(
  element: RefObject<HTMLElement | null>,
  onKey: (event: KeyboardEvent) => void,
): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const { current } = element;
    const listener = (event: KeyboardEvent): void => latest.current(event);
    current?.addEventListener('keydown', listener);
    return () => current?.removeEventListener('keydown', listener);
  }, [element]);
}
