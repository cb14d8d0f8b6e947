import { useLayoutEffect, useRef, type RefObject } from 'react';
import { treeId } from '../../state/tree/tree-choice.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';

/** How far each tree was scrolled, in pixels, by `treeId`. */
const kept = new Map<string, number>();

/** Every tree is scrolled as it was when it was shown last. @returns what takes note of it */
export function useKeptScroll(scroller: RefObject<HTMLDivElement | null>): () => void {
  const id = useWorkspace(({ tree }) => treeId(tree));
  const shown = useRef(id);
  useLayoutEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    if (scroller.current !== null) scroller.current.scrollTop = kept.get(id) ?? 0;
  }, [id, scroller]);
  return () => {
    // Between the choice of another tree and its first picture the lines on screen are still the old ones.
    if (shown.current === id && scroller.current !== null) kept.set(id, scroller.current.scrollTop);
  };
}
