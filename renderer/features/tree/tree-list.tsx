import {
  useEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { t } from '../../i18n/translate.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { useTree } from '../../state/tree/tree-store.ts';
import { openTab, viewOf } from '../../state/workspace/tabs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { lineAt } from '../../ui/lines/line-events.ts';
import { useVirtualLines, type LineVirtualizer } from '../../ui/lines/virtual-lines.ts';
import { choose, toggle, type SelectMode } from './tree-commands.ts';
import { TreeMenu, type MenuPlace } from './tree-menu.tsx';
import { lineId, rowHeight, TreeRow } from './tree-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { useKeptScroll } from './use-kept-scroll.ts';
import { DropHint } from './drop-hint.tsx';
import { useTreeDrag, type TreeDrag } from './use-tree-drag.ts';
import { useTreeKeys } from './use-tree-keys.ts';

/** The visible lines of the tree. The list has the keyboard's focus; the current line is its active descendant. */
export function TreeList(): ReactElement {
  const flat = useTree((state) => state.flat);
  const current = useWorkspace((state) => state.current);
  const selected = useWorkspace((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const hovered = useRef<number | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const virtualizer = useVirtualLines(scroller, flat.length, rowHeight);
  useAnchoredScroll(scroller, flat, hovered);
  useReveal(virtualizer);
  const onScroll = useKeptScroll(scroller);
  const drag = useTreeDrag();
  const mouse = useTreeMouse(flat, hovered, setMenu);
  const currentIndex = flat.findIndex((node) => node.key === current);
  const currentNode = flat[currentIndex];
  const moved = (index: number): void => {
    stopPointing(hovered);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const onKeyDown = useTreeKeys({
    pageLines: () => linesOnScreen(scroller.current),
    moved,
    openMenu: (index) => setMenu(besideLine(scroller.current, flat, index)),
  });
  return (
    <>
      <div
        ref={scroller}
        className="tree"
        role="tree"
        tabIndex={0}
        aria-label={t('tree.label')}
        aria-multiselectable="true"
        {...(currentNode === undefined ? {} : { 'aria-activedescendant': lineId(currentNode) })}
        onKeyDown={(event: KeyboardEvent) => onKeyDown(event, currentIndex)}
        onScroll={onScroll}
        {...mouse}
        {...drag.handlers}
      >
        <div role="none" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const node = flat[index];
            if (node === undefined) return null;
            const place = { index, top: start, current: index === currentIndex };
            const state = { selected: selected.has(node.key), drop: drag.markOf(node) };
            return <TreeRow key={node.key} node={node} {...place} {...state} />;
          })}
        </div>
      </div>
      <DropHint />
      <DropChoices {...drag} />
      <TreeMenu place={menu} onClose={() => setMenu(null)} />
    </>
  );
}

/** Whoever steers with the keyboard is not pointing. */
function stopPointing(hovered: { current: number | null }): void {
  hovered.current = null;
}

function linesOnScreen(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 1);
}

/** What can be done with what was dropped, where that is several things. */
function DropChoices(props: Pick<TreeDrag, 'choices' | 'closeChoices'>): ReactElement {
  const { choices, closeChoices } = props;
  return (
    <ActionMenu
      label={t('drag.choices')}
      actions={choices?.actions ?? []}
      at={choices}
      onClose={closeChoices}
    />
  );
}

/** Brings the selected line into view when that is asked for; where a filter hides it, the first that was found. */
function useReveal(virtualizer: LineVirtualizer): void {
  const revealed = useTree((state) => state.revealed);
  const filterText = useTree((state) => state.filterText);
  useEffect(() => {
    const { flat } = useTree.getState();
    const key = useWorkspace.getState().current;
    const index = flat.findIndex((node) => node.key === key);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    else if (filterText !== '') virtualizer.scrollToOffset(0);
  }, [revealed, filterText, virtualizer]);
}

/** What the mouse does to lines. The line that it is on is remembered, so that it can stay where it is. */
function useTreeMouse(
  flat: readonly FlatNode[],
  hovered: RefObject<number | null>,
  openMenu: (place: MenuPlace) => void,
): HTMLAttributes<HTMLElement> {
  const onTwisty = (event: MouseEvent): boolean =>
    (event.target as Element).closest('[data-twisty]') !== null;
  return {
    onClick: (event) => {
      const index = lineAt(event);
      const node = flat[index ?? -1];
      if (index === null || node === undefined) return;
      if (onTwisty(event)) toggle(node);
      else choose(flat, index, modeOf(event));
    },
    onAuxClick: (event) => {
      const node = flat[lineAt(event) ?? -1];
      if (event.button === 1 && node !== undefined) openTab(viewOf(node.key), { wait: true });
    },
    onDoubleClick: (event) => {
      const node = flat[lineAt(event) ?? -1];
      if (!onTwisty(event) && node !== undefined) toggle(node);
    },
    onContextMenu: (event) => {
      event.preventDefault();
      const index = lineAt(event);
      const node = flat[index ?? -1];
      if (index === null || node === undefined) return;
      if (!useWorkspace.getState().selected.has(node.key)) choose(flat, index, 'one');
      openMenu({ x: event.clientX, y: event.clientY });
    },
    onMouseMove: (event) => {
      hovered.current = lineAt(event);
    },
    onMouseLeave: () => {
      hovered.current = null;
    },
  };
}

/** Where the menu of a line opens that the keyboard is on. */
function besideLine(
  scroller: HTMLElement | null,
  flat: readonly FlatNode[],
  index: number,
): MenuPlace | null {
  const box = scroller?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
  const node = flat[index];
  if (node === undefined || box === undefined) return null;
  return { x: box.left + 40 + node.depth * 16, y: box.bottom };
}

function modeOf(event: MouseEvent): SelectMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'one';
}
