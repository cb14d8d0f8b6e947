import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { t } from '../../i18n/translate.ts';
import { useTree } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { lineAt } from '../../ui/lines/line-events.ts';
import { useVirtualLines } from '../../ui/lines/virtual-lines.ts';
import { choose, toggle, type SelectMode } from './tree-commands.ts';
import { TreeMenu, type MenuPlace } from './tree-menu.tsx';
import { lineId, rowHeight, TreeRow } from './tree-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { DropHint } from './drop-hint.tsx';
import { useTreeDrag } from './use-tree-drag.ts';
import { useTreeKeys } from './use-tree-keys.ts';

/** The visible lines of the tree. The list has the keyboard's focus; the current line is its active descendant. */
export function TreeList(): ReactElement {
  const flat = useTree((state) => state.flat);
  const revealed = useTree((state) => state.revealed);
  const filterText = useTree((state) => state.filterText);
  const current = useWorkspace((state) => state.current);
  const selected = useWorkspace((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const hovered = useRef<number | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const virtualizer = useVirtualLines(scroller, flat.length, rowHeight);
  useAnchoredScroll(scroller, flat, hovered);

  const drag = useTreeDrag();

  const currentIndex = flat.findIndex((node) => node.key === current);
  const currentNode = flat[currentIndex];

  useEffect(() => {
    const { flat: lines } = useTree.getState();
    const key = useWorkspace.getState().current;
    const index = lines.findIndex((node) => node.key === key);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    else if (filterText !== '') virtualizer.scrollToOffset(0);
  }, [revealed, filterText, virtualizer]);

  const openMenuAt = (index: number): void => {
    const box = scroller.current?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
    const node = flat[index];
    if (node !== undefined && box !== undefined)
      setMenu({ x: box.left + 40 + node.depth * 16, y: box.bottom });
  };
  const onKeyDown = useTreeKeys({
    pageLines: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    moved: (index) => {
      // Whoever steers with the keyboard is not pointing.
      hovered.current = null;
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    openMenu: openMenuAt,
  });

  const onClick = (event: MouseEvent): void => {
    const index = lineAt(event);
    if (index === null) return;
    const node = flat[index];
    if (node === undefined) return;
    if ((event.target as Element).closest('[data-twisty]') !== null) toggle(node);
    else choose(flat, index, modeOf(event));
  };

  return (
    <>
      <div
        ref={scroller}
        className="tree"
        role="tree"
        tabIndex={0}
        aria-label={t('tree.label')}
        aria-multiselectable="true"
        {...(currentNode !== undefined && { 'aria-activedescendant': lineId(currentNode) })}
        onKeyDown={(event: KeyboardEvent) => onKeyDown(event, currentIndex)}
        onClick={onClick}
        onDoubleClick={(event) => {
          const node = flat[lineAt(event) ?? -1];
          if ((event.target as Element).closest('[data-twisty]') === null && node !== undefined)
            toggle(node);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const index = lineAt(event);
          const node = flat[index ?? -1];
          if (index === null || node === undefined) return;
          if (!selected.has(node.key)) choose(flat, index, 'one');
          setMenu({ x: event.clientX, y: event.clientY });
        }}
        onMouseMove={(event) => {
          hovered.current = lineAt(event);
        }}
        onMouseLeave={() => {
          hovered.current = null;
        }}
        {...drag.handlers}
      >
        <div role="none" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const node = flat[index];
            return node === undefined ? null : (
              <TreeRow
                key={node.key}
                node={node}
                index={index}
                top={start}
                selected={selected.has(node.key)}
                current={index === currentIndex}
                drop={drag.markOf(node)}
              />
            );
          })}
        </div>
      </div>
      <DropHint />
      <ActionMenu
        label={t('drag.choices')}
        actions={drag.choices?.actions ?? []}
        at={drag.choices}
        onClose={drag.closeChoices}
      />
      <TreeMenu place={menu} onClose={() => setMenu(null)} />
    </>
  );
}

function modeOf(event: MouseEvent): SelectMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'one';
}
