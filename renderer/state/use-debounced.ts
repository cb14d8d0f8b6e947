import { useEffect, useState } from 'react';

/** A value once it has not changed for so many milliseconds; at first the value itself. */
export function useDebounced<T>(value: T, stillness: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), stillness);
    return () => clearTimeout(timer);
  }, [value, stillness]);
  return settled;
}
