/**
 * The line that a key leads to, from line `at` of `count`; -1 stands for none.
 * Undefined for other keys, and where there is no line. `page` is the number of lines on screen.
 */
export function lineMove(key: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const go = (index: number): number => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
